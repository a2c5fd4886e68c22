package vn.camtay.look

import androidx.compose.animation.core.Animatable
import androidx.compose.animation.core.tween
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.graphicsLayer
import androidx.compose.ui.unit.dp

/** What has just come rises a little into its place, once; where nothing may move, it is there. */
@Composable
fun Modifier.arriving(): Modifier {
    if (Look.still) return this
    val come = remember { Animatable(0f) }
    LaunchedEffect(Unit) { come.animateTo(1f, tween(durationMillis = 220)) }
    return graphicsLayer {
        alpha = come.value
        translationY = (1f - come.value) * 10.dp.toPx()
    }
}
