package vn.camtay.feature.steps

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancel
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.camtay_core.ConsentMissing
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.Reason
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StoreProblem
import vn.camtay.app.Drafts
import vn.camtay.app.FakeGo
import vn.camtay.app.FakeVoice
import vn.camtay.app.Route
import vn.camtay.feature.today.TodaySamples
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Problem
import vn.camtay.voice.VoiceState

@OptIn(ExperimentalCoroutinesApi::class)
class StepsModelTest {
    private val core = FakeGuides()
    private val phone = FakePhone(core)
    private val go = FakeGo()
    private val voice = FakeVoice()
    private val drafts = Drafts(mutableMapOf())

    private fun TestScope.model(resident: String = "Hoà"): StepsModel {
        val dispatcher = StandardTestDispatcher(testScheduler)
        val model =
            StepsModel(
                phone = phone,
                scope = CoroutineScope(dispatcher + Job()).also { scopes += it },
                go = go,
                draft = drafts.of(Route.Steps(resident, 1)),
                voice = voice,
                pictures = Pictures(phone, dispatcher),
                resident = resident,
                skill = 1,
                language = "vi",
            )
        runCurrent()
        return model
    }

    private val scopes = mutableListOf<CoroutineScope>()

    private val StepsModel.going get() = state.value as StepsState.Going

    private fun TestScope.tap(
        model: StepsModel,
        event: StepsEvent,
    ) {
        model.send(event)
        runCurrent()
    }

    private fun TestScope.answer(
        model: StepsModel,
        outcome: StepOutcome = StepOutcome.Alone,
    ) {
        tap(model, StepsEvent.Answered(model.going.at, outcome))
        advanceTimeBy(600)
        runCurrent()
    }

    private fun done(what: String) = core.done.filter { it.startsWith(what) }

    private fun test(body: suspend TestScope.() -> Unit) =
        runTest {
            body()
            scopes.forEach { it.cancel() }
        }

    @Test
    fun `an answer is recorded before the next step is seen`() =
        test {
            val model = model()
            answer(model)
            assertEquals(listOf("mark Hoà 0 Alone"), done("mark"))
            assertEquals(1, model.going.at)
            assertEquals(
                StepOutcome.Alone,
                model.going.page.steps[0]
                    .mark,
            )
        }

    @Test
    fun `a guide is begun in today's session, and in none that was forgotten yesterday`() =
        test {
            core.session = TodaySamples.visiting
            model()
            core.session = TodaySamples.visiting.copy(day = "2026-11-22")
            model("Tư")
            assertEquals(listOf("s1", null), core.begunIn)
        }

    @Test
    fun `a guide that a full disk keeps open is told of once, and nobody is held`() =
        test {
            val model = model()
            answer(model)
            core.fullDisk = CoreException.Store(StoreProblem.DISK_FULL)
            tap(model, StepsEvent.BackTapped)
            assertEquals(Problem.Store(StoreProblem.DISK_FULL), model.going.problem)
            assertEquals(emptyList<Route?>(), go.went)
            tap(model, StepsEvent.BackTapped)
            assertEquals(listOf<Route?>(null), go.went)
        }

    @Test
    fun `a finger that taps twice marks once`() =
        test {
            val model = model()
            // Within a frame, and again when the next step already stands there.
            model.send(StepsEvent.Answered(0, StepOutcome.Alone))
            model.send(StepsEvent.Answered(0, StepOutcome.Alone))
            runCurrent()
            advanceTimeBy(200)
            tap(model, StepsEvent.Answered(1, StepOutcome.Alone))
            assertEquals(listOf("mark Hoà 0 Alone"), done("mark"))
            advanceTimeBy(600)
            answer(model)
            assertEquals(listOf("mark Hoà 0 Alone", "mark Hoà 1 Alone"), done("mark"))
        }

    @Test
    fun `within ten seconds a tap is taken back`() =
        test {
            val model = model()
            tap(model, StepsEvent.Answered(0, StepOutcome.Helped))
            advanceTimeBy(9_500)
            runCurrent()
            assertEquals(1, model.going.undo?.secondsLeft)
            tap(model, StepsEvent.UndoTapped)
            assertEquals(listOf("undo Hoà 0"), done("undo"))
            assertEquals(0, model.going.at)
            assertNull(
                model.going.page.steps[0]
                    .mark,
            )
            assertNull(model.going.undo)
        }

