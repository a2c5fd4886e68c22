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
import androidx.compose.ui.unit.dp
import vn.camtay.R

/** The app's own mark, as it stands among the phone's apps: two hands and a phone. */
@Composable
fun AppMark(modifier: Modifier = Modifier) {
    val shape = RoundedCornerShape(28.dp)
    Box(
        modifier.size(112.dp).clip(shape).background(colorResource(R.color.shirt)),
        contentAlignment = Alignment.Center,
    ) {
        // The launcher's picture keeps a wide edge free, which is cut off there too.
        Image(painterResource(R.drawable.ic_launcher_foreground), null, Modifier.requiredSize(160.dp))
    }
}
