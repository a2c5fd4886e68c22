package vn.camtay.feature.practice

import uniffi.camtay_core.PracticeExercise
import uniffi.camtay_core.PracticeHome
import uniffi.camtay_core.StepOutcome
import vn.camtay.feature.steps.StepsState
import vn.camtay.phone.Problem

/** The invented household. Nothing here is ever written. */
sealed interface PracticeState {
    data object Opening : PracticeState

    data class Stopped(
        val problem: Problem,
    ) : PracticeState

    /** The guides carry none. */
    data object Empty : PracticeState

    data class Home(
        val home: PracticeHome,
        /** Keys of the exercises that were gone through since the screen was opened. */
        val done: Set<String>,
    ) : PracticeState

    data class Exercise(
        val home: PracticeHome,
        val exercise: PracticeExercise,
        val place: Int,
        val stage: Stage,
    ) : PracticeState
}

/** How far an exercise is. */
sealed interface Stage {
    /** What happens, and what to do. */
    data object Scene : Stage

    /** The steps of its skill, on the screens of a real guide; what is tapped lives here only. */
    data class Walking(
        val going: StepsState.Going,
    ) : Stage

    /** How it should look now. */
    data class Check(
        /** What was tapped; nothing for an exercise without steps. */
        val tapped: List<Pair<StepOutcome, Int>>?,
        val asWanted: Boolean?,
    ) : Stage
}
