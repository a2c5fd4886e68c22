package vn.camtay.feature.session

import uniffi.camtay_core.PersonLine
import uniffi.camtay_core.SessionPage
import vn.camtay.phone.Problem

/** A session's own screen. */
sealed interface SessionState {
    data object Loading : SessionState

    data class Failed(
        val problem: Problem,
    ) : SessionState

    data class Shown(
        val page: SessionPage,
        val part: Part,
        val busy: Boolean,
        val problem: Problem?,
    ) : SessionState

    /** What of it is seen. */
    sealed interface Part {
        data object Summary : Part

        /** The code for colleagues. */
        data class Code(
            val text: String,
        ) : Part

        /** Who is present: the village's list, as far as it was looked at. */
        data class Present(
            val people: List<PersonLine>,
            val more: Boolean,
            /** The sentence that is said to all before the first tick. */
            val sentence: String,
        ) : Part

        /** The last question before it ends. */
        data object Ending : Part
    }
}

/** What somebody did. */
sealed interface SessionEvent {
    data object BackTapped : SessionEvent

    data object JoinTapped : SessionEvent

    data object HouseholdsTapped : SessionEvent

    data object CodeTapped : SessionEvent

    data object PresentTapped : SessionEvent

    class PersonTapped(
        val resident: String,
        val present: Boolean,
    ) : SessionEvent

    data object EndNeared : SessionEvent

    class HeadsTapped(
        val more: Int,
    ) : SessionEvent

    data object EndTapped : SessionEvent

    data object EndConfirmed : SessionEvent
}
