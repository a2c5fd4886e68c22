package vn.camtay.feature.resident

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.camtay_core.Consent
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.Event
import uniffi.camtay_core.HistoryLine
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.PhoneKind
import uniffi.camtay_core.ResidentChange
import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.Status
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StoreProblem
import vn.camtay.app.Drafts
import vn.camtay.app.FakeGo
import vn.camtay.app.Route
import vn.camtay.feature.resident.ResidentState.Doing
import vn.camtay.feature.resident.ResidentState.Shown
import vn.camtay.feature.resident.ResidentState.Standing
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.SlowPhone

@OptIn(ExperimentalCoroutinesApi::class)
class ResidentModelTest {
    private val go = FakeGo()
    private val draft = Drafts(mutableMapOf()).of(Route.Resident("r1"))
    private val own = HistoryLine("e1", Event.Visited, "2026-11-20", null, own = true, takenBack = false)
    private val others = own.copy(entry = "e2", own = false)

    private val home = FakeHome()

    private fun TestScope.model(phone: Phone = FakePhone(home)) =
        ResidentModel(phone, backgroundScope, go, draft, "vi", "r1").also { runCurrent() }

    private val ResidentModel.shown get() = state.value as Shown

    @Test
    fun `the best suggestion comes with its reason and the step to go on with`() =
        runTest {
            val first = model().shown.first!!
            assertEquals("Cài VNeID", first.line.title)
            assertEquals("vì r1", first.why)
            assertEquals(3, first.at)
        }

    @Test
    fun `a guide of today is begun in no session that was forgotten yesterday`() =
        runTest {
            home.session = home.session.copy(day = "2026-11-22")
            val model = model()
            model.send(ResidentEvent.StartTapped(1u))
            runCurrent()
            assertEquals(listOf("began 1 with r1 in null"), home.recorded)
        }

    @Test
    fun `two taps start one guide, in the session under way`() =
        runTest {
            val model = model(SlowPhone(home))
            advanceTimeBy(1_000)
            model.send(ResidentEvent.StartTapped(1u))
            model.send(ResidentEvent.StartTapped(1u))
            advanceTimeBy(1_000)
            assertEquals(listOf("began 1 with r1 in s1"), home.recorded)
            assertEquals(listOf<Route?>(Route.Steps("r1", 1)), go.went)
        }

    @Test
    fun `a guide that can't begin says why and leads nowhere`() =
        runTest {
            val full =
                object : FakeHome() {
                    override fun startGuide(
                        resident: String,
                        skill: UShort,
                        session: String?,
                    ): Unit = throw CoreException.Store(StoreProblem.DISK_FULL)
                }
            val model = model(FakePhone(full))
            model.send(ResidentEvent.StartTapped(1u))
            runCurrent()
            assertEquals(Problem.Store(StoreProblem.DISK_FULL), model.shown.problem)
            assertEquals(emptyList<Route?>(), go.went)
        }

    @Test
    fun `what needs another skill first is told before anybody begins`() =
        runTest {
            val model = model()
            model.send(ResidentEvent.SkillTapped(2u))
            runCurrent()
            assertEquals(Doing.Menu(2u), model.shown.doing)
            assertEquals(emptyList<String>(), home.recorded)
            model.send(ResidentEvent.StartTapped(2u))
            runCurrent()
            assertEquals(listOf("began 2 with r1 in s1"), home.recorded)
        }

    @Test
    fun `with a keypad phone only the skills about safety begin at once`() =
        runTest {
            home.page = home.page.copy(phoneKind = PhoneKind.KEYPAD)
            val model = model()
            model.send(ResidentEvent.SkillTapped(1u))
            runCurrent()
            assertEquals(Doing.Menu(1u), model.shown.doing)
            model.send(ResidentEvent.BackTapped)
            model.send(ResidentEvent.SkillTapped(30u))
            runCurrent()
            assertEquals(listOf("began 30 with r1 in s1"), home.recorded)
        }

    @Test
    fun `a whole skill is recorded in one tap, and taken back for ten seconds`() =
        runTest {
            val model = model()
            model.send(ResidentEvent.MenuTapped(1u))
            model.send(ResidentEvent.WholeTapped(StepOutcome.Already))
            model.send(ResidentEvent.WholeTapped(StepOutcome.Already))
            runCurrent()
            assertEquals(listOf("1 whole: Already in s1"), home.recorded)
            assertEquals(Doing.Looking, model.shown.doing)
            advanceTimeBy(9_900)
            model.send(ResidentEvent.UndoTapped)
            model.send(ResidentEvent.UndoTapped)
            runCurrent()
            assertEquals(listOf("1 whole: Already in s1", "took back w1"), home.recorded)
        }

