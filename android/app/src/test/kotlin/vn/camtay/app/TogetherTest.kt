package vn.camtay.app

import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import android.net.Uri
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.test.core.app.ApplicationProvider
import androidx.work.testing.WorkManagerTestInitHelper
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.NewHousehold
import uniffi.camtay_core.NewSession
import uniffi.camtay_core.Organiser
import uniffi.camtay_core.Segment
import uniffi.camtay_core.SessionKind
import vn.camtay.R
import vn.camtay.hall.Hall
import vn.camtay.phone.Phone
import vn.camtay.share.sharedFolder
import java.io.File
import java.time.LocalDate
import java.time.ZoneId

/**
 * What is done together, by taps: a class, two phones in one session, a phone that carries for
 * another. The other phone is a core of its own that somebody else taps.
 */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "vi-w384dp-h800dp", application = TestCamTay::class)
class TogetherTest {
    @get:Rule(order = 0)
    val hall = Hall()

    @get:Rule(order = 1)
    val folder = TemporaryFolder()

    @get:Rule(order = 2)
    val compose = createAndroidComposeRule<MainActivity>()

    private val app = ApplicationProvider.getApplicationContext<TestCamTay>()
    private val taps by lazy { Taps(compose) }
    private val monthBegan = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).withDayOfMonth(1).toString()

    @Before
    fun beLetIn() {
        handInOnlyWhenAsked(app)
        hall.write("ho.csv", "ma_ho,ma_thon,chu_ho,cho_o\nH1,PB,Trần Văn Tư,ngõ 3\n")
        hall.write("nguoi.csv", "ma_nguoi,ma_ho,ho_ten,nam_sinh\nP1,H1,$MINH,1988\nP2,H1,$LANH,1956\n")
        hall.run("import", "hall", "--households", "ho.csv", "--residents", "nguoi.csv")
        taps.root(Root.Enrol(null))
        enrol(app.wiring.phone, hall)
        taps.root(Root.Open)
    }

    @After
    fun close() = WorkManagerTestInitHelper.closeWorkDatabase()

    @Test
    fun `a class goes by taps from its form to the officer's report`() {
        openClass()
        taps.tap(R.string.screen_session_present_none)
        taps.tap(LANH)
        taps.tap(MINH)
        taps.see(R.string.screen_session_ticked, MINH)
        taps.tap(R.string.screen_session_present_done, people(2))
        taps.tap(R.string.screen_session_heads)
        taps.tap(R.string.screen_session_five_more)
        taps.tap(R.string.screen_session_heads_save, people(5))
        markAllButOne()
        taps.tap(R.string.screen_session_end)
        taps.tap(R.string.screen_session_end_yes)
        taps.see(R.string.screen_session_there, people(7))
        taps.see(R.string.screen_session_guided, people(2))
        taps.tap(R.string.action_done)
        handIn()
        val report = hall.report(monthBegan)
        assertEquals(mapOf("classes" to 1, "people" to 7), counts("2.9"))
        val stuck = report.getJSONObject("difficulties").getJSONArray("reasons")
        assertEquals(1, stuck.length())
        assertEquals("no_network", stuck.getJSONObject(0).getString("reason"))
        assertEquals(1, stuck.getJSONObject(0).getInt("people"))
    }

    private fun openClass() {
        taps.tap(R.string.screen_today_start_session)
        taps.tap("Phú Bình")
        taps.tap(R.string.common_session_kind_class)
        taps.tap(R.string.screen_session_skills_none)
        taps.tap(VNEID)
        taps.tap(R.string.screen_session_skills_done)
        taps.tap(R.string.common_segment_workers)
        taps.tap(R.string.screen_session_open)
    }

    /** All have done it with help; one had no network. */
    private fun markAllButOne() {
        taps.tap(R.string.screen_session_mark_under)
        taps.tap(VNEID)
        taps.tap(R.string.common_outcome_helped)
        taps.tap(MINH)
        taps.tap(R.string.common_reason_no_network)
        taps.tap(R.string.screen_session_mark_save, people(2))
        taps.see(R.string.screen_session_marked, VNEID, people(2))
    }

    @Test
    fun `a phone that joins by the code guides in its colleague's session, and the hall counts one`() {
        val colleague = colleague(hall)
        val session = classOf(colleague)
        taps.tap(R.string.screen_today_start_session)
        taps.tap(R.string.screen_session_join)
        taps.type(colleague.does { sessionCode(session) })
        taps.tap(R.string.screen_scan_use)
        taps.see(R.string.screen_session_together)
        taps.tap(R.string.screen_session_households)
        taps.tap("Trần Văn Tư")
        taps.tap(LANH)
        taps.tap(R.string.screen_consent_yes)
        taps.openGuide("Zalo", ZALO)
        taps.tap(R.string.screen_steps_more)
        taps.tap(R.string.screen_steps_rest_helped)
        taps.tap(R.string.screen_steps_visit_end)
        taps.tap(R.string.screen_visitend_done)
        repeat(2) { taps.tap(R.string.action_back) }
        taps.see(R.string.screen_session_guided_here)
        taps.see(people(1))
        taps.tap(R.string.action_back)
        handIn()
        val people = colleague.does { people(villages().first { it.name == "Phú Bình" }.id, null, 9u) }
        colleague.does { markAttendance(session, people.lines.map { it.id }, true) }
        colleague.does { closeSession(session) }
        hall.run("receive", "hall", colleague.does { saveParcel(folder.root.path) })
        colleague.close()
        assertEquals(mapOf("classes" to 1, "people" to 2), counts("2.9"))
        assertEquals(1, counts("2.3").getValue("groups"))
    }

    /** The colleague opens a class for workers. */
    private fun classOf(colleague: Phone): String =
        colleague.does {
            val village = villages().first { it.name == "Phú Bình" }.id
            val audience = listOf(Segment.WORKERS)
            openSession(NewSession(village, SessionKind.CLASS, audience, Organiser.TEAM, null, null, emptyList()))
        }

    @Test
    fun `what a colleague recorded goes from phone to phone by codes and reaches the hall`() {
        val colleague = colleague(hall)
        val village = colleague.does { villages().first().id }
        repeat(HOUSEHOLDS) { colleague.does { addHousehold(NewHousehold(village, "Hồ Văn Bảy $it", null)) } }
        val codes = colleague.does { parcelFrames() }
        colleague.close()
        assertTrue("two codes are no test of putting many together", codes.size > 2)
        taps.tap(R.string.common_tab_upload)
        taps.tap(R.string.screen_upload_courier)
        taps.tap(R.string.screen_courier_read)
        for (code in codes) {
            copy(code)
            taps.tap(R.string.screen_scan_paste)
            taps.tap(R.string.screen_scan_use)
        }
        taps.see(R.string.screen_courier_carried_taken)
        taps.tap(R.string.action_close)
        val share = Regex("^" + taps.said(R.string.screen_courier_carried_share, "(\\S+)") + "$")
        taps.tap(taps.read(share).value)
        hall.run("receive", "hall", shared().path)
        assertTrue(hall.run("phones", "hall"), " $HOUSEHOLDS entries" in hall.run("phones", "hall"))
    }

    private fun copy(text: String) =
        app.getSystemService(ClipboardManager::class.java).setPrimaryClip(ClipData.newPlainText(null, text))

    /** The file that the app offers to others. */
    private fun shared(): File {
        var chooser: Intent? = null
        taps.until("nothing was offered") {
            chooser = chooser ?: shadowOf(app).nextStartedActivity
            chooser != null
        }
        val send = checkNotNull(chooser?.getParcelableExtra(Intent.EXTRA_INTENT, Intent::class.java))
        val uri = checkNotNull(send.getParcelableExtra(Intent.EXTRA_STREAM, Uri::class.java))
        return File(sharedFolder(app), checkNotNull(uri.lastPathSegment))
    }

    private fun handIn() {
        taps.tap(R.string.common_tab_upload)
        taps.tap(R.string.screen_upload_send)
        taps.see(R.string.screen_upload_refresh)
    }

    private fun counts(row: String): Map<String, Int> {
        val rows = hall.report(monthBegan).getJSONArray("rows")
        val counts =
            (0 until rows.length())
                .map(rows::getJSONObject)
                .single { it.getString("number") == row }
                .getJSONObject("counts")
        return counts.keys().asSequence().associateWith(counts::getInt)
    }

    private fun <T> Phone.does(call: CoreInterface.() -> T): T = runBlocking { write(call).value() }

    private fun people(count: Int) = taps.count(R.plurals.common_people, count)

    private companion object {
        /** More than two codes have room for. */
        const val HOUSEHOLDS = 80
        const val MINH = "Trần Văn Minh"
        const val LANH = "Trần Thị Lành"
        const val VNEID = "Cài ứng dụng VNeID"
        const val ZALO = "Lập tài khoản Zalo"
    }
}
