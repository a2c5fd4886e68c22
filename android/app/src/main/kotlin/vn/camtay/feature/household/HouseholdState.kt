package vn.camtay.feature.household

import uniffi.camtay_core.HouseholdPage
import uniffi.camtay_core.PersonLine
import vn.camtay.phone.Problem

/** Screen 4, Hộ. */
sealed interface HouseholdScreenState {
    data object Loading : HouseholdScreenState

    data class Failed(
        val problem: Problem,
    ) : HouseholdScreenState

    data class Shown(
        val page: HouseholdPage,
        /** The commune's word for village: "thôn", "tổ dân phố". */
        val villageWord: String,
        /** Today, ISO. */
        val today: String,
        /** The session under way that what is done here belongs to. */
        val session: String?,
        val doing: Doing,
        /** Something that was just recorded and can be taken back for ten seconds. */
        val undo: Undo?,
        /** A command is on its way. */
        val busy: Boolean,
        val problem: Problem?,
    ) : HouseholdScreenState {
        val isVisitedToday: Boolean
            get() = today in page.visited

        /** Those who said yes: only of them it can be written that they were met. */
        val agreed: List<PersonLine>
            get() = page.people.filter { !it.refused && it.id !in page.notAsked }
    }

    /** What somebody is doing here. */
    sealed interface Doing {
        data object Looking : Doing

        /** Choosing who was met at home. */
        data class Visiting(
            val met: Set<String>,
        ) : Doing

        /** Head and place are being changed. */
        data class Editing(
            val head: String,
            val where: String,
        ) : Doing
    }

    data class Undo(
        val entry: String,
        val what: What,
    )

    /** What was recorded. */
    enum class What { Visited, RefusedName }
}

/** What somebody did. */
sealed interface HouseholdEvent {
    data object BackTapped : HouseholdEvent

    data object RetryTapped : HouseholdEvent

    class PersonTapped(
        val resident: String,
    ) : HouseholdEvent

    data object AddPersonTapped : HouseholdEvent

    data object VisitTapped : HouseholdEvent

    class MetTapped(
        val resident: String,
    ) : HouseholdEvent

    data object VisitSaved : HouseholdEvent

    data object NoNameTapped : HouseholdEvent

    data object UndoTapped : HouseholdEvent

    data object EditTapped : HouseholdEvent

    class HeadTyped(
        val text: String,
    ) : HouseholdEvent

    class WhereTyped(
        val text: String,
    ) : HouseholdEvent

    data object EditSaved : HouseholdEvent
}
