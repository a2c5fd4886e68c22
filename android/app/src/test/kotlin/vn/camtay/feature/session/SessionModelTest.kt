package vn.camtay.feature.session

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.camtay_core.Consent
import uniffi.camtay_core.ConsentMissing
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.Denied
import uniffi.camtay_core.Event
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.Reason
import uniffi.camtay_core.SessionKind
import uniffi.camtay_core.SkillState
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StoreProblem
import vn.camtay.app.Drafts
import vn.camtay.app.FakeGo
import vn.camtay.app.FakeUploads
import vn.camtay.app.Route
import vn.camtay.feature.session.SessionState.Apart
import vn.camtay.feature.session.SessionState.Part
import vn.camtay.feature.session.SessionState.Shown
import vn.camtay.feature.session.SessionState.Standing
import vn.camtay.feature.session.SessionState.Undo
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.SlowPhone

@OptIn(ExperimentalCoroutinesApi::class)
class SessionModelTest {
    private val go = FakeGo()
    private val uploads = FakeUploads()
    private val draft = Drafts(mutableMapOf()).of(Route.Session("s1"))
    private val lesson = Lesson()

    private fun TestScope.model(phone: Phone = FakePhone(lesson)) =
        SessionModel(phone, uploads, backgroundScope, go, draft, "vi", "s1").also { runCurrent() }

    private val SessionModel.shown get() = state.value as Shown
    private val SessionModel.present get() = shown.part as Part.Present
    private val SessionModel.marking get() = shown.part as Part.Marking

    private fun SessionModel.tick(
        number: Int,
        present: Boolean = true,
    ) = send(SessionEvent.PersonTapped("p$number", "Người $number", present))

    /** The ids that the screen shows as ticked. */
    private val SessionModel.here: List<String>
        get() {
            val ticking = present.ticking
            val all =
                shown.page.attended
                    .map { it.id }
                    .toSet() + ticking.filterValues { it }.keys
            return (all - ticking.filterValues { !it }.keys).sorted()
        }

    private fun TestScope.marking(): SessionModel {
        for (number in 1..4) lesson.markAttendance("s1", listOf("p$number"), true)
        lesson.done.clear()
        val model = model()
        model.send(SessionEvent.SkillTapped(Lesson.VNEID, "Mở VNeID"))
        runCurrent()
        return model
    }

    @Test
    fun `the list to tick is read page by page, and the sentence is the one for a class`() =
        runTest {
            val model = model()
            model.send(SessionEvent.PresentTapped)
            runCurrent()
            assertEquals("Ai đồng ý thì giơ tay.", model.present.sentence)
            assertEquals(50, model.present.people.size)
            model.send(SessionEvent.EndNeared)
            model.send(SessionEvent.EndNeared)
            runCurrent()
            assertEquals(100, model.present.people.size)
            model.send(SessionEvent.EndNeared)
            runCurrent()
            assertEquals(Lesson.VILLAGE to false, model.present.people.size to model.present.more)
        }

    @Test
    fun `quick ticks are all kept in their order, and seen at once`() =
        runTest {
            val model = model(SlowPhone(lesson))
            advanceTimeBy(2_000)
            model.send(SessionEvent.PresentTapped)
            advanceTimeBy(2_000)
            for (number in 1..5) model.tick(number)
            runCurrent()
            assertEquals(listOf("p1", "p2", "p3", "p4", "p5"), model.here)
            assertEquals(emptyList<String>(), lesson.done)
            advanceTimeBy(5_000)
            assertEquals((1..5).map { "here p$it" }, lesson.done)
            assertEquals(listOf("p1", "p2", "p3", "p4", "p5"), model.here)
            assertEquals(emptyMap<String, Boolean>(), model.present.ticking)
        }

    @Test
    fun `a tap that trembles does not take the tick away again`() =
        runTest {
            val model = model()
            model.send(SessionEvent.PresentTapped)
            runCurrent()
            model.tick(1)
            advanceTimeBy(200)
            model.tick(1, present = false)
            advanceTimeBy(1_000)
            assertEquals(listOf("here p1"), lesson.done)
            model.tick(1, present = false)
            advanceTimeBy(1_000)
            assertEquals(emptyList<String>(), model.here)
        }

