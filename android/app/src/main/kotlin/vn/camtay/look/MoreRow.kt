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
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.unit.dp
import vn.camtay.R

/**
 * A row with a second, quieter thing that can be done with it: the row is one node, the three
 * dots behind it another one, which is called [moreWords].
 */
@Composable
fun MoreRow(
    title: String,
    onClick: () -> Unit,
    moreWords: String,
    onMore: () -> Unit,
    modifier: Modifier = Modifier,
    icon: Int,
    iconColour: Color = Look.colours.quietInk,
    iconGround: Color = Look.colours.ground,
    titleColour: Color = Look.colours.ink,
    below: (@Composable () -> Unit)? = null,
) = Row(modifier.fillMaxWidth().padding(end = 4.dp), verticalAlignment = Alignment.CenterVertically) {
    Row(
        Modifier
            .weight(1f)
            .heightIn(min = Measure.row)
            .clickable(role = Role.Button, onClick = onClick)
            .padding(16.dp, 12.dp, 4.dp, 12.dp),
        horizontalArrangement = Arrangement.spacedBy(14.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Box(
            Modifier.size(40.dp).background(iconGround, RoundedCornerShape(12.dp)),
            contentAlignment = Alignment.Center,
        ) { Symbol(icon, iconColour, 22.dp) }
        Column(Modifier.weight(1f), Arrangement.spacedBy(4.dp)) {
            Words(title, type = Type.row, colour = titleColour)
            below?.invoke()
        }
    }
    IconOnly(R.drawable.ic_more, moreWords, onMore)
}
