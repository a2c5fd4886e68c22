package vn.camtay.app

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test

class RouteTest {
    private val every =
        listOf(
            Route.Today,
            Route.Households(null),
            Route.Households("b02d-4"),
            Route.Upload,
            Route.Contribution,
            Route.Household("b02d-9"),
            Route.Consent("b02d-9", null),
            Route.Consent("b02d-9", "b02d-11"),
            Route.Resident("b02d-11"),
            Route.Steps("b02d-11", 3),
            Route.Situation,
            Route.VisitEnd("b02d-11"),
            Route.Sessions,
            Route.Session("9ec1-1"),
            Route.Records,
            Route.Courier,
            Route.QuickCheck("b02d-11", true),
            Route.Leaflet(3),
            Route.Settings,
            Route.Practice,
        )

    @Test
    fun `every route comes back from its text`() {
        for (route in every) assertEquals(route, Route.of(route.text()))
        assertEquals(Route::class.sealedSubclassCount(), every.map { it::class }.toSet().size)
    }

    @Test
    fun `today is the first place of the bar, also when it is the first route ever made`() {
        assertEquals(listOf("today", "households/", "upload", "contribution"), Route.TABS.map(Route::text))
    }

    @Test
    fun `a text of another version leads nowhere`() {
        assertNull(Route.of("elsewhere/1"))
        assertNull(Route.of("resident/"))
        assertNull(Route.of("steps/b02d-11/many"))
    }

    /** Counted without reflection of Kotlin's own, which the tests don't carry. */
    private fun kotlin.reflect.KClass<Route>.sealedSubclassCount() =
        java.declaredClasses.count { Route::class.java.isAssignableFrom(it) }
}
