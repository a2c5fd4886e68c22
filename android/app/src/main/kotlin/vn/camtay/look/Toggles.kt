package vn.camtay.look

import androidx.compose.animation.core.animateFloatAsState
import androidx.compose.animation.core.tween
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Switch
import androidx.compose.material3.SwitchDefaults
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp

/** A row that is on or off; the whole row is what is tapped, and one node. */
@Composable
fun ToggleRow(
    title: String,
    on: Boolean,
    onChange: (Boolean) -> Unit,
    modifier: Modifier = Modifier,
    under: String? = null,
    icon: Int? = null,
    enabled: Boolean = true,
) {
    Row(
        modifier
            .fillMaxWidth()
            .heightIn(min = Measure.row)
            .toggleable(on, enabled, Role.Switch, onValueChange = onChange)
            .padding(16.dp, 12.dp),
        horizontalArrangement = Arrangement.spacedBy(14.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        icon?.let {
            Box(
                Modifier.size(40.dp).background(Look.colours.ground, RoundedCornerShape(12.dp)),
                contentAlignment = Alignment.Center,
            ) { Symbol(it, Look.colours.quietInk, 22.dp) }
        }
        Column(Modifier.weight(1f), verticalArrangement = Arrangement.spacedBy(4.dp)) {
            Words(title, type = Type.row)
            under?.let { QuietWords(it) }
        }
        val colours = Look.colours
        Switch(
            on,
            onCheckedChange = null,
            enabled = enabled,
            colors =
                SwitchDefaults.colors(
                    checkedTrackColor = colours.blue,
                    checkedThumbColor = colours.onBlue,
                    uncheckedTrackColor = colours.card,
                    uncheckedBorderColor = colours.quietInk,
                    uncheckedThumbColor = colours.quietInk,
                ),
        )
    }
}

/** How far something is, of 0 to 1, as a bar; [said] tells it in words, also aloud. */
@Composable
fun ProgressBar(
    part: Float,
    said: String,
    modifier: Modifier = Modifier,
) {
    Column(
        modifier.fillMaxWidth().semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite },
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        PartBar(part, Tone.Blue)
        QuietWords(said, type = Type.body)
    }
}

/** A part of 0 to 1 as a bar, nothing more: words beside it say the same. It grows calmly. */
@Composable
fun PartBar(
    part: Float,
    tone: Tone,
    modifier: Modifier = Modifier,
) {
    val whole = part.coerceIn(0f, 1f)
    val shown = if (Look.still) whole else animateFloatAsState(whole, tween(durationMillis = 300), label = "part").value
    val round = RoundedCornerShape(6.dp)
    Box(modifier.fillMaxWidth().height(12.dp).background(Look.colours.line, round)) {
        Box(Modifier.fillMaxWidth(shown).fillMaxHeight().background(tone.ink(), round))
    }
}
