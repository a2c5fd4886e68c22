package vn.camtay.feature.today

import uniffi.camtay_core.TodayPage
import vn.camtay.feature.households.Search
import vn.camtay.phone.Problem

/** Screen 2, Hôm nay. */
sealed interface TodayState {
    data object Loading : TodayState

    data class Failed(
        val problem: Problem,
    ) : TodayState

    data class Shown(
        val page: TodayPage,
        /** The volunteer's name, where the hall has told it. */
        val volunteer: String?,
        /** The commune's name. */
        val commune: String,
        /** Titles of the skills that are named, by number. */
        val skills: Map<UShort, String>,
        /** What is searched for; seen in place of the page while something is typed. */
        val search: Search,
        /** People and guides come back from the hall: running, or what went wrong. */
        val fetching: Boolean,
        val problem: Problem?,
    ) : TodayState
}

/** What somebody did. */
sealed interface TodayEvent {
    data object RetryTapped : TodayEvent

    /** The finger is in the field one searches in. */
    data object SearchTapped : TodayEvent

    class QueryTyped(
        val text: String,
    ) : TodayEvent

    class ResidentTapped(
        val resident: String,
    ) : TodayEvent

    class HouseholdTapped(
        val household: String,
    ) : TodayEvent

    data object WaitingTapped : TodayEvent

    data object StartSessionTapped : TodayEvent

    /** In the session under way the next house is chosen. */
    data object NextHouseTapped : TodayEvent

    class SessionTapped(
        val session: String,
    ) : TodayEvent

    class OpenGuideTapped(
        val resident: String,
        val skill: UShort,
    ) : TodayEvent

    /** People whom this phone forgot come back from the hall. */
    data object FetchTapped : TodayEvent
}
