package vn.camtay.feature.visitend

import uniffi.camtay_core.HelpLineWords
import uniffi.camtay_core.ResidentPage
import vn.camtay.phone.Problem

/** Screen 9, Xong việc. */
sealed interface VisitEndState {
    data object Loading : VisitEndState

    data class Failed(
        val problem: Problem,
    ) : VisitEndState

    data class Shown(
        val page: ResidentPage,
        val today: String,
        /** What was gone through today, by title. */
        val done: List<String>,
        /** Whom to call; stands on the card that the resident may photograph. */
        val helpLines: List<HelpLineWords>,
        /** The card is turned towards the resident. */
        val facing: Boolean,
        val busy: Boolean,
        val problem: Problem?,
    ) : VisitEndState
}

/** What somebody did. */
sealed interface VisitEndEvent {
    data object BackTapped : VisitEndEvent

    data object FaceTapped : VisitEndEvent

    class DayTapped(
        val day: String,
    ) : VisitEndEvent

    data object CheckTapped : VisitEndEvent

    data object DoneTapped : VisitEndEvent
}