    @Test
    fun `a tick taken back takes the yes back that came with it`() =
        runTest {
            val model = model()
            model.send(SessionEvent.PresentTapped)
            runCurrent()
            model.tick(1)
            runCurrent()
            assertEquals(Undo.Ticked("p1", "Người 1"), model.shown.undo)
            assertEquals(Consent.GIVEN, lesson.consents["p1"])
            model.send(SessionEvent.UndoTapped)
            runCurrent()
            assertEquals(listOf("here p1", "took back e2", "took back e1"), lesson.done)
            assertNull(lesson.consents["p1"])
            assertEquals(emptyList<String>(), model.here)
            assertNull(model.shown.undo)
        }

    @Test
    fun `an older yes stays when a tick is taken back, and so does one on which something rests`() =
        runTest {
            lesson.consents["p1"] = Consent.GIVEN
            val model = model()
            model.send(SessionEvent.PresentTapped)
            runCurrent()
            model.tick(1)
            model.tick(2)
            advanceTimeBy(1_000)
            lesson.write("p2", Event.Whole(Lesson.VNEID, StepOutcome.Helped))
            model.tick(1, present = false)
            model.tick(2, present = false)
            runCurrent()
            assertEquals(listOf("here p1", "here p2", "not here p1", "not here p2"), lesson.done)
            assertEquals(setOf("p1", "p2"), lesson.consents.keys)
        }

    @Test
    fun `nobody who wants no name written is ticked, wherever they were found`() =
        runTest {
            lesson.consents["p70"] = Consent.REFUSED
            val model = model()
            model.send(SessionEvent.PresentTapped)
            model.send(SessionEvent.QueryTyped("hoa"))
            runCurrent()
            assertEquals(
                listOf("p70"),
                model.present.search.found
                    ?.residents
                    ?.map { it.id },
            )
            model.tick(70)
            runCurrent()
            assertEquals(Problem.NeedsConsent(ConsentMissing.REFUSED), model.shown.problem)
            assertEquals(emptyList<String>(), lesson.done + model.here)
            model.send(SessionEvent.RefusedTapped("h1", "p70"))
            assertEquals(listOf<Route?>(Route.Consent("h1", "p70")), go.went)
        }

    @Test
    fun `a tick that is refused is told, and the next one goes on`() =
        runTest {
            val strict =
                object : Lesson() {
                    override fun markAttendance(
                        session: String,
                        residents: List<String>,
                        present: Boolean,
                    ) {
                        if ("p1" in residents) throw CoreException.NotAllowed(Denied.NOT_AN_ADULT)
                        super.markAttendance(session, residents, present)
                    }
                }
            val model = model(FakePhone(strict))
            model.send(SessionEvent.PresentTapped)
            runCurrent()
            model.tick(1)
            runCurrent()
            assertEquals(Problem.NotAllowed(Denied.NOT_AN_ADULT), model.shown.problem)
            model.tick(2)
            runCurrent()
            assertNull(model.shown.problem)
            assertEquals(listOf("p2"), model.here)
        }

    @Test
    fun `heads are counted with the thumb and recorded once`() =
        runTest {
            val model = model(SlowPhone(lesson))
            advanceTimeBy(2_000)
            model.send(SessionEvent.HeadsTapped)
            model.send(SessionEvent.HeadsTyped(""))
            for (step in listOf(1, 1, 5, -1, 10, -99, 1, 1, 1)) model.send(SessionEvent.HeadsStepped(step))
            assertEquals(3, (model.shown.part as Part.Heads).count)
            model.send(SessionEvent.HeadsSaved)
            model.send(SessionEvent.HeadsSaved)
            advanceTimeBy(3_000)
            assertEquals(listOf("3 heads"), lesson.done)
            assertEquals(Undo.Counted(0u, 3u), model.shown.undo)
            model.send(SessionEvent.UndoTapped)
            advanceTimeBy(1_000)
            assertEquals(0u, model.shown.page.unnamed)
        }

