package vn.camtay.look

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.Immutable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp

/** One of a few choices that stand beside each other. */
@Immutable
data class Segment(
    val word: String,
    val chosen: Boolean,
    val icon: Int?,
    val onClick: () -> Unit,
)

/** Two or three choices as tiles of one size; in larger text they stand under each other. */
@Composable
fun Segments(segments: List<Segment>) {
    if (LocalDensity.current.fontScale > TILES) {
        return ChoiceRows {
            segments.forEachIndexed { at, segment ->
                if (at > 0) Line()
                ChoiceRow(segment.word, segment.chosen, segment.onClick)
            }
        }
    }
    Row(
        Modifier.fillMaxWidth().height(IntrinsicSize.Min).selectableGroup(),
        horizontalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        for (segment in segments) Tile(segment, Modifier.weight(1f).fillMaxHeight())
    }
}

@Composable
private fun Tile(
    segment: Segment,
    modifier: Modifier,
) {
    val colours = Look.colours
    val ink = if (segment.chosen) colours.blue else colours.ink
    Surface(
        modifier,
        shape = RoundedCornerShape(Measure.corner),
        color = if (segment.chosen) colours.blueBox else colours.card,
        border =
            BorderStroke(
                if (segment.chosen) 2.dp else Measure.line,
                if (segment.chosen) colours.blue else colours.line,
            ),
    ) {
        Box(
            Modifier
                .heightIn(min = 56.dp)
                .selectable(segment.chosen, role = Role.RadioButton, onClick = segment.onClick)
                .padding(8.dp, 10.dp),
            contentAlignment = Alignment.Center,
        ) {
            Column(
                horizontalAlignment = Alignment.CenterHorizontally,
                verticalArrangement = Arrangement.spacedBy(4.dp),
            ) {
                segment.icon?.let { Symbol(it, if (segment.chosen) colours.blue else colours.quietInk) }
                val weight = if (segment.chosen) FontWeight.SemiBold else FontWeight.Normal
                Words(segment.word, type = Type.small.copy(fontWeight = weight), colour = ink, align = TextAlign.Center)
            }
        }
    }
}

private const val TILES = 1.3f
