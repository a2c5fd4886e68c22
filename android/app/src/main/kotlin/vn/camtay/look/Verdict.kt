package vn.camtay.look

import androidx.compose.animation.core.Animatable
import androidx.compose.animation.core.FastOutSlowInEasing
import androidx.compose.animation.core.tween
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.graphicsLayer
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp

/**
 * How something came out, said large before anything else; spoken when it appears. Its sign
 * arrives calmly, and stands at once where nothing may move. [content] belongs to it.
 */
@Composable
fun Verdict(
    title: String,
    tone: Tone,
    modifier: Modifier = Modifier,
    icon: Int = tone.icon,
    body: String? = null,
    content: (@Composable ColumnScope.() -> Unit)? = null,
) {
    Surface(
        modifier.fillMaxWidth(),
        shape = RoundedCornerShape(Measure.corner),
        color = tone.box(),
    ) {
        Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(10.dp)) {
            Column(
                Modifier.semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite },
                verticalArrangement = Arrangement.spacedBy(10.dp),
            ) {
                if (Look.isLargeText) {
                    Sign(icon, tone)
                    Words(title, type = TITLE, colour = tone.ink())
                } else {
                    Row(
                        horizontalArrangement = Arrangement.spacedBy(14.dp),
                        verticalAlignment = Alignment.CenterVertically,
                    ) {
                        Sign(icon, tone)
                        Words(title, Modifier.weight(1f), TITLE.balanced, tone.ink())
                    }
                }
                body?.let { Words(it) }
            }
            content?.invoke(this)
        }
    }
}

@Composable
private fun Sign(
    icon: Int,
    tone: Tone,
) {
    val still = Look.still
    val arrived = remember { Animatable(if (still) 1f else 0f) }
    LaunchedEffect(Unit) { arrived.animateTo(1f, tween(ARRIVAL, easing = FastOutSlowInEasing)) }
    Seal(
        icon,
        tone,
        52.dp,
        Modifier.graphicsLayer {
            alpha = arrived.value
            scaleX = FROM + (1 - FROM) * arrived.value
            scaleY = scaleX
        },
    )
}

/** An icon in a full round of its tone: done, or a verdict. */
@Composable
fun Seal(
    icon: Int,
    tone: Tone,
    size: Dp,
    modifier: Modifier = Modifier,
) = Box(
    modifier.size(size).background(tone.ink(), CircleShape),
    contentAlignment = Alignment.Center,
) { Symbol(icon, tone.box(), size / 2) }

/** Large enough for a yard, small enough for most of what is said to stay in one line. */
private val TITLE = Type.told.copy(fontWeight = FontWeight.Bold)

private const val ARRIVAL = 320
private const val FROM = 0.6f
