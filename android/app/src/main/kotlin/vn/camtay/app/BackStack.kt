package vn.camtay.app

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow

/** A place of the stack: where, the scope in which its model works, and what draws it. */
class Entry(
    val route: Route,
    val scope: CoroutineScope,
    val screen: Screen,
)

/** What screens may do about where one is. */
interface Go {
    /** Goes on to [route]; a tap that comes twice goes once. */
    fun to(route: Route)

    /** Goes to [route] in place of where one is. */
    fun instead(route: Route)

    /** Back to where one came from. */
    fun back()

    /** Back to [route] if one came over it, else there. */
    fun backTo(route: Route)
}

/**
 * Where one is, as a plain list of [Entry]s; never empty once [start]ed. Leaving a place ends
 * what its model was doing.
 */
class BackStack(
    private val make: (Route) -> Entry,
) : Go {
    private val list = MutableStateFlow(emptyList<Entry>())

    /** The places, the one that is seen last. */
    val entries: StateFlow<List<Entry>> = list.asStateFlow()

    /** Where one is, for keeping. */
    val routes: List<Route>
        get() = list.value.map(Entry::route)

    /** Begins with these places, in place of what was there. */
    fun start(routes: List<Route>) {
        clear()
        list.value = routes.map(make)
    }

    /** Nothing is seen any more, and nobody works. */
    fun clear() {
        list.value.forEach { it.scope.cancel() }
        list.value = emptyList()
    }

    override fun to(route: Route) {
        if (list.value.lastOrNull()?.route == route) return
        if (route.isTab) return start(listOf(route))
        list.value += make(route)
    }

    override fun instead(route: Route) {
        list.value
            .lastOrNull()
            ?.scope
            ?.cancel()
        list.value = list.value.dropLast(1) + make(route)
    }

    override fun back() {
        if (list.value.size > 1) {
            leave(1)
        } else if (routes != listOf(Route.Today)) {
            start(listOf(Route.Today))
        }
    }

    override fun backTo(route: Route) {
        val at = routes.lastIndexOf(route)
        if (at < 0) instead(route) else leave(list.value.lastIndex - at)
    }

    /** Whether the system's back leads anywhere inside the app. */
    val canGoBack: Boolean
        get() = list.value.size > 1 || routes.any { it != Route.Today }

    private fun leave(count: Int) {
        list.value.takeLast(count).forEach { it.scope.cancel() }
        list.value = list.value.dropLast(count)
    }
}
