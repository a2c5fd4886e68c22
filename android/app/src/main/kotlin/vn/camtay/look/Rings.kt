package vn.camtay.look

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.withStyle
import androidx.compose.ui.unit.dp

/** How far something is, as a ring; says nothing by itself, words stand beside it. */
@Composable
fun Ring(
    part: Float,
    tone: Tone,
    icon: Int,
    modifier: Modifier = Modifier,
) {
    val ink = tone.ink()
    val rest = Look.colours.line
    Box(modifier.size(48.dp), contentAlignment = Alignment.Center) {
        Canvas(Modifier.fillMaxSize()) {
            val width = 4.dp.toPx()
            val inset = Offset(width / 2, width / 2)
            val arc = Size(size.width - width, size.height - width)
            drawArc(rest, 0f, WHOLE, false, inset, arc, style = Stroke(width))
            if (part > 0f) {
                drawArc(ink, TOP, WHOLE * part, false, inset, arc, style = Stroke(width, cap = StrokeCap.Round))
            }
        }
        Symbol(icon, ink, 22.dp)
    }
}

/** A state in its colour, then what else is to be known, in one breath. */
@Composable
fun StatedWords(
    state: String,
    tone: Tone,
    rest: String,
    modifier: Modifier = Modifier,
) {
    val strong = SpanStyle(tone.ink(), fontWeight = Type.smallStrong.fontWeight)
    val words =
        buildAnnotatedString {
            withStyle(strong) { append(state) }
            if (rest.isNotEmpty()) append("\u00A0· $rest")
        }
    Text(words, modifier, color = Look.colours.quietInk, style = Type.small)
}

private const val WHOLE = 360f
private const val TOP = -90f
