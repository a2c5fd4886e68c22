package vn.camtay.feature.resident

import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.StepOutcome
import vn.camtay.phone.Problem

/** Screen 6, Người dân. */
sealed interface ResidentState {
    data object Loading : ResidentState

    data class Failed(
        val problem: Problem,
    ) : ResidentState

    data class Shown(
        val page: ResidentPage,
        /** Today, ISO. */
        val today: String,
        /** Why the first suggestion matters to this person. */
        val why: String?,
        /** The skill whose further choices are open. */
        val choosing: UShort?,
        /** An entry that is about to be taken back: asked first. */
        val takingBack: String?,
        /** A day to come back is being chosen. */
        val dating: Boolean,
        val busy: Boolean,
        val problem: Problem?,
    ) : ResidentState
}

/** What somebody did. */
sealed interface ResidentEvent {
    data object BackTapped : ResidentEvent

    data object RetryTapped : ResidentEvent

    class SkillTapped(
        val skill: UShort,
    ) : ResidentEvent

    /** Something else with a skill than going through it. */
    class ChoicesTapped(
        val skill: UShort,
    ) : ResidentEvent

    /** The whole skill in one tap. */
    class WholeTapped(
        val outcome: StepOutcome,
    ) : ResidentEvent

    data object CheckTapped : ResidentEvent

    data object DoneTapped : ResidentEvent

    data object DateTapped : ResidentEvent

    class DateChosen(
        val day: String,
    ) : ResidentEvent

    class EntryTapped(
        val entry: String,
    ) : ResidentEvent

    data object TakeBackConfirmed : ResidentEvent

    class GiveBackTapped(
        val entry: String,
    ) : ResidentEvent

    data object AskTapped : ResidentEvent

    data object EraseTapped : ResidentEvent

    class SameAsTapped(
        val resident: String,
    ) : ResidentEvent

    data object Dismissed : ResidentEvent
}