    @Test
    fun `after ten seconds nothing is there to take back`() =
        test {
            val model = model()
            tap(model, StepsEvent.Answered(0, StepOutcome.Helped))
            assertNotNull(model.going.undo)
            advanceTimeBy(10_001)
            runCurrent()
            assertNull(model.going.undo)
            tap(model, StepsEvent.UndoTapped)
            assertEquals(emptyList<String>(), done("undo"))
        }

    @Test
    fun `taking back a second answer brings the first one back`() =
        test {
            val model = model()
            answer(model, StepOutcome.Helped)
            tap(model, StepsEvent.StepChosen(0))
            answer(model, StepOutcome.Alone)
            tap(model, StepsEvent.UndoTapped)
            assertEquals(
                StepOutcome.Helped,
                model.going.page.steps[0]
                    .mark,
            )
        }

    @Test
    fun `a lock in the middle loses nothing, and the next tap begins anew`() =
        test {
            val model = model()
            answer(model)
            core.lockFinishes()
            answer(model)
            assertEquals(listOf("start Hoà", "start Hoà"), done("start"))
            assertEquals(listOf("mark Hoà 0 Alone", "mark Hoà 1 Alone"), done("mark"))
            assertEquals(
                StepOutcome.Alone,
                model.going.page.steps[0]
                    .before,
            )
        }

    @Test
    fun `after a lock one goes on where one was`() =
        test {
            answer(model())
            scopes.forEach { it.cancel() }
            core.lockFinishes()
            assertEquals(1, model().going.at)
        }

    @Test
    fun `the spouse has a turn and everybody's place is kept`() =
        test {
            val hers = model()
            answer(hers)
            tap(hers, StepsEvent.StepChosen(3))
            tap(hers, StepsEvent.PersonChosen("Tư"))
            assertEquals(listOf<Route?>(Route.Steps("Tư", 1)), go.went)
            val his = model("Tư")
            assertEquals(0, his.going.at)
            answer(his, StepOutcome.Helped)
            tap(his, StepsEvent.PersonChosen("Hoà"))
            assertEquals(emptyList<String>(), done("finish"))
            val again = model()
            assertEquals(3, again.going.at)
            assertEquals(
                StepOutcome.Alone,
                again.going.page.steps[0]
                    .mark,
            )
        }

    @Test
    fun `leaving asks nothing and keeps what everybody did`() =
        test {
            val hers = model()
            answer(hers)
            tap(hers, StepsEvent.PersonChosen("Tư"))
            val his = model("Tư")
            answer(his)
            tap(his, StepsEvent.BackTapped)
            assertEquals(setOf("finish Hoà", "finish Tư"), done("finish").toSet())
            assertEquals(null, go.went.last())
        }

    @Test
    fun `back from what is deeper leads to the step`() =
        test {
            val model = model()
            tap(model, StepsEvent.MoreTapped)
            tap(model, StepsEvent.BackTapped)
            assertEquals(Side.Step, model.going.side)
            assertTrue(go.went.isEmpty())
        }

    @Test
    fun `stuck needs a reason, and makes the appointment that was chosen`() =
        test {
            val model = model()
            tap(model, StepsEvent.StuckTapped)
            tap(model, StepsEvent.StuckSaved(stop = false))
            assertEquals(emptyList<String>(), done("mark"))
            stuck(model, "2026-11-28")
            assertEquals(listOf("start Hoà", "mark Hoà 0 Stuck", "appointment Hoà null 2026-11-28"), core.done)
            assertEquals(1, model.going.at)
            tap(model, StepsEvent.UndoTapped)
            assertEquals(listOf("undo Hoà 0", "take back e3"), core.done.takeLast(2))
        }

    @Test
    fun `another day for somebody who is stuck takes the first one's place, and gives it back`() =
        test {
            val model = model()
            stuck(model, "2026-11-28")
            advanceTimeBy(600)
            stuck(model, "2026-11-30")
            assertEquals(listOf("appointment Hoà null 2026-11-30", "take back e3"), core.done.takeLast(2))
            tap(model, StepsEvent.UndoTapped)
            assertEquals(listOf("undo Hoà 1", "take back e5", "give back e3"), core.done.takeLast(3))
        }

