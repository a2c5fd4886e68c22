package vn.camtay.feature.steps

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import uniffi.camtay_core.Reason
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StepPage

class WalkTest {
    private fun steps(vararg marks: Pair<StepOutcome?, StepOutcome?>) =
        marks.mapIndexed { place, (mark, before) ->
            StepPage("$place", "", "vi", null, null, null, null, null, null, mark, before)
        }

    private val stuck = StepOutcome.Stuck(Reason.NO_SIM)
    private val open: Pair<StepOutcome?, StepOutcome?> = null to null
    private val now = StepOutcome.Alone to null
    private val earlier = null to StepOutcome.Helped

    @Test
    fun `what was left out comes after the last step`() {
        assertEquals(1, nextAfter(3, steps(now, open, open, now), repeated = false))
    }

    @Test
    fun `what the visit before settled is not asked again, what it left open is`() {
        val steps = steps(now, earlier, null to stuck, earlier)
        assertEquals(2, nextAfter(0, steps, repeated = false))
        assertNull(nextAfter(2, steps(now, earlier, stuck to stuck, earlier), repeated = false))
    }

    @Test
    fun `a repeated skill goes on in order and ends with its last step`() {
        assertEquals(1, nextAfter(0, steps(now, earlier, earlier), repeated = true))
        assertNull(nextAfter(2, steps(earlier, earlier, now), repeated = true))
    }

    @Test
    fun `what is left never touches an answer of today`() {
        assertEquals(listOf(1, 2), leftOf(steps(now, open, null to stuck, earlier)))
        assertEquals(listOf(1), leftOf(steps(now, earlier)))
        assertEquals(emptyList<Int>(), leftOf(steps(now, stuck to null)))
    }
}
