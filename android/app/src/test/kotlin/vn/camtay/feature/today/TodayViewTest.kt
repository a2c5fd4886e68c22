package vn.camtay.feature.today

import android.app.Application
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.test.core.app.ApplicationProvider
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import uniffi.camtay_core.SessionLine
import vn.camtay.R
import vn.camtay.look.CamTayTheme

/** Where the page leads to. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], qualifiers = "vi-w384dp-h800dp-xhdpi", application = Application::class)
class TodayViewTest {
    @get:Rule
    val compose = createComposeRule()

    private val sent = mutableListOf<TodayEvent>()

    @Test
    fun `in a visit the next house comes next`() {
        show(TodaySamples.visiting)
        tap(R.string.screen_today_next_house)
        assertEquals(listOf<TodayEvent>(TodayEvent.NextHouseTapped), sent)
    }

    @Test
    fun `a session of yesterday leads to no house, but to where it is ended`() {
        show(TodaySamples.visiting.copy(day = "2026-11-22"))
        compose.onNodeWithText(said(R.string.screen_today_next_house)).assertDoesNotExist()
        tap(R.string.screen_today_start_session)
        assertEquals(listOf<TodayEvent>(TodayEvent.StartSessionTapped), sent)
    }

    @Test
    fun `beside the session one is in there is a way to another`() {
        show(TodaySamples.visiting)
        tap(R.string.screen_today_other_sessions)
        assertEquals(listOf<TodayEvent>(TodayEvent.StartSessionTapped), sent)
    }

    private fun show(session: SessionLine) {
        val state = TodaySamples.shown.copy(page = TodaySamples.page.copy(session = session))
        compose.setContent { CamTayTheme { TodayView(state) { sent += it } } }
    }

    private fun tap(words: Int) = compose.onNodeWithText(said(words)).performClick()

    private fun said(words: Int) = ApplicationProvider.getApplicationContext<Application>().getString(words)
}
