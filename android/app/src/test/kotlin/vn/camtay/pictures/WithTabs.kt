package vn.camtay.pictures

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import vn.camtay.app.Route
import vn.camtay.app.TabBar

/** One of the four places, with the bar below as it is seen. */
@Composable
fun WithTabs(
    place: Route,
    content: @Composable () -> Unit,
) = Column {
    Box(Modifier.weight(1f)) { content() }
    TabBar(place) {}
}
