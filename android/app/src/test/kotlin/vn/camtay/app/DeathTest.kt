package vn.camtay.app

import android.os.Bundle
import android.os.Parcel
import android.view.View
import android.view.ViewGroup
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isSelected
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.onNodeWithText
import androidx.core.view.children
import androidx.test.core.app.ApplicationProvider
import androidx.work.testing.WorkManagerTestInitHelper
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import uniffi.camtay_core.NewHousehold
import uniffi.camtay_core.NewResident
import uniffi.camtay_core.PhoneKind
import vn.camtay.R
import vn.camtay.hall.Hall
import java.time.LocalDate
import java.time.ZoneId

/** In the middle of a guide the phone is turned, its window made small, its process ended. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "vi-w384dp-h800dp", application = TestCamTay::class)
class DeathTest {
    @get:Rule(order = 0)
    val hall = Hall()

    @get:Rule(order = 1)
    val compose = createEmptyComposeRule()

    private val app = ApplicationProvider.getApplicationContext<TestCamTay>()
    private val phone get() = app.wiring.phone
    private lateinit var shown: ActivityController<MainActivity>
    private val taps = Taps(compose) { shown.get() }

    @Before
    fun openAGuide() {
        handInOnlyWhenAsked(app)
        enrol(phone, hall)
        writeSomebodyDown()
        shown = Robolectric.buildActivity(MainActivity::class.java).setup()
        taps.root(Root.Open)
        taps.tap(R.string.common_tab_households)
        taps.tap("Phú Bình")
        taps.tap(HEAD)
        taps.tap(PERSON)
        taps.openGuide("VNeID", SKILL)
        at(1)
        taps.tap(R.string.screen_steps_alone)
        at(2)
        beStuck()
        at(3)
    }

    @After
    fun close() {
        shown.pause().stop().destroy()
        WorkManagerTestInitHelper.closeWorkDatabase()
    }

    @Test
    fun `a phone that is turned keeps the step, the answers and what was typed`() {
        explain()
        turn("+w800dp-h384dp-land")
        seeExplained()
        turn("+w384dp-h800dp-port")
        seeExplained()
        taps.tap(R.string.screen_steps_save_on)
        at(4)
        theHallHasItOnce(steps = 3, stuck = mapOf("no_sim" to 1, "other" to 1))
    }

    @Test
    fun `a process that ends comes back, unlocked, at the same step of the same person with what was typed`() {
        explain()
        die()
        taps.root(Root.Locked(biometric = false))
        taps.pin("135790")
        taps.root(Root.Open)
        seeExplained()
        taps.tap(R.string.screen_steps_save_on)
        at(4)
        taps.see(PERSON)
        theHallHasItOnce(steps = 3, stuck = mapOf("no_sim" to 1, "other" to 1))
    }

    @Test
    fun `a process that ends between two taps has both`() {
        taps.tap(R.string.screen_steps_helped)
        at(4)
        die()
        taps.root(Root.Locked(biometric = false))
        taps.pin("135790")
        taps.root(Root.Open)
        at(4)
        taps.see(PERSON)
        theHallHasItOnce(steps = 3, stuck = mapOf("no_sim" to 1))
    }

    @Test
    fun `what was recorded before the app was left can be handed in without its PIN`() {
        taps.tap(R.string.action_back)
        taps.see(R.string.screen_resident_done)
        val before = outbox()
        val village = runBlocking { phone.read { villages() } }.value().first().id
        runBlocking { phone.write { addHousehold(NewHousehold(village, "Lê Văn Tám", null)) } }.value()
        assertEquals(before, outbox())
        shown.pause().stop()
        assertEquals(before + 1u, outbox())
        shown.restart().start().resume()
    }

    @Test
    fun `the screen stays on from person to person, until the guide is left`() {
        assertTrue(isScreenKeptOn())
        taps.tap(R.string.action_back)
        taps.see(R.string.screen_resident_done)
        taps.pass(SETTLED)
        assertFalse(isScreenKeptOn())
    }

    @Test
    fun `beside another app there is still room for the three answers`() {
        for (window in listOf("+w384dp-h400dp", "+w320dp-h360dp", "+w560dp-h300dp-land", "+w280dp-h640dp-port")) {
            turn(window)
            at(3)
            for (answer in ANSWERS) compose.onNodeWithText(taps.said(answer)).assertIsDisplayed()
        }
        taps.tap(R.string.screen_steps_helped)
        at(4)
    }

    private fun outbox() = runBlocking { phone.read { outboxState() } }.value().records

    private fun isScreenKeptOn(): Boolean {
        fun View.keepsOn(): Boolean = keepScreenOn || (this as? ViewGroup)?.children?.any { it.keepsOn() } == true
        return shown
            .get()
            .window.decorView
            .keepsOn()
    }

    private fun writeSomebodyDown() =
        runBlocking {
            val village = phone.read { villages() }.value().single { it.name == "Phú Bình" }
            val house = phone.write { addHousehold(NewHousehold(village.id, HEAD, "ngõ 3")) }.value()
            val somebody = NewResident(house, PERSON, 1956u, true, null, PhoneKind.OWN, null, false, true, null)
            phone.write { addResident(somebody) }.value()
        }

    /** Waits for this step, and until a finger may tap again. */
    private fun at(step: Int) {
        taps.see(R.string.screen_steps_step_of, step, STEPS)
        taps.pass(SETTLED)
    }

    private fun beStuck() {
        taps.tap(R.string.screen_steps_stuck)
        taps.tap(R.string.common_reason_no_sim)
        taps.tap(R.string.screen_steps_save_on)
    }

    /** A reason of one's own is chosen and typed, and not yet written down. */
    private fun explain() {
        taps.tap(R.string.screen_steps_stuck)
        taps.tap(R.string.common_reason_other)
        taps.type(NOTE)
        taps.see(hasText(NOTE) and hasSetTextAction())
    }

    private fun seeExplained() {
        taps.see(hasText(NOTE) and hasSetTextAction())
        taps.see(hasText(taps.said(R.string.common_reason_other)) and isSelected())
    }

    /** Another shape of the window: the activity is made anew, as the system does it. */
    private fun turn(qualifiers: String) {
        RuntimeEnvironment.setQualifiers(qualifiers)
        shown.recreate()
    }

    /** The system takes the process away and keeps the saved state, as bytes. */
    private fun die() {
        val kept = Bundle()
        shown
            .pause()
            .stop()
            .saveInstanceState(kept)
            .destroy()
        app.die()
        shown = Robolectric.buildActivity(MainActivity::class.java).setup(kept.throughBytes())
    }

    private fun Bundle.throughBytes(): Bundle {
        val parcel = Parcel.obtain()
        parcel.writeBundle(this)
        val bytes = parcel.marshall()
        parcel.recycle()
        val read = Parcel.obtain()
        read.unmarshall(bytes, 0, bytes.size)
        read.setDataPosition(0)
        return checkNotNull(read.readBundle(MainActivity::class.java.classLoader))
    }

    /** The guide is left halfway: every tap is there once, and each reason as often as it was given. */
    private fun theHallHasItOnce(
        steps: Int,
        stuck: Map<String, Int>,
    ) {
        taps.tap(R.string.action_back)
        taps.see(R.string.screen_resident_done)
        assertEquals(steps, runBlocking { phone.read { waiting() } }.value().steps.toInt())
        runBlocking { phone.handIn {} }.value()
        val today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).toString()
        val reasons = hall.report(today).getJSONObject("difficulties").getJSONArray("reasons")
        val times =
            (0 until reasons.length())
                .map(reasons::getJSONObject)
                .associate { it.getString("reason") to it.getInt("times") }
        assertEquals(stuck, times)
    }

    private companion object {
        const val HEAD = "Trần Văn Bảy"
        const val PERSON = "Nguyễn Thị Hoà"
        const val SKILL = "Cài ứng dụng VNeID"
        const val NOTE = "màn hình bị vỡ"
        const val STEPS = 8
        const val SETTLED = 600L
        val ANSWERS = listOf(R.string.screen_steps_alone, R.string.screen_steps_helped, R.string.screen_steps_stuck)
    }
}
