package vn.camtay.feature.visitend

import uniffi.camtay_core.Consent
import uniffi.camtay_core.Event
import uniffi.camtay_core.HelpLineWords
import uniffi.camtay_core.HistoryLine
import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.SkillLine
import uniffi.camtay_core.Status
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
        /** The commune's name; stands on the card. */
        val commune: String,
        /** Whom to call; stands on the card that the resident may photograph. */
        val helpLines: List<HelpLineWords>,
        val side: Side,
        val busy: Boolean,
        val problem: Problem?,
    ) : VisitEndState {
        /** What counts of today, the latest first. */
        private val lines: List<HistoryLine>
            get() = page.history.filter { it.day == today && !it.takenBack }

        /** Skills that were gone through today, each once, with what came of the last time. */
        val skills: List<Pair<SkillLine, Event>>
            get() =
                lines
                    .mapNotNull { line -> line.event.skill?.let { it to line.event } }
                    .distinctBy { it.first }
                    .mapNotNull { (number, event) -> skill(number)?.let { it to event } }

        /** What else happened today that somebody would want to hear. */
        val others: List<Event>
            get() =
                lines
                    .map { it.event }
                    .filter { it is Event.Visited || it is Event.Checked || it is Event.Attended && it.present }
                    .distinct()

        /** Whether anything may be written about this person. */
        val mayRecord: Boolean
            get() =
                page.consent == Consent.GIVEN && !page.erased && page.sameAs == null &&
                    page.status != Status.DIED && page.status != Status.MOVED_AWAY

        private fun skill(number: UShort) =
            page.groups.firstNotNullOfOrNull { group -> group.skills.find { it.skill == number } }
    }

    enum class Side {
        /** Towards the volunteer. */
        Summary,

        /** The card is turned towards the resident. */
        Card,

        /** Another day than the likely ones is being chosen. */
        OtherDay,
    }
}

private val Event.skill: UShort?
    get() =
        when (this) {
            is Event.Guided -> skill
            is Event.Whole -> skill
            else -> null
        }

/** What somebody did. */
sealed interface VisitEndEvent {
    data object BackTapped : VisitEndEvent

    data object RetryTapped : VisitEndEvent

    data object CardTapped : VisitEndEvent

    class DayTapped(
        val day: String,
    ) : VisitEndEvent

    data object OtherDayTapped : VisitEndEvent

    /** The appointment is not wanted any more. */
    data object NoDayTapped : VisitEndEvent

    data object CheckTapped : VisitEndEvent

    data object DoneTapped : VisitEndEvent
}
