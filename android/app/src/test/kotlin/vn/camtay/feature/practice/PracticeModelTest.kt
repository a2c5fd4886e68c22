package vn.camtay.feature.practice

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Test
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.PracticeExercise
import uniffi.camtay_core.PracticeHome
import uniffi.camtay_core.PracticePerson
import uniffi.camtay_core.Reason
import uniffi.camtay_core.Segment
import uniffi.camtay_core.StepOutcome
import vn.camtay.app.FakeGo
import vn.camtay.app.FakeVoice
import vn.camtay.feature.steps.FakeGuides
import vn.camtay.feature.steps.Pictures
import vn.camtay.feature.steps.StepsEvent
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Unset

@OptIn(ExperimentalCoroutinesApi::class)
class PracticeModelTest {
    private val stuck = StepOutcome.Stuck(Reason.AT_POLICE)
    private val go = FakeGo()

    private fun exercise(
        key: String,
        skill: Int?,
        outcome: StepOutcome?,
    ) = PracticeExercise(key, key, "scene", "task", "done", listOf("mau"), skill?.toUShort(), outcome)

    private val home =
        PracticeHome(
            village = "Thôn Tập",
            head = "Trần Văn Mẫu",
            place = "",
            people = listOf(PracticePerson("mau", "Trần Văn Mẫu", 1958u, null, null, "")),
            listed = emptyList(),
            exercises = listOf(exercise("first", null, null), exercise("stuck", 1, stuck)),
        )

    /** Only what reads is set: any command would fail the test. */
    private fun TestScope.model(): PracticeModel {
        val core =
            object : CoreInterface by Unset {
                override fun practice(language: String) = home

                override fun steps(
                    skill: UShort,
                    resident: String?,
                    audience: List<Segment>,
                    language: String,
                ) = FakeGuides().steps(skill, resident.also { assertEquals(null, it) }, audience, language)
            }
        val phone = FakePhone(core)
        val pictures = Pictures(phone, StandardTestDispatcher(testScheduler))
        val model = PracticeModel(phone, backgroundScope, go, FakeVoice(), pictures, "vi", "2026-11-23")
        runCurrent()
        return model
    }

    private fun TestScope.tap(
        model: PracticeModel,
        vararg events: PracticeEvent,
    ) = events.forEach {
        model.send(it)
        runCurrent()
    }

    private val PracticeModel.exercise get() = state.value as PracticeState.Exercise
    private val PracticeModel.going get() = (exercise.stage as Stage.Walking).going

    @Test
    fun `an exercise is gone through without a single command`() =
        runTest {
            val model = model()
            tap(model, PracticeEvent.ExerciseChosen("stuck"), PracticeEvent.BeginTapped)
            tap(model, PracticeEvent.Stepped(StepsEvent.Answered(0, StepOutcome.Alone)))
            assertEquals(1, model.going.at)
            assertEquals(
                StepOutcome.Alone,
                model.going.page.steps[0]
                    .mark,
            )
            tap(
                model,
                PracticeEvent.Stepped(StepsEvent.StuckTapped),
                PracticeEvent.Stepped(StepsEvent.ReasonChosen(Reason.AT_POLICE)),
                PracticeEvent.Stepped(StepsEvent.StuckSaved(stop = true)),
            )
            val tapped = listOf(StepOutcome.Alone to 1, stuck to 1)
            assertEquals(Stage.Check(tapped, asWanted = true), model.exercise.stage)
        }

    @Test
    fun `a tap can be taken back here too`() =
        runTest {
            val model = model()
            tap(model, PracticeEvent.ExerciseChosen("stuck"), PracticeEvent.BeginTapped)
            tap(model, PracticeEvent.Stepped(StepsEvent.Answered(0, StepOutcome.Alone)))
            tap(model, PracticeEvent.Stepped(StepsEvent.UndoTapped))
            assertEquals(0, model.going.at)
            assertEquals(
                null,
                model.going.page.steps[0]
                    .mark,
            )
        }

    @Test
    fun `what was practised has its mark in the list`() =
        runTest {
            val model = model()
            tap(model, PracticeEvent.ExerciseChosen("first"), PracticeEvent.CheckTapped, PracticeEvent.BackTapped)
            assertEquals(PracticeState.Home(home, setOf("first")), model.state.value)
        }

    @Test
    fun `back leads to the scene, to the list, and out`() =
        runTest {
            val model = model()
            tap(model, PracticeEvent.ExerciseChosen("stuck"), PracticeEvent.BeginTapped)
            tap(model, PracticeEvent.Stepped(StepsEvent.BackTapped))
            assertEquals(Stage.Scene, model.exercise.stage)
            tap(model, PracticeEvent.BackTapped)
            assertEquals(PracticeState.Home(home, emptySet()), model.state.value)
            tap(model, PracticeEvent.BackTapped)
            assertEquals(listOf<Any?>(null), go.went)
        }
}
