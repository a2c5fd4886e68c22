package vn.camtay.feature.consent

import uniffi.camtay_core.FoundResident
import uniffi.camtay_core.Occupation
import uniffi.camtay_core.PhoneKind
import vn.camtay.phone.Problem

/** Screen 5, Đồng ý: asked first, written down after. */
data class ConsentState(
    /** The sentence to say aloud; empty until it is there. */
    val sentence: String,
    /** Where: the household's head. */
    val head: String,
    val who: Who,
    val stage: Stage,
    val busy: Boolean,
    val problem: Problem?,
) {
    /** Who is asked. */
    sealed interface Who {
        data object SomebodyNew : Who

        /** Somebody of the commune's list. */
        data class Listed(
            val name: String,
        ) : Who
    }

    sealed interface Stage {
        /** The sentence is said; nothing is ticked beforehand. */
        data object Asking : Stage

        /** They said yes: who they are. */
        data class Writing(
            val form: Form,
            /** People of that name in this village who are written down already. */
            val alike: List<FoundResident>,
        ) : Stage

        /** They said no, or wanted no name written: what was done, what happens now. */
        data class NoName(
            /** The anonymous head that was counted, while it can be taken back. */
            val undo: String?,
        ) : Stage
    }

    data class Form(
        val name: String,
        val birthYear: String,
        /** The volunteer's word that this is an adult, where the year is unknown. */
        val adult: Boolean,
        val phone: String,
        val phoneKind: PhoneKind?,
        val occupation: Occupation?,
        val guest: Boolean,
    )
}

/** What somebody did. */
sealed interface ConsentEvent {
    data object BackTapped : ConsentEvent

    data object RetryTapped : ConsentEvent

    data object YesTapped : ConsentEvent

    /** They don't want it. */
    data object NoTapped : ConsentEvent

    /** They want to be guided, and no name written. */
    data object NoNameTapped : ConsentEvent

    /** Somebody listed has not answered: to be asked another day. */
    data object LaterTapped : ConsentEvent

    data object UndoTapped : ConsentEvent

    class FormChanged(
        val form: ConsentState.Form,
    ) : ConsentEvent

    class AlikeTapped(
        val resident: String,
    ) : ConsentEvent

    data object SaveTapped : ConsentEvent

    data object DoneTapped : ConsentEvent
}
