package vn.camtay.feature.upload

import uniffi.camtay_core.OwnRecord
import vn.camtay.phone.Problem

/** Every record of this phone, and where it is. */
sealed interface RecordsState {
    data object Loading : RecordsState

    data class Failed(
        val problem: Problem,
    ) : RecordsState

    data class Shown(
        /** The latest first, as far as they were looked at. */
        val records: List<OwnRecord>,
        /** There are earlier ones. */
        val hasMore: Boolean,
        /** Today, ISO. */
        val today: String,
    ) : RecordsState
}

/** What somebody did. */
sealed interface RecordsEvent {
    data object BackTapped : RecordsEvent

    data object RetryTapped : RecordsEvent

    /** The list was looked at to its end. */
    data object EndReached : RecordsEvent
}
