package vn.camtay.app

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.isActive
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

class BackStackTest {
    private val stack =
        BackStack { Entry(it, CoroutineScope(Job())) {} }.apply {
            start(listOf(Route.Today))
        }

    @Test
    fun `a tap that comes twice goes once`() {
        stack.to(Route.Resident("r"))
        stack.to(Route.Resident("r"))
        assertEquals(listOf(Route.Today, Route.Resident("r")), stack.routes)
    }

    @Test
    fun `what is left stops working`() {
        stack.to(Route.Resident("r"))
        val left = stack.entries.value.last()
        assertTrue(left.scope.isActive)
        stack.back()
        assertFalse(left.scope.isActive)
        assertTrue(
            stack.entries.value
                .last()
                .scope.isActive,
        )
    }

    @Test
    fun `a place of the bar below begins anew`() {
        stack.to(Route.Household("h"))
        stack.to(Route.Upload)
        assertEquals(listOf(Route.Upload), stack.routes)
    }

    @Test
    fun `back leads to today in the end`() {
        stack.to(Route.Upload)
        assertTrue(stack.canGoBack)
        stack.back()
        assertEquals(listOf(Route.Today), stack.routes)
        assertFalse(stack.canGoBack)
    }

    @Test
    fun `back to a place drops what came over it`() {
        stack.to(Route.Household("h"))
        stack.to(Route.Resident("r"))
        stack.to(Route.Steps("r", 1))
        stack.backTo(Route.Household("h"))
        assertEquals(listOf(Route.Today, Route.Household("h")), stack.routes)
    }

    @Test
    fun `back to a place that nobody came over goes there instead`() {
        stack.to(Route.Steps("r", 1))
        stack.backTo(Route.Resident("r"))
        assertEquals(listOf(Route.Today, Route.Resident("r")), stack.routes)
    }
}
