package vn.camtay.feature.upload

import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.test.core.app.ApplicationProvider
import androidx.work.testing.WorkManagerTestInitHelper
import org.junit.After
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import vn.camtay.R
import vn.camtay.app.MainActivity
import vn.camtay.app.Root
import vn.camtay.app.Taps
import vn.camtay.app.TestCamTay
import vn.camtay.app.enrol
import vn.camtay.app.handInOnlyWhenAsked
import vn.camtay.hall.Hall
import vn.camtay.hall.Portal

/**
 * What goes wrong when somebody hands in, as it is read on the screen: the real app, the real
 * core, a real hall. What was recorded is never lost, and goes once the trouble is over.
 *
 * | trouble                          | on the screen           | work and network            | rules of one run             |
 * |----------------------------------|-------------------------|-----------------------------|------------------------------|
 * | the hall is away                 | here, with and without Wi-Fi | WorkUploadsTest, also again by itself | HandInRunTest     |
 * | a sign-in page in words          | here                    | WorkUploadsTest             | the core's tls.rs            |
 * | a sign-in page with TLS          | here                    | -                           | the core's tls.rs            |
 * | another hall's key               | here                    | WorkUploadsTest             | HandInRunTest (other network)|
 * | the hall's new certificate       | -                       | WorkUploadsTest             | the core's tls.rs            |
 * | a suspended phone                | here                    | WorkUploadsTest             | HandInRunTest                |
 * | a revoked phone                  | here                    | WorkUploadsTest, with wiping | -                           |
 * | the old hall computer is still on | here                   | -                           | the core's tests (restored)  |
 * | a full disk                      | here                    | -                           | the core's tests             |
 * | a locked phone                   | LockTest                | WorkUploadsTest             | HandInRunTest                |
 * | a wrong PIN                      | LockTest                | -                           | LockModelTest                |
 * | a busy hall                      | -                       | -                           | HandInRunTest                |
 */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "vi-w384dp-h800dp", application = TestCamTay::class)
class TroubleTest {
    @get:Rule(order = 0)
    val hall = Hall()

    @get:Rule(order = 1)
    val folder = TemporaryFolder()

    @get:Rule(order = 2)
    val compose = createAndroidComposeRule<MainActivity>()

    private val app = ApplicationProvider.getApplicationContext<TestCamTay>()
    private val taps by lazy { Taps(compose) }

    @Before
    fun writeSomethingDown() {
        handInOnlyWhenAsked(app)
        taps.root(Root.Enrol(null))
        enrol(app.wiring.phone, hall)
        taps.root(Root.Open)
        addHousehold("Trần Văn Bảy")
        back()
        back()
    }

    @After
    fun close() = WorkManagerTestInitHelper.closeWorkDatabase()

    @Test
    fun `a hall that is away is said, with or without a Wi-Fi, and gets it later`() {
        hall.stop()
        handIn()
        taps.see(R.string.screen_upload_isolated)
        seeItWaits()
        app.wiring.network.there = false
        handIn()
        taps.see(R.string.problem_network_unreachable)
        seeItWaits()
        hall.serve()
        seeItReceived()
    }

    @Test
    fun `a sign-in page in words is told from a hall that is away`() {
        seeItTold { Portal.inWords(port()) }
    }

    @Test
    fun `a sign-in page with a certificate of its own is told from a hall that is away`() {
        seeItTold { Portal.withTls(port(), folder.root) }
    }

    @Test
    fun `another hall at the address of ours gets nothing`() {
        hall.stop()
        val name = arrayOf("--commune-code", "19408", "--commune-name", "xã Cửa Việt")
        hall.run("init", "other", *name, "--address", hall.address)
        hall.serve("other")
        handIn()
        taps.see(R.string.problem_network_not_the_hall)
        seeItWaits()
        hall.stop()
        hall.serve()
        seeItReceived()
    }

