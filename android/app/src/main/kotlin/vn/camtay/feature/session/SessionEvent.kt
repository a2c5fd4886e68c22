package vn.camtay.feature.session

import uniffi.camtay_core.StepOutcome
import vn.camtay.feature.session.SessionState.Apart

/** What somebody did. */
sealed interface SessionEvent {
    data object BackTapped : SessionEvent

    data object RetryTapped : SessionEvent

    data object JoinTapped : SessionEvent

    data object HouseholdsTapped : SessionEvent

    data object CodeTapped : SessionEvent

    data object UndoTapped : SessionEvent

    data object PresentTapped : SessionEvent

    class PersonTapped(
        val resident: String,
        val name: String,
        val present: Boolean,
    ) : SessionEvent

    /** Somebody who wants no name written is asked again. */
    class RefusedTapped(
        val household: String?,
        val resident: String,
    ) : SessionEvent

    data object EndNeared : SessionEvent

    data object SearchTapped : SessionEvent

    class QueryTyped(
        val text: String,
    ) : SessionEvent

    data object HeadsTapped : SessionEvent

    /** So many more, or fewer. */
    class HeadsStepped(
        val more: Int,
    ) : SessionEvent

    class HeadsTyped(
        val text: String,
    ) : SessionEvent

    data object HeadsSaved : SessionEvent

    data object MarkTapped : SessionEvent

    class SkillTapped(
        val skill: UShort,
        val title: String,
    ) : SessionEvent

    class OutcomeTapped(
        val outcome: StepOutcome,
    ) : SessionEvent

    class PupilTapped(
        val resident: String,
    ) : SessionEvent

    /** `null`: like all the others. */
    class ApartTapped(
        val apart: Apart?,
    ) : SessionEvent

    data object MarksSaved : SessionEvent

    data object ChangeTapped : SessionEvent

    class FormChanged(
        val form: SessionForm,
    ) : SessionEvent

    data object TaughtTapped : SessionEvent

    data object ChangeSaved : SessionEvent

    data object EndTapped : SessionEvent

    data object EndConfirmed : SessionEvent

    data object UploadTapped : SessionEvent

    data object DoneTapped : SessionEvent
}
