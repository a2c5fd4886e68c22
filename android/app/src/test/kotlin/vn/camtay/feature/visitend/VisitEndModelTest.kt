package vn.camtay.feature.visitend

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Test
import uniffi.camtay_core.Consent
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.Event
import uniffi.camtay_core.HelpLineWords
import uniffi.camtay_core.HistoryLine
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.SkillGroup
import uniffi.camtay_core.SkillLine
import uniffi.camtay_core.SkillState
import uniffi.camtay_core.Status
import uniffi.camtay_core.StepOutcome
import vn.camtay.app.FakeGo
import vn.camtay.app.Route
import vn.camtay.feature.today.TodaySamples
import vn.camtay.feature.visitend.VisitEndState.Shown
import vn.camtay.feature.visitend.VisitEndState.Side
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.SlowPhone
import vn.camtay.phone.Unset
import vn.camtay.phone.somebody

@OptIn(ExperimentalCoroutinesApi::class)
class VisitEndModelTest {
    private val go = FakeGo()

    private open class Home : CoreInterface by Unset {
        var page = page()
        val recorded = mutableListOf<String>()

        override fun resident(
            resident: String,
            language: String,
        ) = page

        override fun today() = TodaySamples.page

        override fun communeWords() = listOf("xã Vĩnh Thuỷ", "thôn", "Tổ công nghệ số")

        override fun helpLines(language: String) =
            listOf(HelpLineWords("Công an", "113", null, "Khi khẩn cấp.", "2026-11-23"))

        override fun setAppointment(
            resident: String,
            skill: UShort?,
            on: String,
        ) {
            recorded += "appointment with $resident on $on"
        }

        override fun keepAppointment(
            resident: String,
            skill: UShort?,
        ) {
            recorded += "no appointment with $resident"
        }
    }

    private val home = Home()

    private fun TestScope.model(phone: Phone = FakePhone(home)) =
        VisitEndModel(phone, backgroundScope, go, "vi", "r1").also { runCurrent() }

    private val VisitEndModel.shown get() = state.value as Shown

    @Test
    fun `what was reached today is each skill once, with what came of it last`() =
        runTest {
            val shown = model().shown
            assertEquals(listOf("Cài VNeID", "Quét mã"), shown.skills.map { it.first.title })
            assertEquals(Event.Guided(1u, 8u, 8u, null, null), shown.skills[0].second)
            assertEquals(listOf<Event>(Event.Visited), shown.others)
        }

    @Test
    fun `a day is agreed on with one tap, however often it is tapped`() =
        runTest {
            val model = model(SlowPhone(home))
            advanceTimeBy(1_000)
            model.send(VisitEndEvent.DayTapped("2026-11-28"))
            model.send(VisitEndEvent.DayTapped("2026-11-28"))
            advanceTimeBy(1_000)
            model.send(VisitEndEvent.NoDayTapped)
            advanceTimeBy(1_000)
            assertEquals(listOf("appointment with r1 on 2026-11-28", "no appointment with r1"), home.recorded)
        }

    @Test
    fun `a day that is refused is told where it was chosen`() =
        runTest {
            val strict =
                object : Home() {
                    override fun setAppointment(
                        resident: String,
                        skill: UShort?,
                        on: String,
                    ): Unit = throw CoreException.BadInput("on", InputProblem.PAST_DAY)
                }
            val model = model(FakePhone(strict))
            model.send(VisitEndEvent.OtherDayTapped)
            model.send(VisitEndEvent.DayTapped("2026-11-01"))
            runCurrent()
            assertEquals(Side.OtherDay, model.shown.side)
            assertEquals(Problem.BadInput("on", InputProblem.PAST_DAY), model.shown.problem)
        }

    @Test
    fun `the card is turned back before the page is left`() =
        runTest {
            val model = model()
            model.send(VisitEndEvent.CardTapped)
            assertEquals(Side.Card, model.shown.side)
            model.send(VisitEndEvent.BackTapped)
            assertEquals(Side.Summary, model.shown.side)
            assertEquals(emptyList<Route?>(), go.went)
            model.send(VisitEndEvent.DoneTapped)
            assertEquals(listOf<Route?>(Route.Household("h1")), go.went)
        }

    @Test
    fun `nothing is offered to be recorded about who doesn't want it, or is gone`() =
        runTest {
            val shown = model().shown
            assertFalse(shown.copy(page = shown.page.copy(consent = Consent.REFUSED)).mayRecord)
            assertFalse(shown.copy(page = shown.page.copy(status = Status.MOVED_AWAY)).mayRecord)
        }

    @Test
    fun `whoever was guided is asked what has changed`() =
        runTest {
            model().send(VisitEndEvent.CheckTapped)
            home.page = home.page.copy(groups = emptyList())
            model().send(VisitEndEvent.CheckTapped)
            assertEquals(listOf<Route?>(Route.QuickCheck("r1", true), Route.QuickCheck("r1", false)), go.went)
        }

    private companion object {
        val DAY = TodaySamples.page.day

        fun line(
            number: Int,
            event: Event,
            day: String = DAY,
            takenBack: Boolean = false,
        ) = HistoryLine("e$number", event, day, null, true, takenBack)

        fun skill(
            number: UShort,
            title: String,
        ) = SkillLine(number, title, SkillState.Alone, DAY, 1u, null, open = false, emptyList())

        fun page() =
            somebody().copy(
                groups =
                    listOf(
                        SkillGroup(
                            "vneid",
                            "VNeID",
                            listOf(skill(1u, "Cài VNeID"), skill(20u, "Quét mã"), skill(30u, "Khác")),
                        ),
                    ),
                history =
                    listOf(
                        line(1, Event.Guided(1u, 8u, 8u, null, null)),
                        line(2, Event.Whole(20u, StepOutcome.Already)),
                        line(3, Event.Guided(1u, 3u, 8u, null, null)),
                        line(4, Event.Whole(30u, StepOutcome.Alone), takenBack = true),
                        line(5, Event.Visited),
                        line(6, Event.Whole(30u, StepOutcome.Alone), day = "2026-01-01"),
                    ),
            )
    }
}