    @Test
    fun `after ten seconds only the history takes back`() =
        runTest {
            val model = model()
            model.send(ResidentEvent.MenuTapped(1u))
            model.send(ResidentEvent.WholeTapped(StepOutcome.Refused))
            advanceTimeBy(10_100)
            assertNull(model.shown.undo)
        }

    @Test
    fun `taking back and giving back ask first`() =
        runTest {
            val model = model()
            model.send(ResidentEvent.EntryTapped(own))
            runCurrent()
            assertEquals(Doing.Correcting(own, fromAll = false), model.shown.doing)
            assertEquals(emptyList<String>(), home.recorded)
            model.send(ResidentEvent.BackTapped)
            runCurrent()
            assertEquals("no was an answer too", emptyList<String>(), home.recorded)
            model.send(ResidentEvent.EntryTapped(own))
            model.send(ResidentEvent.CorrectConfirmed)
            runCurrent()
            model.send(ResidentEvent.EntryTapped(own.copy(takenBack = true)))
            model.send(ResidentEvent.CorrectConfirmed)
            runCurrent()
            assertEquals(listOf("took back e1", "gave back e1"), home.recorded)
        }

    @Test
    fun `what a colleague wrote can't be taken back`() =
        runTest {
            val model = model()
            model.send(ResidentEvent.EntryTapped(others))
            assertEquals(Doing.Looking, model.shown.doing)
        }

    @Test
    fun `a question from the whole history leads back to it`() =
        runTest {
            val model = model()
            model.send(ResidentEvent.AllHistoryTapped)
            model.send(ResidentEvent.EntryTapped(own))
            model.send(ResidentEvent.CorrectConfirmed)
            runCurrent()
            assertEquals(Doing.History, model.shown.doing)
        }

    @Test
    fun `an appointment is set in one tap, on another day by the calendar, and done with`() =
        runTest {
            val model = model()
            model.send(ResidentEvent.DayTapped("2026-11-28"))
            runCurrent()
            model.send(ResidentEvent.OtherDayTapped)
            assertEquals(Doing.OtherDay, model.shown.doing)
            model.send(ResidentEvent.DayTapped("2026-12-24"))
            runCurrent()
            assertEquals(Doing.Looking, model.shown.doing)
            model.send(ResidentEvent.KeptTapped)
            runCurrent()
            val days = listOf("2026-11-28", "2026-12-24").map { "appointment with r1 on $it" }
            assertEquals(days + "kept the appointment with r1", home.recorded)
        }

    @Test
    fun `only what was changed is recorded`() =
        runTest {
            val model = model()
            model.send(ResidentEvent.EditTapped)
            val form = (model.shown.doing as Doing.Editing).form
            model.send(ResidentEvent.FormChanged(form.copy(birthYear = "1957", status = Status.MOVED_AWAY)))
            model.send(ResidentEvent.EditSaved)
            runCurrent()
            val change = ResidentChange("r1", null, Status.MOVED_AWAY, null, 1957u, null, null, null)
            assertEquals(listOf("$change"), home.recorded)
        }

    @Test
    fun `an emptied field and a year that is none are refused at their field`() =
        runTest {
            val model = model()
            model.send(ResidentEvent.EditTapped)
            val form = (model.shown.doing as Doing.Editing).form
            val faults =
                mapOf(
                    form.copy(name = " ") to Problem.BadInput("name", InputProblem.EMPTY),
                    form.copy(birthYear = "") to Problem.BadInput("birth_year", InputProblem.EMPTY),
                    form.copy(birthYear = "năm Thìn") to Problem.BadInput("birth_year", InputProblem.BIRTH_YEAR),
                    form.copy(phone = "") to Problem.BadInput("phone", InputProblem.EMPTY),
                )
            for ((typed, problem) in faults) {
                model.send(ResidentEvent.FormChanged(typed))
                assertNull(model.shown.problem)
                model.send(ResidentEvent.EditSaved)
                runCurrent()
                assertEquals(problem, model.shown.problem)
                assertEquals("what was typed stays", Doing.Editing(typed), model.shown.doing)
            }
            assertEquals(emptyList<String>(), home.recorded)
        }

    @Test
    fun `what was typed outlives the model, and back throws it away`() =
        runTest {
            val model = model()
            model.send(ResidentEvent.EditTapped)
            val form = (model.shown.doing as Doing.Editing).form.copy(name = "Nguyễn Thị Hoa")
            model.send(ResidentEvent.FormChanged(form))
            val next = model()
            assertEquals(Doing.Editing(form), next.shown.doing)
            next.send(ResidentEvent.BackTapped)
            assertEquals(Doing.Looking, model().shown.doing)
        }

