package vn.camtay.feature.steps

import uniffi.camtay_core.Reason
import uniffi.camtay_core.StepOutcome

/** What the volunteer did. */
sealed interface StepsEvent {
    /** [step] is the one that was seen: a second tap on it says nothing new. */
    data class Answered(
        val step: Int,
        val outcome: StepOutcome,
    ) : StepsEvent

    /** One answer for what is left. */
    data class RestAnswered(
        val outcome: StepOutcome,
    ) : StepsEvent

    data object StuckTapped : StepsEvent

    data class ReasonChosen(
        val reason: Reason,
    ) : StepsEvent

    data class NoteTyped(
        val text: String,
    ) : StepsEvent

    /** `null` for no day. */
    data class DayChosen(
        val day: String?,
    ) : StepsEvent

    /** With [stop] it is enough for today. */
    data class StuckSaved(
        val stop: Boolean,
    ) : StepsEvent

    data object ComeBackTapped : StepsEvent

    data class ComeBackSaved(
        val stop: Boolean,
    ) : StepsEvent

    data object UndoTapped : StepsEvent

    data object ReadTapped : StepsEvent

    data object VoiceSettingsTapped : StepsEvent

    data object FacingTapped : StepsEvent

    data object MoreTapped : StepsEvent

    data object PeopleTapped : StepsEvent

    data class StepChosen(
        val step: Int,
    ) : StepsEvent

    data class PersonChosen(
        val resident: String,
    ) : StepsEvent

    data class LanguageChosen(
        val language: String,
    ) : StepsEvent

    /** Back: to the step, or out of the guide. */
    data object BackTapped : StepsEvent

    data object VisitEndTapped : StepsEvent

    data object NextSkillTapped : StepsEvent

    data object ConsentTapped : StepsEvent

    data object RetryTapped : StepsEvent

    /** The screen came to the front. */
    data object Shown : StepsEvent

    /** Something else is in front of it. */
    data object Hidden : StepsEvent
}
