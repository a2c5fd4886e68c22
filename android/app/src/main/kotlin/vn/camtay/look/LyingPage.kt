package vn.camtay.look

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp

/**
 * On a phone that lies: the picture on the left, large words beside it, the way back below.
 * Upright, [upright] is what is seen.
 */
@Composable
fun LyingPage(
    picture: (@Composable () -> Unit)?,
    words: @Composable () -> Unit,
    bottom: @Composable () -> Unit,
    upright: @Composable () -> Unit,
) = BoxWithConstraints(Modifier.fillMaxSize().background(Look.colours.ground)) {
    if (maxWidth < maxHeight || maxWidth < LYING) {
        upright()
    } else {
        Column(
            Modifier.windowInsetsPadding(WindowInsets.safeDrawing).padding(Measure.margin, 8.dp),
            verticalArrangement = Arrangement.spacedBy(8.dp),
        ) {
            Row(
                Modifier.weight(1f),
                horizontalArrangement = Arrangement.spacedBy(20.dp),
                verticalAlignment = Alignment.CenterVertically,
            ) {
                if (picture != null) Box(Modifier.weight(1f).fillMaxHeight()) { picture() }
                Box(Modifier.weight(1f).verticalScroll(rememberScrollState())) { words() }
            }
            bottom()
        }
    }
}

private val LYING = 560.dp