    @Test
    fun `the day becomes the skill's own when the guide is left`() =
        test {
            val model = model()
            stuck(model, "2026-11-28")
            tap(model, StepsEvent.BackTapped)
            assertEquals(
                listOf("finish Hoà", "appointment Hoà 1 2026-11-28", "take back e3"),
                core.done.takeLast(3),
            )
        }

    @Test
    fun `what is no longer in the way needs no day`() =
        test {
            val model = model()
            stuck(model, "2026-11-28")
            advanceTimeBy(600)
            tap(model, StepsEvent.StepChosen(0))
            answer(model)
            tap(model, StepsEvent.BackTapped)
            assertEquals(listOf("finish Hoà", "take back e3"), core.done.takeLast(2))
        }

    private fun TestScope.stuck(
        model: StepsModel,
        day: String,
    ) {
        tap(model, StepsEvent.StuckTapped)
        tap(model, StepsEvent.ReasonChosen(Reason.NO_SIM))
        tap(model, StepsEvent.DayChosen(day))
        tap(model, StepsEvent.StuckSaved(stop = false))
    }

    @Test
    fun `the whole skill takes one tap, and leaves what was answered before`() =
        test {
            val model = model()
            answer(model, StepOutcome.Helped)
            tap(model, StepsEvent.RestAnswered(StepOutcome.Alone))
            val marks = listOf(StepOutcome.Helped) + List(3) { StepOutcome.Alone }
            assertEquals(
                marks,
                model.going.page.steps
                    .map { it.mark },
            )
            assertEquals(Side.End, model.going.side)
            assertEquals(3, model.going.undo?.count)
            tap(model, StepsEvent.UndoTapped)
            assertEquals(
                listOf(StepOutcome.Helped, null, null, null),
                model.going.page.steps
                    .map { it.mark },
            )
        }

    @Test
    fun `the last answer leads to the end, and from there to the end of the visit`() =
        test {
            val model = model()
            repeat(4) { answer(model) }
            assertEquals(Side.End, model.going.side)
            tap(model, StepsEvent.VisitEndTapped)
            assertEquals(listOf("finish Hoà"), done("finish"))
            assertEquals(listOf<Route?>(Route.VisitEnd("Hoà")), go.went)
        }

    @Test
    fun `without a yes it leads to the question`() =
        test {
            core.refusal = CoreException.NeedsConsent(ConsentMissing.NOT_ASKED)
            val model = model()
            val problem = Problem.NeedsConsent(ConsentMissing.NOT_ASKED)
            assertEquals(StepsState.Closed(problem, "house"), model.state.value)
            tap(model, StepsEvent.ConsentTapped)
            assertEquals(listOf<Route?>(Route.Consent("house", "Hoà")), go.went)
            core.refusal = null
            tap(model, StepsEvent.Shown)
            assertEquals(0, model.going.at)
        }

    @Test
    fun `a recorded voice is played, else the words are read, else it is said that nobody reads`() =
        test {
            val model = model()
            tap(model, StepsEvent.ReadTapped)
            assertEquals(listOf("say 0"), voice.said)
            tap(model, StepsEvent.LanguageChosen("bru"))
            assertEquals(Reading.NoVoice, model.going.reading)
            tap(model, StepsEvent.ReadTapped)
            assertEquals(Side.NoVoice, model.going.side)
            core.voice = "bru.opus"
            tap(model, StepsEvent.BackTapped)
            answer(model)
            tap(model, StepsEvent.ReadTapped)
            assertEquals(listOf("bru.opus"), voice.played.map(::String))
        }

    @Test
    fun `who leaves is not read to any longer`() =
        test {
            val model = model()
            voice.state.value = VoiceState.Speaking
            runCurrent()
            assertEquals(Reading.Speaking, model.going.reading)
            val before = voice.stopped
            scopes.forEach { it.cancel() }
            runCurrent()
            assertEquals(before + 1, voice.stopped)
        }
}