    @Test
    fun `moving and doubles are chosen from what is found, then saved`() =
        runTest {
            val model = model()
            model.send(ResidentEvent.MoveTapped)
            model.send(ResidentEvent.QueryTyped("ho am"))
            runCurrent()
            val household =
                model.shown.search.found!!
                    .households
                    .single()
            model.send(ResidentEvent.ChoiceSaved)
            runCurrent()
            assertEquals("nobody was chosen yet", emptyList<String>(), home.recorded)
            model.send(ResidentEvent.HouseholdChosen(household))
            model.send(ResidentEvent.ChoiceSaved)
            runCurrent()
            assertEquals(listOf("${ResidentChange("r1", "h7", null, null, null, null, null, null)}"), home.recorded)
            assertEquals("", model.shown.search.query)
        }

    @Test
    fun `doubles are looked for by the person's own name`() =
        runTest {
            val model = model()
            model.send(ResidentEvent.DoubleTapped)
            runCurrent()
            assertEquals("Nguyễn Thị Hoà", model.shown.search.query)
        }

    @Test
    fun `erasing and withdrawing ask first`() =
        runTest {
            val model = model()
            model.send(ResidentEvent.EraseTapped)
            model.send(ResidentEvent.BackTapped)
            model.send(ResidentEvent.WithdrawTapped)
            runCurrent()
            assertEquals(emptyList<String>(), home.recorded)
            model.send(ResidentEvent.WithdrawConfirmed)
            runCurrent()
            model.send(ResidentEvent.EraseTapped)
            model.send(ResidentEvent.EraseConfirmed)
            runCurrent()
            assertEquals(listOf("r1: WITHDRAWN in s1", "erase r1"), home.recorded)
        }

    @Test
    fun `who stands how is told by one word`() =
        runTest {
            val given = home.page
            val cases =
                mapOf(
                    given to Standing.Open,
                    given.copy(status = Status.GUEST) to Standing.Open,
                    given.copy(consent = null) to Standing.NotAsked,
                    given.copy(consent = Consent.ASKED) to Standing.NotAsked,
                    given.copy(consent = Consent.WITHDRAWN) to Standing.Refused,
                    given.copy(status = Status.DIED) to Standing.Gone,
                    given.copy(sameAs = "r2", consent = null) to Standing.Joined,
                    given.copy(erased = true, sameAs = "r2") to Standing.Erased,
                )
            val model = model()
            for ((page, standing) in cases) assertEquals(standing, model.shown.copy(page = page).standing)
        }

    @Test
    fun `who refused can be asked again, who was joined is gone to`() =
        runTest {
            home.page = home.page.copy(consent = Consent.REFUSED, sameAs = "r2", duplicates = listOf("r9"))
            val model = model()
            assertEquals(listOf("Nguyễn Thị Hoa"), model.shown.alike.map { it.name })
            model.send(ResidentEvent.AskTapped)
            model.send(ResidentEvent.JoinedTapped)
            model.send(ResidentEvent.AlikeTapped("r9"))
            val went = listOf<Route?>(Route.Consent("h1", "r1"), Route.Resident("r2"), Route.Resident("r9"))
            assertEquals(went, go.went)
        }

    @Test
    fun `the check is one after guidance once something was shown`() =
        runTest {
            val model = model()
            model.send(ResidentEvent.CheckTapped)
            home.page =
                home.page.copy(
                    groups =
                        home.page.groups.map { group ->
                            group.copy(skills = group.skills.map { it.copy(visits = 0u) })
                        },
                )
            model().send(ResidentEvent.CheckTapped)
            assertEquals(listOf<Route?>(Route.QuickCheck("r1", true), Route.QuickCheck("r1", false)), go.went)
        }

    @Test
    fun `somebody who is not there any more is said so`() =
        runTest {
            val gone =
                object : FakeHome() {
                    override fun resident(
                        resident: String,
                        language: String,
                    ): ResidentPage = throw CoreException.NotFound("resident")
                }
            assertEquals(ResidentState.Failed(Problem.NotFound("resident")), model(FakePhone(gone)).state.value)
        }

    @Test
    fun `a group opens and closes, and stays so while others record`() =
        runTest {
            val phone = FakePhone(home)
            val model = model(phone)
            model.send(ResidentEvent.GroupTapped("safety"))
            phone.changes.value += 1
            runCurrent()
            assertTrue("safety" in model.shown.open)
            model.send(ResidentEvent.GroupTapped("safety"))
            assertTrue("safety" !in model.shown.open)
        }
}
