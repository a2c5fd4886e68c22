package vn.camtay.feature.contribution

import uniffi.camtay_core.Contribution
import uniffi.camtay_core.GuidesInfo
import vn.camtay.phone.Problem

/** Screen 12, Đóng góp của tôi; the tab "Của tôi". */
sealed interface ContributionState {
    data object Loading : ContributionState

    data class Failed(
        val problem: Problem,
    ) : ContributionState

    data class Shown(
        val contribution: Contribution,
        /** The guides in use; `null` when they can't be read. */
        val guides: GuidesInfo?,
    ) : ContributionState
}

/** What somebody did. */
sealed interface ContributionEvent {
    data object RetryTapped : ContributionEvent

    data object PracticeTapped : ContributionEvent

    data object SituationTapped : ContributionEvent

    data object RecordsTapped : ContributionEvent

    data object SettingsTapped : ContributionEvent
}
