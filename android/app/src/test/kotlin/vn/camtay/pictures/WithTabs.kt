package vn.camtay.pictures

import androidx.compose.runtime.Composable
import vn.camtay.app.Route
import vn.camtay.app.Tabbed

/** One of the four places, with the tabs as they are seen. */
@Composable
fun WithTabs(
    place: Route,
    content: @Composable () -> Unit,
) = Tabbed(place, hasTabs = true, onTab = {}, content = content)
