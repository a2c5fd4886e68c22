package vn.camtay.app

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.navigationBars
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import vn.camtay.R
import vn.camtay.look.Line
import vn.camtay.look.Look
import vn.camtay.look.Measure
import vn.camtay.look.Symbol
import vn.camtay.look.Type
import vn.camtay.look.Words

/** The four places, always in reach of a thumb. */
@Composable
fun TabBar(
    current: Route,
    onTab: (Route) -> Unit,
) {
    Column(Modifier.background(Look.colours.card)) {
        Line()
        Row(
            Modifier.fillMaxWidth().windowInsetsPadding(WindowInsets.navigationBars).padding(horizontal = 4.dp),
            horizontalArrangement = Arrangement.SpaceEvenly,
        ) {
            for (route in Route.TABS) {
                Tab(route, route == current, Modifier.weight(1f)) { onTab(route) }
            }
        }
    }
}

@Composable
private fun Tab(
    route: Route,
    chosen: Boolean,
    modifier: Modifier,
    onClick: () -> Unit,
) {
    val (icon, word) =
        when (route) {
            Route.Today -> R.drawable.ic_today to R.string.common_tab_today
            Route.Upload -> R.drawable.ic_upload to R.string.common_tab_upload
            Route.Contribution -> R.drawable.ic_person to R.string.common_tab_mine
            else -> R.drawable.ic_house to R.string.common_tab_households
        }
    val ink = if (chosen) Look.colours.blue else Look.colours.quietInk
    Column(
        modifier
            .heightIn(min = Measure.row)
            .selectable(chosen, role = Role.Tab, onClick = onClick)
            .padding(vertical = 6.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
        verticalArrangement = Arrangement.spacedBy(2.dp),
    ) {
        Box(
            Modifier
                .background(if (chosen) Look.colours.blueBox else Look.colours.card, RoundedCornerShape(16.dp))
                .padding(18.dp, 4.dp),
        ) { Symbol(icon, ink) }
        val weight = if (chosen) FontWeight.SemiBold else FontWeight.Normal
        Words(stringResource(word), type = Type.small.copy(fontWeight = weight), colour = ink, align = TextAlign.Center)
    }
}