    @Test
    fun `a count that is being made outlives the model, letters do not get in, and back forgets it`() =
        runTest {
            val model = model()
            model.send(SessionEvent.HeadsTapped)
            model.send(SessionEvent.HeadsTyped("1a2"))
            val next = model()
            assertEquals(Part.Heads("12"), next.shown.part)
            next.send(SessionEvent.BackTapped)
            assertEquals(Part.Summary, model().shown.part)
        }

    @Test
    fun `whoever goes back while a count is written down stays until it is`() =
        runTest {
            val model = model(SlowPhone(lesson))
            advanceTimeBy(2_000)
            model.send(SessionEvent.HeadsTapped)
            model.send(SessionEvent.HeadsTyped("12"))
            model.send(SessionEvent.HeadsSaved)
            model.send(SessionEvent.BackTapped)
            assertEquals("nobody is to count the same heads twice", Part.Heads("12"), model.shown.part)
            advanceTimeBy(2_000)
            assertEquals(Part.Summary, model.shown.part)
            assertEquals(listOf("12 heads"), lesson.done)
            assertNotNull(model.shown.undo)
        }

    @Test
    fun `for ten seconds a count is taken back, and not longer`() =
        runTest {
            val model = model()
            model.send(SessionEvent.HeadsTapped)
            model.send(SessionEvent.HeadsTyped("12"))
            model.send(SessionEvent.HeadsSaved)
            runCurrent()
            advanceTimeBy(9_900)
            assertNotNull(model.shown.undo)
            advanceTimeBy(200)
            assertNull(model.shown.undo)
            model.send(SessionEvent.UndoTapped)
            runCurrent()
            assertEquals(listOf("12 heads"), lesson.done)
        }

    @Test
    fun `a skill is marked for all, and the exceptions for themselves`() =
        runTest {
            val model = marking()
            assertEquals("nothing is chosen beforehand", 0, model.marking.marked.size)
            model.send(SessionEvent.MarksSaved)
            model.send(SessionEvent.OutcomeTapped(StepOutcome.Helped))
            model.send(SessionEvent.PupilTapped("p2"))
            model.send(SessionEvent.ApartTapped(Apart.Other(StepOutcome.Stuck(Reason.NO_NETWORK))))
            model.send(SessionEvent.PupilTapped("p3"))
            model.send(SessionEvent.ApartTapped(Apart.LeftOut))
            model.send(SessionEvent.PupilTapped("p4"))
            model.send(SessionEvent.ApartTapped(Apart.LeftOut))
            model.send(SessionEvent.PupilTapped("p4"))
            model.send(SessionEvent.ApartTapped(null))
            assertEquals(3, model.marking.marked.size)
            model.send(SessionEvent.MarksSaved)
            model.send(SessionEvent.MarksSaved)
            runCurrent()
            assertEquals(listOf("2 Helped for p1, p4", "2 Stuck for p2"), lesson.done)
            assertEquals(Undo.Marked(listOf("guide1", "guide2"), "Mở VNeID", 3), model.shown.undo)
            assertEquals(Part.Summary, model.shown.part)
            model.send(SessionEvent.UndoTapped)
            runCurrent()
            assertEquals(listOf("took back guide1", "took back guide2"), lesson.done.takeLast(2))
        }

