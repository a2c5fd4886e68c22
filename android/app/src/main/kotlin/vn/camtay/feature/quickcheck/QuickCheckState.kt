package vn.camtay.feature.quickcheck

import uniffi.camtay_core.CheckPage
import vn.camtay.phone.Problem

/** Screen 13, Kiểm tra nhanh: eight everyday situations, before guidance or after. */
sealed interface QuickCheckState {
    data object Loading : QuickCheckState

    data class Failed(
        val problem: Problem,
    ) : QuickCheckState

    data class Asking(
        val page: CheckPage,
        /** After guidance the reason is told at once; before it nobody is corrected. */
        val after: Boolean,
        /** The place of each answer so far. */
        val answers: List<Int>,
        /** The reason of the last answer is being read. */
        val because: Boolean,
        val busy: Boolean,
        val problem: Problem?,
    ) : QuickCheckState

    /** Never a mark for a person: what went well, what to practise. */
    data class Done(
        val page: CheckPage,
    ) : QuickCheckState
}

/** What somebody did. */
sealed interface QuickCheckEvent {
    data object BackTapped : QuickCheckEvent

    class AnswerTapped(
        val at: Int,
    ) : QuickCheckEvent

    data object GoOnTapped : QuickCheckEvent

    data object DoneTapped : QuickCheckEvent
}
