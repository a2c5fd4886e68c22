package vn.camtay.feature.enrol

import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.test.performTextReplacement
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import uniffi.camtay_core.AppGuides
import uniffi.camtay_core.AppGuidesException
import uniffi.camtay_core.PhoneStatus
import vn.camtay.R
import vn.camtay.app.MainActivity
import vn.camtay.app.Root
import vn.camtay.app.Taps
import vn.camtay.app.TestCamTay
import vn.camtay.app.enrol
import vn.camtay.app.value
import vn.camtay.hall.Hall
import vn.camtay.phone.AndroidLogger
import vn.camtay.phone.RustPhone
import vn.camtay.phone.SoftKeyStore
import java.io.File

/** Enrolling by taps: the real app, the real core, a real hall. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "vi-w384dp-h800dp", application = TestCamTay::class)
class EnrolTest {
    @get:Rule(order = 0)
    val hall = Hall()

    @get:Rule(order = 1)
    val compose = createAndroidComposeRule<MainActivity>()

    private val taps by lazy { Taps(compose) }
    private val phone get() = ApplicationProvider.getApplicationContext<TestCamTay>().wiring.phone

    private fun show(code: String) {
        taps.tap(R.string.screen_enrol_type)
        taps.type(code)
        taps.tap(R.string.screen_enrol_type_send)
    }

    /** The six digits, as they stand on the screen. */
    private fun digits(): String {
        taps.see(R.string.screen_enrol_compare_waiting)
        val digits = checkNotNull(runBlocking { phone.read { enrolment() } }.value().safetyCode)
        taps.see(hasContentDescription(digits.toList().joinToString(" ")))
        return digits
    }

    private fun choosePin() {
        taps.see(R.string.screen_enrol_pin_title)
        taps.pin("135790")
        taps.see(R.string.screen_enrol_pin_again_title)
        taps.pin("135790")
    }

    @Test
    fun `a new phone is let in, chooses its PIN and has its villages`() {
        taps.see(R.string.screen_enrol_welcome_what)
        taps.tap(R.string.screen_enrol_begin)
        show(hall.invitation())
        hall.approve(digits())
        choosePin()
        taps.root(Root.Open)
        val villages = runBlocking { phone.read { villages() } }.value()
        assertEquals(listOf("Linh Hải", "Phú Bình"), villages.map { it.name }.sorted())
        assertEquals(PhoneStatus.Open(pin = true, hall = true), runBlocking { phone.read { status() } }.value())
    }

    @Test
    fun `villages that do not come keep one here, and come when the hall is back`() {
        taps.tap(R.string.screen_enrol_begin)
        show(hall.invitation())
        hall.approve(digits())
        taps.see(R.string.screen_enrol_pin_title)
        hall.stop()
        choosePin()
        taps.see(R.string.screen_enrol_fetch_stopped)
        assertEquals(Root.Enrol(null), taps.model.root.value)
        hall.serve()
        taps.tap(R.string.action_retry)
        taps.root(Root.Open)
    }

    @Test
    fun `a code that was used before is refused where it was typed`() {
        val used = hall.invitation()
        taps.tap(R.string.screen_enrol_begin)
        show("CAMTAY1:0G3W")
        taps.see(hasText(compose.activity.getString(R.string.problem_hall_bad_invitation), substring = true))
        // Another phone was quicker.
        useUp(used)
        compose.onNode(hasSetTextAction()).performTextReplacement(used)
        taps.tap(R.string.screen_enrol_type_send)
        taps.see(hasText(compose.activity.getString(R.string.problem_hall_bad_code), substring = true))
        taps.see(hasText(used))
    }

    @Test
    fun `a phone that the officer revokes is told, and another code lets it in as another one`() {
        taps.tap(R.string.screen_enrol_begin)
        show(hall.invitation())
        val first = digits()
        hall.run("revoke", "hall", waiting())
        taps.see(R.string.screen_enrol_no_revoked)
        taps.tap(R.string.screen_enrol_scan_new)
        show(hall.invitation())
        val second = digits()
        assertNotEquals(first, second)
        hall.approve(second)
        choosePin()
        taps.root(Root.Open)
    }

    @Test
    fun `a phone that was told to forget everything hears it kindly and enrols anew`() {
        taps.root(Root.Enrol(null))
        enrol(phone, hall)
        taps.root(Root.Open)
        hall.run("revoke", "hall", waiting(), "--wipe")
        runBlocking { phone.online { checkIn() } }
        taps.see(R.string.screen_enrol_wiped)
        taps.tap(R.string.screen_enrol_begin)
        show(hall.invitation())
        hall.approve(digits())
        choosePin()
        taps.root(Root.Open)
    }

    /** A second phone shows the same code. */
    private fun useUp(invitation: String) {
        val folder = File(ApplicationProvider.getApplicationContext<TestCamTay>().cacheDir, "other")
        val other = RustPhone(folder, SoftKeyStore(), NoGuides, AndroidLogger, Dispatchers.IO)
        runBlocking {
            other.write { create() }.value()
            other.online { enrol(invitation) }.value()
        }
        other.close()
    }

    /** The id of the phone that waits. */
    private fun waiting() = Regex("[0-9a-f]{16}").find(hall.run("phones", "hall"))!!.value
}

private object NoGuides : AppGuides {
    override fun read(): ByteArray = throw AppGuidesException.Unreadable()
}