    @Test
    fun `whoever was marked today already, or has withdrawn their yes, is left out`() =
        runTest {
            lesson.states["p1"] = SkillState.Helped to SessionSamples.DAY
            lesson.states["p2"] = SkillState.Helped to "2026-11-20"
            for (number in 1..4) lesson.markAttendance("s1", listOf("p$number"), true)
            lesson.consents["p3"] = Consent.WITHDRAWN
            lesson.done.clear()
            val model = model()
            model.send(SessionEvent.SkillTapped(Lesson.VNEID, "Mở VNeID"))
            runCurrent()
            model.send(SessionEvent.OutcomeTapped(StepOutcome.Alone))
            assertEquals(listOf("p2", "p4"), model.marking.marked.map { it.first })
            // Of somebody without a yes nothing can be chosen; somebody of today may be marked again.
            model.send(SessionEvent.PupilTapped("p3"))
            assertNull(model.marking.asking)
            model.send(SessionEvent.PupilTapped("p1"))
            model.send(SessionEvent.ApartTapped(null))
            assertEquals(listOf("p1", "p2", "p4"), model.marking.marked.map { it.first })
        }

    @Test
    fun `what was recorded is not recorded again when the rest is tried once more`() =
        runTest {
            val full =
                object : Lesson() {
                    var isFull = true

                    override fun guideClass(
                        session: String,
                        skill: UShort,
                        residents: List<String>,
                        outcome: StepOutcome,
                    ): String {
                        if (isFull && outcome is StepOutcome.Stuck) throw CoreException.Store(StoreProblem.DISK_FULL)
                        return super.guideClass(session, skill, residents, outcome)
                    }
                }
            for (number in 1..3) full.markAttendance("s1", listOf("p$number"), true)
            full.done.clear()
            val model = model(FakePhone(full))
            model.send(SessionEvent.SkillTapped(Lesson.VNEID, "Mở VNeID"))
            runCurrent()
            model.send(SessionEvent.OutcomeTapped(StepOutcome.Helped))
            model.send(SessionEvent.PupilTapped("p2"))
            model.send(SessionEvent.ApartTapped(Apart.Other(StepOutcome.Stuck(Reason.NO_SIM))))
            model.send(SessionEvent.MarksSaved)
            runCurrent()
            assertEquals(Problem.Store(StoreProblem.DISK_FULL), model.shown.problem)
            assertEquals(listOf("p2"), model.marking.marked.map { it.first })
            full.isFull = false
            model.send(SessionEvent.MarksSaved)
            runCurrent()
            assertEquals(listOf("2 Helped for p1, p3", "2 Stuck for p2"), full.done)
        }

    @Test
    fun `what was chosen for a class outlives a phone that locks`() =
        runTest {
            val model = marking()
            model.send(SessionEvent.OutcomeTapped(StepOutcome.Alone))
            model.send(SessionEvent.PupilTapped("p2"))
            model.send(SessionEvent.ApartTapped(Apart.Other(StepOutcome.Stuck(Reason.OLD_PHONE))))
            model.send(SessionEvent.PupilTapped("p4"))
            model.send(SessionEvent.ApartTapped(Apart.LeftOut))
            val next = model()
            next.send(SessionEvent.SkillTapped(Lesson.VNEID, "Mở VNeID"))
            runCurrent()
            val marked =
                listOf(
                    "p1" to StepOutcome.Alone,
                    "p2" to StepOutcome.Stuck(Reason.OLD_PHONE),
                    "p3" to StepOutcome.Alone,
                )
            assertEquals(marked, next.marking.marked)
            // Another skill begins anew.
            next.send(SessionEvent.SkillTapped(9u, "Quét mã"))
            runCurrent()
            assertEquals(0, next.marking.marked.size)
        }

    @Test
    fun `what it is can be changed, but not emptied`() =
        runTest {
            val model = model()
            model.send(SessionEvent.ChangeTapped)
            val form = (model.shown.part as Part.Changing).form
            model.send(SessionEvent.FormChanged(form.copy(place = " ")))
            model.send(SessionEvent.ChangeSaved)
            runCurrent()
            assertEquals(Problem.BadInput("place", InputProblem.EMPTY), model.shown.problem)
            model.send(SessionEvent.FormChanged(form.copy(place = "trường tiểu học", skills = setOf(9u))))
            assertEquals("trường tiểu học", (model().shown.part as Part.Changing).form.place)
            model.send(SessionEvent.ChangeSaved)
            runCurrent()
            assertEquals(listOf("changed to CLASS, trường tiểu học, [9]"), lesson.done)
            assertEquals(Part.Summary, model().shown.part)
        }

