package vn.camtay.look

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.drawWithContent
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.drawscope.clipRect
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.camtay.R

/** A card: a white ground with a thin line. Rows in it are parted by [Line]s. */
@Composable
fun Card(
    modifier: Modifier = Modifier,
    ground: Color = Look.colours.card,
    edge: Color = Look.colours.line,
    content: @Composable ColumnScope.() -> Unit,
) {
    Surface(
        modifier = modifier.fillMaxWidth(),
        shape = RoundedCornerShape(Measure.corner),
        color = ground,
        border = BorderStroke(Measure.line, edge),
    ) {
        Column(content = content)
    }
}

/** The thin line between two rows. */
@Composable
fun Line() = Box(Modifier.fillMaxWidth().height(Measure.line).background(Look.colours.line))

/**
 * A row of a list: one node for a screen reader. [chip] stands under the words, where long
 * words have room for it.
 */
@Composable
fun ListRow(
    title: String,
    modifier: Modifier = Modifier,
    under: String? = null,
    icon: Int? = null,
    iconColour: Color = Look.colours.quietInk,
    iconGround: Color = Look.colours.ground,
    titleColour: Color = Look.colours.ink,
    onClick: (() -> Unit)? = null,
    lead: (@Composable () -> Unit)? = null,
    chip: (@Composable () -> Unit)? = null,
) {
    val tap =
        if (onClick == null) {
            Modifier.semantics(mergeDescendants = true) {}
        } else {
            Modifier.clickable(role = Role.Button, onClick = onClick)
        }
    Row(
        modifier
            .fillMaxWidth()
            .heightIn(min = Measure.row)
            .then(tap)
            .padding(16.dp, 12.dp),
        horizontalArrangement = Arrangement.spacedBy(14.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        when {
            lead != null -> lead()

            icon != null ->
                Box(
                    Modifier.size(40.dp).background(iconGround, RoundedCornerShape(12.dp)),
                    contentAlignment = Alignment.Center,
                ) { Symbol(icon, iconColour, 22.dp) }
        }
        Column(Modifier.weight(1f), verticalArrangement = Arrangement.spacedBy(4.dp)) {
            Words(title, type = Type.row, colour = titleColour)
            under?.let { QuietWords(it) }
            chip?.invoke()
        }
        if (onClick != null) Symbol(R.drawable.ic_next, Look.colours.quietInk, 20.dp)
    }
}

/** Rows of one card in a lazy list: the first and the last one have round corners. */
@Composable
fun LazyCardRow(
    first: Boolean,
    last: Boolean,
    content: @Composable () -> Unit,
) {
    val top = if (first) Measure.corner else 0.dp
    val bottom = if (last) Measure.corner else 0.dp
    val edge = Look.colours.line
    Surface(
        Modifier.drawWithContent {
            drawContent()
            // The edge of the whole card, of which this row shows its part.
            val round = Measure.corner.toPx()
            val line = Measure.line.toPx()
            val above = if (first) 0f else round
            val below = if (last) 0f else round
            clipRect {
                drawRoundRect(
                    edge,
                    Offset(line / 2, line / 2 - above),
                    Size(size.width - line, size.height - line + above + below),
                    CornerRadius(round - line / 2),
                    Stroke(line),
                )
            }
        },
        shape = RoundedCornerShape(top, top, bottom, bottom),
        color = Look.colours.card,
    ) {
        Column {
            content()
            if (!last) Line()
        }
    }
}

/** What can be done with what the card says: a line of its own, as wide as the card. */
@Composable
fun CardButton(
    text: String,
    onClick: () -> Unit,
    icon: Int,
    modifier: Modifier = Modifier,
    enabled: Boolean = true,
) {
    val ink = if (enabled) Look.colours.blue else Look.colours.quietInk
    Row(
        modifier
            .fillMaxWidth()
            .heightIn(min = 56.dp)
            .clickable(enabled, role = Role.Button, onClick = onClick)
            .padding(16.dp, 12.dp),
        horizontalArrangement = Arrangement.spacedBy(10.dp, Alignment.CenterHorizontally),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Symbol(icon, ink)
        Words(text, Modifier.weight(1f, fill = false), Type.row, ink)
    }
}
