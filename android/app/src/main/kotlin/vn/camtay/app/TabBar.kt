package vn.camtay.app

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.WindowInsetsSides
import androidx.compose.foundation.layout.consumeWindowInsets
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.navigationBars
import androidx.compose.foundation.layout.only
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.dp
import vn.camtay.R
import vn.camtay.look.Line
import vn.camtay.look.Look
import vn.camtay.look.Measure
import vn.camtay.look.Symbol
import vn.camtay.look.Type
import vn.camtay.look.Words
import vn.camtay.look.isLying

/**
 * A place with the four tabs: below it, or beside it on a phone that lies. One layout for both,
 * with and without them: what is being looked at stays as it is.
 */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun Tabbed(
    current: Route,
    hasTabs: Boolean,
    onTab: (Route) -> Unit,
    content: @Composable () -> Unit,
) = BoxWithConstraints(Modifier.fillMaxSize()) {
    val isLying = isLying(maxWidth, maxHeight)
    // The tabs stand over the system's own bar: the place need not keep clear of it too.
    val taken =
        if (isLying) {
            WindowInsets.safeDrawing.only(WindowInsetsSides.Start)
        } else {
            WindowInsets.navigationBars.only(WindowInsetsSides.Bottom)
        }
    Layout(
        contents =
            listOf(
                { Box(if (hasTabs) Modifier.consumeWindowInsets(taken) else Modifier) { content() } },
                { if (hasTabs) Tabs(current, isLying, onTab) },
            ),
    ) { (places, bars), constraints ->
        val all = constraints.copy(minWidth = 0, minHeight = 0)
        val bar = bars.firstOrNull()?.measure(all)
        val width = constraints.maxWidth - if (isLying) bar?.width ?: 0 else 0
        val height = constraints.maxHeight - if (isLying) 0 else bar?.height ?: 0
        val place = places.first().measure(Constraints.fixed(width, height))
        layout(constraints.maxWidth, constraints.maxHeight) {
            place.place(constraints.maxWidth - width, 0)
            bar?.place(0, if (isLying) 0 else height)
        }
    }
}

/**
 * The four places, always in reach of a thumb. Their words grow with the text only as far as
 * they stay on one line: they are few, learnt by their place, and what is read needs the room.
 */
@Composable
private fun Tabs(
    current: Route,
    isLying: Boolean,
    onTab: (Route) -> Unit,
) {
    val density = LocalDensity.current
    CompositionLocalProvider(
        LocalDensity provides Density(density.density, density.fontScale.coerceAtMost(LARGEST)),
    ) {
        if (isLying) {
            Row(Modifier.fillMaxHeight().background(Look.colours.card)) {
                Column(
                    Modifier
                        .fillMaxHeight()
                        .windowInsetsPadding(
                            WindowInsets.safeDrawing.only(WindowInsetsSides.Start + WindowInsetsSides.Vertical),
                        ).width(RAIL)
                        .padding(vertical = 4.dp),
                    verticalArrangement = Arrangement.SpaceEvenly,
                ) {
                    for (route in Route.TABS) Tab(route, route == current, Modifier.fillMaxWidth()) { onTab(route) }
                }
                Box(Modifier.fillMaxHeight().width(Measure.line).background(Look.colours.line))
            }
        } else {
            Column(Modifier.background(Look.colours.card)) {
                Line()
                Row(
                    Modifier.fillMaxWidth().windowInsetsPadding(WindowInsets.navigationBars).padding(horizontal = 4.dp),
                    horizontalArrangement = Arrangement.SpaceEvenly,
                ) {
                    for (route in Route.TABS) Tab(route, route == current, Modifier.weight(1f)) { onTab(route) }
                }
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

private const val LARGEST = 1.3f
private val RAIL = 92.dp
