package vn.camtay.look

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.camtay.R

/** A row that is ticked or not. */
@Composable
fun CheckRow(
    text: String,
    checked: Boolean,
    onToggle: () -> Unit,
    modifier: Modifier = Modifier,
    under: String? = null,
    enabled: Boolean = true,
) = Choice(
    text,
    checked,
    modifier.toggleable(checked, enabled = enabled, role = Role.Checkbox, onValueChange = { onToggle() }),
    under,
    lead = { TickBox(checked) },
)

/** A row of which one of several is chosen. */
@Composable
fun RadioRow(
    text: String,
    chosen: Boolean,
    onChoose: () -> Unit,
    modifier: Modifier = Modifier,
    under: String? = null,
    icon: Int? = null,
) = Choice(text, chosen, modifier.selectable(chosen, role = Role.RadioButton, onClick = onChoose), under, icon)

@Composable
private fun Choice(
    text: String,
    on: Boolean,
    tap: Modifier,
    under: String?,
    icon: Int? = null,
    lead: (@Composable () -> Unit)? = null,
) {
    val colours = Look.colours
    Surface(
        shape = RoundedCornerShape(Measure.corner),
        color = if (on) colours.blueBox else colours.card,
        border = BorderStroke(if (on) 2.dp else Measure.line, if (on) colours.blue else colours.line),
    ) {
        Row(
            tap.fillMaxWidth().heightIn(min = Measure.row).padding(16.dp, 12.dp),
            horizontalArrangement = Arrangement.spacedBy(14.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            lead?.invoke()
            if (icon != null) Symbol(icon, if (on) colours.blue else colours.quietInk)
            Column(Modifier.weight(1f)) {
                Words(text, type = Type.row)
                under?.let { QuietWords(it) }
            }
            if (on && lead == null) Symbol(R.drawable.ic_check, colours.blue)
        }
    }
}

/** Empty, it asks to be ticked. */
@Composable
private fun TickBox(checked: Boolean) {
    val colours = Look.colours
    val shape = RoundedCornerShape(8.dp)
    Box(
        Modifier
            .size(28.dp)
            .background(if (checked) colours.blue else colours.card, shape)
            .border(2.dp, if (checked) colours.blue else colours.quietInk, shape),
        contentAlignment = Alignment.Center,
    ) { if (checked) Symbol(R.drawable.ic_check, colours.onBlue, 20.dp) }
}

/** What was just recorded, and the way to take it back while there is one. */
@Composable
fun UndoBar(
    text: String,
    onUndo: () -> Unit,
    modifier: Modifier = Modifier,
) {
    Surface(
        modifier.fillMaxWidth().arriving(),
        shape = RoundedCornerShape(Measure.corner),
        color = Look.colours.greenBox,
    ) {
        // Beside each other while there is room for both, else one under the other.
        FlowRow(
            Modifier.padding(start = 16.dp, end = 4.dp),
            horizontalArrangement = Arrangement.SpaceBetween,
            itemVerticalAlignment = Alignment.CenterVertically,
        ) {
            Row(
                Modifier.heightIn(min = Measure.touch).padding(vertical = 6.dp),
                horizontalArrangement = Arrangement.spacedBy(10.dp),
                verticalAlignment = Alignment.CenterVertically,
            ) {
                Symbol(R.drawable.ic_check, Look.colours.green, 20.dp)
                Words(
                    text,
                    Modifier.semantics { liveRegion = LiveRegionMode.Polite },
                    Type.smallStrong,
                    Look.colours.green,
                )
            }
            QuietButton(stringResource(R.string.action_undo), onUndo, icon = R.drawable.ic_undo)
        }
    }
}
