package vn.camtay.feature.practice

import vn.camtay.feature.steps.StepsEvent

/** What was tapped. */
sealed interface PracticeEvent {
    data class ExerciseChosen(
        val key: String,
    ) : PracticeEvent

    /** Into the steps of the exercise's skill. */
    data object BeginTapped : PracticeEvent

    /** Something on the screens of the guide. */
    data class Stepped(
        val event: StepsEvent,
    ) : PracticeEvent

    /** Enough: how should it look? */
    data object CheckTapped : PracticeEvent

    data object AgainTapped : PracticeEvent

    data object NextTapped : PracticeEvent

    data object RetryTapped : PracticeEvent

    data object BackTapped : PracticeEvent
}
