package vn.camtay.app

import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.test.core.app.ApplicationProvider
import androidx.work.testing.WorkManagerTestInitHelper
import org.json.JSONObject
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import vn.camtay.R
import vn.camtay.hall.Hall
import java.time.LocalDate
import java.time.ZoneId

/**
 * The main job, from an empty phone to the officer's report, by taps only: nothing here calls a
 * model or the phone. The officer works at the hall's own computer.
 */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "vi-w384dp-h800dp", application = TestCamTay::class)
class MainJobTest {
    @get:Rule(order = 0)
    val hall = Hall()

    @get:Rule(order = 1)
    val compose = createAndroidComposeRule<MainActivity>()

    private val taps by lazy { Taps(compose) }
    private val monthBegan = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).withDayOfMonth(1).toString()

    @Before
    fun prepare() {
        handInOnlyWhenAsked(ApplicationProvider.getApplicationContext())
        // What the officer chose for row 3.3: the skill that is gone through to its end below.
        hall.run("settings", "hall", "--essential", "zalo-account")
    }

    @After
    fun close() = WorkManagerTestInitHelper.closeWorkDatabase()

    @Test
    fun `a day in the village goes by taps from the hall's code to the officer's report`() {
        beLetIn()
        beginSession()
        val steps = visit()
        endSession()
        handIn(steps)
        theReportHasIt()
    }

    /** Ghi danh: the code, the six digits that the officer compares, the PIN. */
    private fun beLetIn() {
        taps.tap(R.string.screen_enrol_begin)
        taps.tap(R.string.screen_enrol_type)
        taps.type(hall.invitation())
        taps.tap(R.string.screen_enrol_type_send)
        taps.see(R.string.screen_enrol_compare_waiting)
        hall.approve(taps.read(SIX_DIGITS).value.replace(" ", ""))
        taps.see(R.string.screen_enrol_pin_title)
        taps.pin(PIN)
        taps.see(R.string.screen_enrol_pin_again_title)
        taps.pin(PIN)
        taps.see(R.string.screen_today_hello, "Lan")
    }

    private fun beginSession() {
        taps.tap(R.string.screen_today_start_session)
        taps.tap("Phú Bình")
        taps.tap(R.string.screen_session_more)
        taps.tap(R.string.common_segment_poor)
        taps.tap(R.string.screen_session_open)
        taps.see(R.string.screen_session_households)
        back()
    }

    /** One house: somebody new who says yes, somebody who wants no name; how many steps were gone through. */
    private fun visit(): Int {
        taps.tap(R.string.common_tab_households)
        taps.tap("Phú Bình")
        taps.tap(R.string.screen_households_add)
        taps.type(R.string.screen_households_head, HEAD)
        taps.type(R.string.screen_households_where, "cạnh nhà văn hoá")
        taps.tap(R.string.screen_households_save)
        taps.tap(R.string.screen_household_add_person)
        taps.tap(R.string.screen_consent_yes)
        taps.type(R.string.screen_consent_name, PERSON)
        taps.type(R.string.screen_consent_year, "1956")
        taps.tap("Điện thoại thông minh của mình")
        taps.tap(R.string.screen_consent_save)
        taps.see(R.string.screen_resident_question_older)
        val first = installVneid()
        val second = zaloInOneGo()
        appointment()
        markVisited()
        countSomebodyWithoutName()
        return first + second
    }

    /** Step by step with all three answers, one of them taken back. */
    private fun installVneid(): Int {
        taps.openGuide("VNeID", VNEID)
        val steps = stepsOfThisGuide()
        for (step in 1..steps) {
            taps.see(R.string.screen_steps_step_of, step, steps)
            taps.pass(SETTLED)
            when {
                step == TAKEN_BACK -> takeOneBack(step, steps)
                step == STUCK -> beStuck()
                step % 2 == 0 -> taps.tap(R.string.screen_steps_helped)
                else -> taps.tap(R.string.screen_steps_alone)
            }
        }
        taps.see(R.string.screen_steps_end_part)
        val helped = (1..steps).count { it % 2 == 0 && it != STUCK && it != TAKEN_BACK }
        seeCounted(taps.said(R.string.screen_steps_alone), steps - helped - 1)
        seeCounted(taps.said(R.string.screen_steps_helped), helped)
        seeCounted(taps.said(R.string.common_outcome_stuck_because, inner(R.string.common_reason_no_sim)), 1)
        taps.until("the last tap can still be taken back after ten seconds") { !taps.sees(R.string.action_undo) }
        back()
        return steps
    }

    /** "With help" was the wrong button: the tap goes, the step is asked again. */
    private fun takeOneBack(
        step: Int,
        steps: Int,
    ) {
        val helped = taps.said(R.string.screen_steps_helped)
        taps.tap(R.string.screen_steps_helped)
        taps.see(R.string.screen_steps_undo_step, step, helped)
        taps.tap(R.string.action_undo)
        taps.see(R.string.screen_steps_step_of, step, steps)
        assertFalse(taps.sees(R.string.screen_steps_marked, helped))
        taps.pass(SETTLED)
        taps.tap(R.string.screen_steps_alone)
    }

    private fun beStuck() {
        taps.tap(R.string.screen_steps_stuck)
        taps.tap(R.string.common_reason_no_sim)
        taps.tap(R.string.screen_steps_save_on)
    }

    /** Somebody who does it all at once gets one tap. */
    private fun zaloInOneGo(): Int {
        taps.openGuide("Zalo", ZALO)
        val steps = stepsOfThisGuide()
        taps.tap(R.string.screen_steps_more)
        taps.tap(R.string.screen_steps_rest_helped)
        taps.see(R.string.screen_steps_end_whole)
        taps.tap(R.string.screen_steps_visit_end)
        return steps
    }

    /** Xong việc: both skills with how they went, and a day to come back. */
    private fun appointment() {
        taps.see(hasText(VNEID))
        taps.see(hasText(ZALO))
        taps.tap(tomorrow())
        taps.see(R.string.screen_visitend_appointment, taps.said(R.string.common_tomorrow))
        taps.tap(R.string.screen_visitend_done)
    }

    private fun markVisited() {
        taps.tap(R.string.screen_household_visit)
        taps.tap(PERSON)
        taps.tap(R.string.screen_household_met_save)
        taps.see(R.string.screen_household_visited_now)
    }

    /** One head, no name, no record. */
    private fun countSomebodyWithoutName() {
        taps.tap(R.string.screen_household_add_person)
        taps.tap(R.string.screen_consent_no_name)
        taps.see(R.string.screen_consent_counted)
        taps.tap(R.string.action_done)
        taps.see(R.string.screen_household_people)
        back()
        back()
        taps.tap(R.string.common_tab_today)
    }

    private fun endSession() {
        taps.see(R.string.screen_today_session)
        taps.tap(R.string.common_session_kind_home_visit)
        taps.tap(R.string.screen_session_heads)
        repeat(HEADS) { taps.tap(R.string.screen_session_one_more) }
        taps.tap(R.string.screen_session_heads_save, people(HEADS))
        taps.see(R.string.screen_session_counted, people(HEADS))
        taps.tap(R.string.screen_session_end)
        taps.tap(R.string.screen_session_end_yes)
        taps.see(R.string.screen_session_over)
        taps.see(R.string.screen_session_guided, people(1))
        taps.see(taps.count(R.plurals.screen_session_times, 2))
        taps.see(R.string.screen_session_visited, taps.count(R.plurals.common_households, 1))
        taps.see(R.string.screen_session_there, people(HEADS))
        back()
    }

    /** Nộp: what waits, then the hall's receipt over just so many records. */
    private fun handIn(steps: Int) {
        taps.tap(R.string.common_tab_upload)
        taps.see(people(1).withoutBreaks())
        taps.see(taps.count(R.plurals.common_sessions, 1).withoutBreaks())
        taps.see(R.string.screen_upload_waiting_body_steps, taps.count(R.plurals.common_steps, steps))
        taps.tap(R.string.screen_upload_send)
        taps.see(hasText(taps.said(R.string.screen_upload_received_all, people(1))))
        val receipt = taps.read(Regex(taps.said(R.string.screen_upload_receipt_at, "(\\d+) bản ghi", ".+")))
        assertEquals(RECORDS, receipt.groupValues[1].toInt())
        taps.see(R.string.screen_upload_refresh)
        assertTrue(hall.run("phones", "hall"), " $RECORDS entries" in hall.run("phones", "hall"))
        taps.tap(R.string.common_tab_today)
        taps.see(R.string.screen_today_all_handed_in)
    }

    /** docs/report.md tells what each figure counts; the comments tell what of this day that is. */
    private fun theReportHasIt() {
        val report = hall.report(monthBegan)
        assertEquals(
            mapOf(
                // Zalo was practised; VNeID was not, for one step is stuck.
                "2.3" to mapOf("groups" to 1),
                "2.8" to mapOf("volunteers" to 0),
                "2.9" to mapOf("classes" to 0, "people" to 0),
                "2.10" to mapOf("villages" to 0),
                // Both villages of the hall have its team, whoever was out today.
                "2.11" to mapOf("villages" to 2),
                "2.12" to mapOf("residents" to 1, "households" to 1),
                "2.13" to mapOf("classes" to 0, "people" to 0),
                // The session was for poor households. Heads without a name attend, who was guided need not.
                "2.14" to mapOf("sessions" to 1, "people" to HEADS),
                "3.3" to mapOf("residents" to 1),
                "3.5" to mapOf("residents" to 0),
            ),
            countedRows(report),
        )
        val stuck = report.getJSONObject("difficulties").getJSONArray("reasons")
        assertEquals(1, stuck.length())
        assertEquals("no_sim", stuck.getJSONObject(0).getString("reason"))
        assertEquals(1, stuck.getJSONObject(0).getInt("people"))
        assertEquals(1, stuck.getJSONObject(0).getInt("times"))
        assertEquals(1, report.getJSONObject("refusals").getInt("heads"))
        assertEquals(1, report.getJSONObject("appointments").getInt("open"))
        assertEquals(0, report.getJSONObject("appointments").getInt("overdue"))
        assertEquals(0, report.getJSONArray("disagreements").length())
        val reached = hall.run("report", "hall", "--from", monthBegan, "--records", "2.12", "--names")
        assertTrue(reached, HEAD in reached && PERSON in reached)
    }

    private fun countedRows(report: JSONObject): Map<String, Map<String, Int>> {
        val rows = report.getJSONArray("rows")
        return (0 until rows.length())
            .map(rows::getJSONObject)
            .filter { it.getString("state") == "counted" }
            .associate { row ->
                val counts = row.getJSONObject("counts")
                row.getString("number") to counts.keys().asSequence().associateWith(counts::getInt)
            }
    }

    /** Read from the first one's "step 1 of 8". */
    private fun stepsOfThisGuide(): Int {
        val way = taps.said(R.string.screen_steps_step_of, 1, PLACEHOLDER).replace("$PLACEHOLDER", "(\\d+)")
        return taps.read(Regex(way)).groupValues[1].toInt()
    }

    private fun seeCounted(
        outcome: String,
        count: Int,
    ) = taps.see(
        R.string.screen_steps_end_line,
        outcome,
        taps.count(R.plurals.common_steps, count).withoutBreaks(),
    )

    private fun back() = taps.tap(R.string.action_back)

    private fun people(count: Int) = taps.count(R.plurals.common_people, count)

    private fun tomorrow() = taps.said(R.string.common_tomorrow).replaceFirstChar(Char::uppercase)

    /** As in the middle of a sentence. */
    private fun inner(words: Int) =
        taps.said(words).let { if (it[1].isUpperCase()) it else it.replaceFirstChar(Char::lowercase) }

    private fun String.withoutBreaks() = replace(' ', '\u00a0')

    private companion object {
        const val PIN = "135790"
        const val HEAD = "Trần Văn Bảy"
        const val PERSON = "Nguyễn Thị Hoà"
        const val VNEID = "Cài ứng dụng VNeID"
        const val ZALO = "Lập tài khoản Zalo"
        const val TAKEN_BACK = 3
        const val STUCK = 5
        const val HEADS = 2
        const val PLACEHOLDER = 7_777

        /**
         * The session opened and closed, the household, the person and their yes, two guides, the
         * appointment, the visit, the one without a name, and the count of the heads.
         */
        const val RECORDS = 11

        /** Between two answers nobody is quicker. */
        const val SETTLED = 600L
        val SIX_DIGITS = Regex("""^\d( \d){5}$""")
    }
}
