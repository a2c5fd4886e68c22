package vn.camtay.feature.enrol

import uniffi.camtay_core.HallProblem
import uniffi.camtay_core.Standing
import vn.camtay.feature.lock.LockEvent
import vn.camtay.feature.lock.WayOut
import vn.camtay.phone.Problem

/** Screen 1, Ghi danh. Where one is follows from what the phone says; nothing else is kept. */
data class EnrolState(
    val stage: Stage,
    /** Something is being asked of the hall or the phone. */
    val busy: Boolean,
    /** What went wrong at this stage. */
    val problem: Problem?,
) {
    sealed interface Stage {
        /** Not known yet. */
        data object Starting : Stage

        /** What this is; [wipedAt] when the hall had the phone forget everything (Unix seconds). */
        data class Welcome(
            val wipedAt: Long?,
        ) : Stage

        /** An earlier store was damaged and put aside; what it had not handed in lies here. */
        data class Leftover(
            val wayOut: WayOut,
        ) : Stage

        /** The hall's QR is being read, or was read and is being shown to the hall. */
        data object Scan : Stage

        /** The code's text is typed or pasted. */
        data class Type(
            val text: String,
        ) : Stage

        /** Six digits are compared; the officer has not said yes. */
        data class Compare(
            val code: String,
            /** It takes longer than it should. */
            val long: Boolean,
        ) : Stage

        /** The officer said no, or not now. */
        data class NotLetIn(
            val standing: Standing,
        ) : Stage

        /** A PIN is chosen, then typed again. */
        data class ChoosePin(
            val entered: Int,
            val again: Boolean,
            val trouble: PinTrouble?,
        ) : Stage

        /** Also open by finger or face? */
        data object Fingerprint : Stage

        /** Let in; villages and guides come. */
        data object Fetch : Stage
    }

    /** Why the PIN is chosen once more. */
    enum class PinTrouble {
        /** The two were not the same. */
        Differed,

        /** Anybody would try this one first. */
        Easy,
    }

    /** Whether the same code may do at another time. */
    val canSendAgain: Boolean
        get() = problem is Problem.Network || problem is Problem.Store || problem?.isHallBusy == true
}

/** The hall has much to do, and says so. */
internal val Problem.isHallBusy: Boolean
    get() = this is Problem.Hall && (problem is HallProblem.Busy || problem is HallProblem.Unavailable)

/** What somebody did. */
sealed interface EnrolEvent {
    data object BeginTapped : EnrolEvent

    data object BackTapped : EnrolEvent

    /** The camera read a code. */
    class CodeRead(
        val text: String,
    ) : EnrolEvent

    data object TypeTapped : EnrolEvent

    class CodeTyped(
        val text: String,
    ) : EnrolEvent

    data object CodeSent : EnrolEvent

    /** Another code, or the same one held to the camera again. */
    data object ScanTapped : EnrolEvent

    data object RetryTapped : EnrolEvent

    /** Whether the hall thinks otherwise by now. */
    data object AskTapped : EnrolEvent

    class DigitTapped(
        val digit: Int,
    ) : EnrolEvent

    data object DeleteTapped : EnrolEvent

    class FingerprintAnswered(
        val yes: Boolean,
    ) : EnrolEvent

    /** With what an earlier store left behind. */
    class LeftoverTapped(
        val event: LockEvent,
    ) : EnrolEvent
}
