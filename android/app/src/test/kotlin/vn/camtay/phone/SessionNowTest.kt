package vn.camtay.phone

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import uniffi.camtay_core.SessionKind
import uniffi.camtay_core.SessionLine
import vn.camtay.feature.today.TodaySamples

/** What is recorded today never counts for a session of yesterday. */
class SessionNowTest {
    private val line =
        SessionLine("s1", SessionKind.HOME_VISIT, "2026-11-22", "Phú Bình", null, open = true, mine = true)

    @Test
    fun `a session is gone on with on its own day alone`() {
        val today = TodaySamples.page
        assertNull(today.sessionNow)
        val now = line.copy(day = today.day)
        assertEquals(now, today.copy(session = now).sessionNow)
        assertNull(today.copy(session = line).sessionNow)
    }
}
