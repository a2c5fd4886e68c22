package vn.camtay.look

import androidx.compose.foundation.Image
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.requiredSize
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.res.colorResource
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import vn.camtay.R

/** The app's own mark, as it stands among the phone's apps: two hands and a phone. */
@Composable
fun AppMark(
    modifier: Modifier = Modifier,
    size: Dp = 112.dp,
) {
    Box(
        modifier.size(size).clip(RoundedCornerShape(size / 4)).background(colorResource(R.color.mark)),
        contentAlignment = Alignment.Center,
    ) {
        // The launcher's picture keeps a wide edge free, which is cut off there too.
        Image(painterResource(R.drawable.ic_launcher_foreground), null, Modifier.requiredSize(size * WITH_EDGE))
    }
}

private const val WITH_EDGE = 1.5f
