package vn.camtay.look

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.unit.dp
import vn.camtay.R

/** The head of a part that opens and closes; [stateWords] say which of both it is. */
@Composable
fun FoldRow(
    title: String,
    under: String,
    isOpen: Boolean,
    stateWords: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    lead: @Composable () -> Unit = {},
) = Row(
    modifier
        .fillMaxWidth()
        .heightIn(min = Measure.row)
        .clickable(role = Role.Button, onClick = onClick)
        .semantics { stateDescription = stateWords }
        .padding(16.dp, 10.dp),
    horizontalArrangement = Arrangement.spacedBy(14.dp),
    verticalAlignment = Alignment.CenterVertically,
) {
    lead()
    Column(Modifier.weight(1f)) {
        Words(title, type = Type.row.balanced)
        QuietWords(under)
    }
    Symbol(if (isOpen) R.drawable.ic_less else R.drawable.ic_more_below, Look.colours.quietInk)
}

/** The same, with how far that part is: [part] of 1. */
@Composable
fun RingRow(
    title: String,
    under: String,
    icon: Int,
    part: Float,
    isOpen: Boolean,
    stateWords: String,
    onClick: () -> Unit,
) {
    val tone =
        when {
            part >= 1f -> Tone.Green
            part > 0f -> Tone.Blue
            else -> Tone.Quiet
        }
    FoldRow(title, under, isOpen, stateWords, onClick) { Ring(part, tone, icon) }
}
