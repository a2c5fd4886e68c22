package vn.camtay.look

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.runtime.Immutable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp

/** A day of a [MonthGrid]. */
@Immutable
data class GridDay(
    val number: String,
    /** The day in words, as a screen reader says it. */
    val words: String,
    val chosen: Boolean,
    /** `null` where it can't be chosen any more. */
    val onClick: (() -> Unit)?,
)

/** A month as on the wall: seven columns, the first day in its place after [before] empty ones. */
@Composable
fun MonthGrid(
    weekdays: List<String>,
    before: Int,
    days: List<GridDay>,
    modifier: Modifier = Modifier,
) {
    val cells = List<GridDay?>(before) { null } + days
    Card(modifier) {
        Column(Modifier.padding(4.dp, 8.dp), Arrangement.spacedBy(2.dp)) {
            Row(Modifier.clearAndSetSemantics {}) {
                for (name in weekdays) {
                    QuietWords(name, Modifier.weight(1f), Type.smallStrong.copy(textAlign = TextAlign.Center))
                }
            }
            for (week in cells.chunked(WEEK)) {
                Row {
                    for (day in week) Cell(day, Modifier.weight(1f))
                    repeat(WEEK - week.size) { Box(Modifier.weight(1f)) }
                }
            }
        }
    }
}

@Composable
private fun Cell(
    day: GridDay?,
    modifier: Modifier,
) {
    val colours = Look.colours
    if (day == null) return Box(modifier)
    val tap = day.onClick
    val action =
        if (tap == null) {
            Modifier
        } else {
            Modifier.clickable(role = Role.Button, onClick = tap).semantics {
                role = Role.RadioButton
                selected = day.chosen
            }
        }
    Box(
        modifier
            .heightIn(min = Measure.touch)
            .clip(RoundedCornerShape(24.dp))
            .background(if (day.chosen) colours.blue else colours.card)
            .then(action)
            .semantics(mergeDescendants = true) { contentDescription = day.words },
        contentAlignment = Alignment.Center,
    ) {
        val ink =
            when {
                day.chosen -> colours.onBlue
                tap == null -> colours.quietInk.copy(alpha = PASSED)
                else -> colours.ink
            }
        Words(
            day.number,
            Modifier.fillMaxWidth().clearAndSetSemantics {},
            if (tap == null) Type.small else Type.row,
            ink,
            TextAlign.Center,
        )
    }
}

private const val WEEK = 7
private const val PASSED = 0.55f
