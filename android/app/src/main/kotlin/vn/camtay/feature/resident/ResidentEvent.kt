package vn.camtay.feature.resident

import uniffi.camtay_core.FoundHousehold
import uniffi.camtay_core.FoundResident
import uniffi.camtay_core.HistoryLine
import uniffi.camtay_core.StepOutcome

/** What somebody did on the page of a resident. */
sealed interface ResidentEvent {
    data object BackTapped : ResidentEvent

    data object RetryTapped : ResidentEvent

    /** Begin with this skill, or be told what comes first. */
    class SkillTapped(
        val skill: UShort,
    ) : ResidentEvent

    /** Begin with it all the same. */
    class StartTapped(
        val skill: UShort,
    ) : ResidentEvent

    class GroupTapped(
        val group: String,
    ) : ResidentEvent

    /** Something else with a skill than going through it. */
    class MenuTapped(
        val skill: UShort,
    ) : ResidentEvent

    /** The whole skill in one tap. */
    class WholeTapped(
        val outcome: StepOutcome,
    ) : ResidentEvent

    data object LeafletTapped : ResidentEvent

    data object UndoTapped : ResidentEvent

    data object CheckTapped : ResidentEvent

    data object DoneTapped : ResidentEvent

    class DayTapped(
        val day: String,
    ) : ResidentEvent

    data object OtherDayTapped : ResidentEvent

    /** The appointment was kept, or is not wanted any more. */
    data object KeptTapped : ResidentEvent

    data object AllHistoryTapped : ResidentEvent

    class EntryTapped(
        val line: HistoryLine,
    ) : ResidentEvent

    data object CorrectConfirmed : ResidentEvent

    data object AboutTapped : ResidentEvent

    data object EditTapped : ResidentEvent

    class FormChanged(
        val form: Particulars,
    ) : ResidentEvent

    data object EditSaved : ResidentEvent

    data object MoveTapped : ResidentEvent

    data object DoubleTapped : ResidentEvent

    class QueryTyped(
        val query: String,
    ) : ResidentEvent

    data object SearchFocused : ResidentEvent

    class HouseholdChosen(
        val household: FoundHousehold,
    ) : ResidentEvent

    class ResidentChosen(
        val resident: FoundResident,
    ) : ResidentEvent

    data object ChoiceSaved : ResidentEvent

    data object WithdrawTapped : ResidentEvent

    data object WithdrawConfirmed : ResidentEvent

    data object EraseTapped : ResidentEvent

    data object EraseConfirmed : ResidentEvent

    /** Ask for consent, for the first time or again. */
    data object AskTapped : ResidentEvent

    /** The page that both were joined to. */
    data object JoinedTapped : ResidentEvent

    /** Somebody who may be the same person. */
    class AlikeTapped(
        val resident: String,
    ) : ResidentEvent
}
