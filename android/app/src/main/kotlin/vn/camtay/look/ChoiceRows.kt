package vn.camtay.look

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import vn.camtay.R

/** Choices of which one is taken, under each other. */
@Composable
fun ChoiceRows(content: @Composable ColumnScope.() -> Unit) =
    Card {
        Column(Modifier.selectableGroup(), content = content)
    }

/** One of them. */
@Composable
fun ChoiceRow(
    text: String,
    chosen: Boolean,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
) {
    val colours = Look.colours
    Row(
        modifier
            .fillMaxWidth()
            .background(if (chosen) colours.blueBox else colours.card)
            .heightIn(min = 56.dp)
            .selectable(chosen, role = Role.RadioButton, onClick = onClick)
            .padding(16.dp, 8.dp),
        horizontalArrangement = Arrangement.spacedBy(14.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        val edge = BorderStroke(2.dp, if (chosen) colours.blue else colours.quietInk)
        Box(
            Modifier
                .size(24.dp)
                .background(if (chosen) colours.blue else colours.card, CircleShape)
                .border(edge, CircleShape),
            contentAlignment = Alignment.Center,
        ) { if (chosen) Symbol(R.drawable.ic_check, colours.onBlue, 16.dp) }
        Words(text, Modifier.weight(1f), if (chosen) Type.row else Type.body)
    }
}
