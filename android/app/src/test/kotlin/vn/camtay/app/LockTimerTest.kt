package vn.camtay.app

import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

class LockTimerTest {
    private val timer = LockTimer().apply { touched(1_000) }

    @Test
    fun `three minutes after the last touch it is time`() {
        assertFalse(timer.isTime(1_000 + LockTimer.ELSEWHERE - 1, inGuide = false))
        assertTrue(timer.isTime(1_000 + LockTimer.ELSEWHERE, inGuide = false))
    }

    @Test
    fun `inside a guide it waits a quarter of an hour`() {
        assertFalse(timer.isTime(1_000 + 15 * 60_000L - 1, inGuide = true))
        assertTrue(timer.isTime(1_000 + 15 * 60_000L, inGuide = true))
    }
}
