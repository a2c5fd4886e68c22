package vn.camtay.app

import android.view.View
import android.view.ViewGroup
import android.view.WindowManager.LayoutParams
import android.view.inputmethod.EditorInfo
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.core.view.children
import androidx.lifecycle.Lifecycle
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowSystemClock
import vn.camtay.R
import vn.camtay.hall.Hall
import java.time.Duration

/** The root follows the phone: the real app, the real core, a real hall. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "vi-w384dp-h800dp", application = TestCamTay::class)
class RootTest {
    @get:Rule(order = 0)
    val hall = Hall()

    @get:Rule(order = 1)
    val compose = createAndroidComposeRule<MainActivity>()

    private val taps by lazy { Taps(compose) }
    private val phone get() = ApplicationProvider.getApplicationContext<TestCamTay>().wiring.phone
    private val model get() = taps.model

    @Test
    fun `a new phone is let in, locks and opens where it was`() {
        taps.root(Root.Enrol(null))
        enrol(phone, hall)
        taps.root(Root.Open)
        assertEquals(listOf<Route>(Route.Today), model.stack.routes)
        taps.tap(R.string.common_tab_upload)
        taps.tap(R.string.screen_upload_records)
        taps.see(R.string.screen_records_title)
        model.lock()
        taps.root(Root.Locked(biometric = false))
        assertEquals(emptyList<Route>(), model.stack.routes)
        taps.pin("135790")
        taps.root(Root.Open)
        assertEquals(listOf(Route.Upload, Route.Records), model.stack.routes)
        taps.see(R.string.screen_records_title)
    }

    @Test
    fun `what was typed and open comes back after a lock`() {
        beginHousehold()
        model.lock()
        taps.root(Root.Locked(biometric = false))
        taps.pin("135790")
        taps.root(Root.Open)
        taps.see(head() and hasText(HEAD))
    }

    @Test
    fun `a phone that lay aside shows nothing when it is taken up again, and nothing in a picture of it`() {
        taps.root(Root.Enrol(null))
        enrol(phone, hall)
        taps.root(Root.Open)
        assertTrue(compose.activity.window.attributes.flags and LayoutParams.FLAG_SECURE != 0)
        compose.activityRule.scenario.moveToState(Lifecycle.State.CREATED)
        ShadowSystemClock.advanceBy(Duration.ofMillis(LockTimer.ELSEWHERE))
        compose.activityRule.scenario.moveToState(Lifecycle.State.STARTED)
        assertNotEquals(Root.Open, model.root.value)
        taps.root(Root.Locked(biometric = false))
    }

    @Test
    fun `nothing is seen any more while the store is still closing`() {
        taps.root(Root.Enrol(null))
        enrol(phone, hall)
        taps.root(Root.Open)
        // The thread that would be told that the store is closed is this one.
        compose.runOnUiThread {
            model.lock()
            assertEquals(Root.Starting, model.root.value)
        }
        taps.root(Root.Locked(biometric = false))
    }

    @Test
    fun `no keyboard learns the names that are typed`() {
        beginHousehold()
        val typing = EditorInfo()
        compose.runOnIdle {
            assertNotNull(
                views(compose.activity.window.decorView).firstNotNullOfOrNull { it.onCreateInputConnection(typing) },
            )
        }
        assertTrue(typing.imeOptions and EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING != 0)
    }

    private fun views(view: View): List<View> =
        listOf(view) + ((view as? ViewGroup)?.children?.toList().orEmpty()).flatMap { views(it) }

    @Test
    fun `a phone that forgot everything has neither what was open nor what was typed`() {
        beginHousehold()
        runBlocking { phone.write { eraseEverything() } }.value()
        taps.root(Root.Enrol(null))
        // Whoever is let in next has the same villages, and so the same places to go to.
        enrol(phone, hall, volunteer = "N2")
        taps.root(Root.Open)
        assertEquals(listOf<Route>(Route.Today), model.stack.routes)
        toAddHousehold()
        taps.see(head())
        assertEquals(0, compose.onAllNodes(hasText(HEAD)).fetchSemanticsNodes().size)
    }

    /** Somebody has typed half of a household. */
    private fun beginHousehold() {
        taps.root(Root.Enrol(null))
        enrol(phone, hall)
        taps.root(Root.Open)
        toAddHousehold()
        taps.type(R.string.screen_households_head, HEAD)
        taps.see(head() and hasText(HEAD))
    }

    private fun toAddHousehold() {
        taps.tap(R.string.common_tab_households)
        taps.tap("Phú Bình")
        taps.tap(R.string.screen_households_add)
    }

    private fun head() = hasText(taps.said(R.string.screen_households_head)) and hasSetTextAction()

    private companion object {
        const val HEAD = "Trần Văn Bảy"
    }
}