    @Test
    fun `a suspended phone is told whom to see, and hands in when it is let in again`() {
        hall.run("suspend", "hall", phoneId())
        handIn()
        taps.see(R.string.problem_hall_suspended)
        taps.see(R.string.problem_hall_suspended_todo)
        seeItWaits()
        hall.run("resume", "hall", phoneId())
        seeItReceived()
    }

    @Test
    fun `a revoked phone is told so, and what it holds stays to be read`() {
        hall.run("revoke", "hall", phoneId())
        handIn()
        taps.see(R.string.problem_hall_revoked)
        taps.see(R.string.problem_hall_revoked_todo)
        taps.tap(R.string.common_tab_households)
        taps.tap("Phú Bình")
        taps.see(hasText("Trần Văn Bảy"))
    }

    @Test
    fun `an old hall computer that is still on gets nothing once the new one has answered`() {
        hall.stop()
        hall.moveTo("new")
        hall.serve("new")
        seeItReceived()
        hall.stop()
        taps.tap(R.string.common_tab_households)
        taps.tap("Phú Bình")
        addHouseholdHere("Lê Thị Tư")
        back()
        back()
        hall.serve("hall")
        handIn()
        taps.see(R.string.problem_hall_two_halls)
        taps.see(R.string.problem_hall_two_halls_todo)
        seeItWaits()
        hall.stop()
        hall.serve("new")
        seeItReceived()
    }

    @Test
    fun `on a full disk what was typed stays, and what was recorded is handed in later`() {
        taps.tap(R.string.common_tab_households)
        taps.tap("Phú Bình")
        app.wiring.disk.isFull = true
        taps.tap(R.string.screen_households_add)
        taps.type(R.string.screen_households_head, "Lê Thị Tư")
        taps.tap(R.string.screen_households_save)
        taps.see(R.string.problem_store_disk_full)
        taps.see(R.string.problem_store_disk_full_todo)
        taps.see(hasText("Lê Thị Tư") and hasSetTextAction())
        app.wiring.disk.isFull = false
        taps.tap(R.string.screen_households_save)
        taps.see(R.string.screen_household_add_person)
        back()
        back()
        app.wiring.disk.isFull = true
        handIn()
        taps.see(R.string.problem_store_disk_full)
        taps.see(records(2))
        app.wiring.disk.isFull = false
        seeItReceived()
    }

    /** In the hall's place [portal] answers; then the hall is back. */
    private fun seeItTold(portal: () -> Portal) {
        hall.stop()
        portal().use {
            handIn()
            taps.see(R.string.problem_network_not_the_hall)
            seeItWaits()
        }
        hall.serve()
        seeItReceived()
    }

    private fun addHousehold(head: String) {
        taps.tap(R.string.common_tab_households)
        taps.tap("Phú Bình")
        addHouseholdHere(head)
    }

    private fun addHouseholdHere(head: String) {
        taps.tap(R.string.screen_households_add)
        taps.type(R.string.screen_households_head, head)
        taps.tap(R.string.screen_households_save)
        taps.see(R.string.screen_household_add_person)
    }

    private fun handIn() {
        taps.tap(R.string.common_tab_upload)
        taps.tap(R.string.screen_upload_send)
    }

    private fun seeItWaits() {
        taps.see(records(1))
        taps.see(R.string.screen_upload_send)
    }

    /** As a number that no line breaks off from what it counts. */
    private fun records(count: Int) = taps.count(R.plurals.common_records, count).replace(' ', '\u00a0')

    private fun seeItReceived() {
        handIn()
        taps.read(Regex(taps.said(R.string.screen_upload_receipt_at, "\\d+ bản ghi", ".+")))
        taps.see(R.string.screen_upload_refresh)
    }

    private fun back() = taps.tap(R.string.action_back)

    private fun phoneId() = Regex("[0-9a-f]{16}").find(hall.run("phones", "hall"))!!.value

    private fun port() = hall.address.substringAfter(':').toInt()
}