    @Test
    fun `an ended session is handed in when the hall is near, and says what goes on next`() =
        runTest {
            val model = model()
            model.send(SessionEvent.EndTapped)
            assertEquals(Part.Ending, model.shown.part)
            assertEquals(0, uploads.whenNear)
            model.send(SessionEvent.EndConfirmed)
            runCurrent()
            assertEquals(listOf("closed"), lesson.done)
            assertEquals(1, uploads.whenNear)
            assertEquals(Standing.Over, model.shown.standing)
            assertEquals(12u, model.shown.waiting?.people)
            model.send(SessionEvent.UploadTapped)
            model.send(SessionEvent.DoneTapped)
            assertEquals(listOf<Route?>(Route.Upload, Route.Today), go.went)
        }

    @Test
    fun `an end that is refused hands nothing in and is told`() =
        runTest {
            val full =
                object : Lesson() {
                    override fun closeSession(session: String): Unit = throw CoreException.Store(StoreProblem.DISK_FULL)
                }
            val model = model(FakePhone(full))
            model.send(SessionEvent.EndTapped)
            model.send(SessionEvent.EndConfirmed)
            runCurrent()
            assertEquals(Problem.Store(StoreProblem.DISK_FULL), model.shown.problem)
            assertEquals(Part.Ending, model.shown.part)
            assertEquals(0, uploads.whenNear)
        }

    @Test
    fun `what may be done depends on whose it is and on the day`() =
        runTest {
            fun standing(
                open: Boolean = true,
                mine: Boolean = true,
                day: String = SessionSamples.DAY,
                isOpeningKnown: Boolean = true,
            ): Standing {
                val line = SessionSamples.line(SessionKind.CLASS, day, open, mine)
                val organiser = SessionSamples.fresh.organiser.takeIf { isOpeningKnown }
                lesson.page = SessionSamples.fresh.copy(line = line, organiser = organiser)
                return model().shown.standing
            }
            assertEquals(Standing.UnderWay, standing())
            assertEquals(Standing.Forgotten, standing(day = "2026-11-27"))
            assertEquals(Standing.Together, standing(isOpeningKnown = false))
            assertEquals(Standing.NotMine, standing(mine = false))
            assertEquals(Standing.Past, standing(mine = false, day = "2026-11-27"))
            assertEquals(Standing.Over, standing(open = false))
        }

    @Test
    fun `one joins a session that is known, unless it has ended meanwhile`() =
        runTest {
            lesson.page = SessionSamples.fresh.copy(line = SessionSamples.line(mine = false))
            val model = model()
            model.send(SessionEvent.JoinTapped)
            runCurrent()
            assertEquals(listOf("joined"), lesson.done)
            assertTrue(model.shown.page.line.mine)
            lesson.page = SessionSamples.fresh.copy(line = SessionSamples.line(mine = false, open = false))
            model.send(SessionEvent.JoinTapped)
            runCurrent()
            assertEquals(Problem.NotAllowed(Denied.SESSION_CLOSED), model.shown.problem)
        }

    @Test
    fun `back leaves a part first, then the session`() =
        runTest {
            val model = model()
            model.send(SessionEvent.CodeTapped)
            runCurrent()
            assertEquals(Part.Code("CAMTAYB1:s1"), model.shown.part)
            model.send(SessionEvent.BackTapped)
            assertEquals(Part.Summary, model.shown.part)
            model.send(SessionEvent.HouseholdsTapped)
            model.send(SessionEvent.BackTapped)
            assertEquals(listOf(Route.Households("v1"), null), go.went)
        }

    @Test
    fun `a session that is gone says so`() =
        runTest {
            val gone =
                object : Lesson() {
                    override fun session(session: String) = throw CoreException.NotFound("session")
                }
            assertEquals(SessionState.Failed(Problem.NotFound("session")), model(FakePhone(gone)).state.value)
        }
}
