package vn.camtay.feature.lock

import android.content.Intent
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isNotEnabled
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import uniffi.camtay_core.NewHousehold
import vn.camtay.R
import vn.camtay.app.MainActivity
import vn.camtay.app.Root
import vn.camtay.app.Taps
import vn.camtay.app.TestCamTay
import vn.camtay.app.enrol
import vn.camtay.app.value
import vn.camtay.hall.Hall
import vn.camtay.share.sharedFolder
import java.io.File

/** Unlocking by taps: the real app, the real core, a real hall. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "vi-w384dp-h800dp", application = TestCamTay::class)
class LockTest {
    @get:Rule(order = 0)
    val hall = Hall()

    @get:Rule(order = 1)
    val compose = createAndroidComposeRule<MainActivity>()

    private val taps by lazy { Taps(compose) }
    private val application get() = ApplicationProvider.getApplicationContext<TestCamTay>()
    private val phone get() = application.wiring.phone

    @Before
    fun enrolled() {
        taps.root(Root.Enrol(null))
        enrol(phone, hall)
        taps.root(Root.Open)
    }

    private fun lock() {
        taps.model.lock()
        taps.root(Root.Locked(biometric = false))
        taps.see(R.string.screen_lock_title)
    }

    private fun record(head: String) =
        runBlocking {
            val village =
                phone
                    .read { villages() }
                    .value()
                    .first()
                    .id
            phone.write { addHousehold(NewHousehold(village, head, "nhà cuối xóm")) }.value()
        }

    @Test
    fun `the PIN opens, and a wrong one slows down`() {
        lock()
        taps.pin("000000")
        taps.see(R.string.problem_wrong_pin)
        taps.pin("135790")
        taps.root(Root.Open)
        lock()
        repeat(3) {
            taps.pin("000000")
            taps.until(
                "never answered",
            ) { taps.sees(R.string.problem_wrong_pin) || taps.sees(R.string.screen_lock_wait) }
        }
        taps.see(R.string.screen_lock_wait)
        taps.see(hasText("1") and isNotEnabled())
    }

    @Test
    fun `who forgot the PIN sends what waits, begins again and has everything back`() {
        record("Trần Văn Bảy")
        lock()
        taps.tap(R.string.screen_lock_forgotten)
        taps.see(hasText("Còn 1 bản ghi chưa nộp", substring = true))
        assertFalse(taps.sees(R.string.screen_lock_start_over))
        taps.tap(R.string.screen_lock_send)
        taps.see(R.string.screen_lock_given)
        taps.tap(R.string.screen_lock_start_over)
        taps.tap(R.string.screen_lock_ask_yes)
        taps.root(Root.Enrol(null))
        taps.see(R.string.screen_enrol_welcome_what)
        enrol(phone, hall, pin = "246802")
        taps.root(Root.Open)
        val heads =
            runBlocking {
                val village =
                    phone
                        .read { villages() }
                        .value()
                        .first()
                        .id
                phone
                    .read { households(village, null, null, 50u) }
                    .value()
                    .lines
                    .map { it.head }
            }
        assertEquals(listOf("Trần Văn Bảy"), heads)
    }

    @Test
    fun `without the hall the same work goes into a file for somebody to carry`() {
        record("Trần Văn Bảy")
        lock()
        hall.stop()
        taps.tap(R.string.screen_lock_forgotten)
        taps.tap(R.string.screen_lock_send)
        taps.see(R.string.problem_network_unreachable)
        taps.tap(R.string.screen_lock_save)
        // The list of apps may be closed again: only a person knows.
        taps.see(R.string.screen_courier_sent_question)
        assertFalse(taps.sees(R.string.screen_lock_start_over))
        taps.tap(R.string.screen_courier_sent_yes)
        taps.see(R.string.screen_lock_given)
        val chooser = shadowOf(application).nextStartedActivity
        assertEquals(Intent.ACTION_CHOOSER, chooser.action)
        val files =
            vn.camtay.share
                .sharedFolder(application)
                .list()
                .orEmpty()
        assertTrue(files.joinToString(), files.any { it.endsWith(".ctp") })
        taps.tap(R.string.screen_lock_start_over)
        taps.tap(R.string.screen_lock_ask_yes)
        taps.root(Root.Enrol(null))
    }

    @Test
    fun `a damaged store is put aside, and what waited in it goes to the hall first`() {
        record("Trần Văn Bảy")
        lock()
        val store = File(application.noBackupFilesDir, "phone/camtay.db")
        assertTrue(store.exists())
        store.writeBytes(ByteArray(store.length().toInt()) { 7 })
        taps.pin("135790")
        taps.see(R.string.screen_lock_damaged_title)
        assertFalse(taps.sees(R.string.screen_lock_enrol_again))
        taps.tap(R.string.screen_lock_send)
        taps.tap(R.string.screen_lock_enrol_again)
        taps.see(R.string.screen_enrol_scan_title)
    }
}
