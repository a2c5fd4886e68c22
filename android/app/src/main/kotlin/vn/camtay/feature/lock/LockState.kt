package vn.camtay.feature.lock

import uniffi.camtay_core.Denied
import uniffi.camtay_core.OutboxState
import uniffi.camtay_core.StoreProblem
import vn.camtay.phone.Problem

/** Screen 16, Khoá. Nothing personal stands on it. */
data class LockState(
    /** How many digits of the PIN were typed. */
    val entered: Int,
    val busy: Boolean,
    val finger: Finger,
    val problem: Problem?,
    /** Seconds until the next try of the PIN. */
    val waitSeconds: Long,
    /** The way out that was opened: the PIN is forgotten, or the store can't be used. */
    val wayOut: WayOut?,
) {
    /** How a finger or face stands; the PIN works whatever it is. */
    enum class Finger {
        /** Not switched on. */
        Off,

        On,

        /** Another one was added to the phone: it opens nothing until the PIN has. */
        Changed,
    }

    /** No PIN opens it any more: it was tried too often. */
    val isPinClosed: Boolean
        get() = problem == Problem.NotAllowed(Denied.TOO_MANY_TRIES)

    /** It isn't the PIN that is wrong. */
    val isStoreBroken: Boolean
        get() = problem is Problem.Store && problem.problem !in PASSING

    val canType: Boolean
        get() = !busy && waitSeconds == 0L && !isPinClosed

    private companion object {
        val PASSING = setOf(StoreProblem.DISK_FULL, StoreProblem.KEYS_REFUSED)
    }
}

/** Begin again without losing work: what waits goes to the hall or into a file first. */
data class WayOut(
    /** What waits; `null` when that can't be told. */
    val outbox: OutboxState?,
    val busy: Boolean,
    val problem: Problem?,
    /** The last question before beginning again. */
    val asking: Boolean,
    /** A file that was just saved, to be shown to other apps. */
    val saved: String?,
    /** The parcel that another app was offered: only a person knows whether it was sent. */
    val lent: ULong? = null,
) {
    val nothingWaits: Boolean
        get() = outbox?.records == 0uL

    /** The hall has what waits, or a file does. */
    val canStartOver: Boolean
        get() = nothingWaits || outbox?.given == true
}

/** What somebody did. */
sealed interface LockEvent {
    class DigitTapped(
        val digit: Int,
    ) : LockEvent

    data object DeleteTapped : LockEvent

    data object FingerprintTapped : LockEvent

    /** The PIN is forgotten, or the store does not open. */
    data object ForgottenTapped : LockEvent

    data object BackTapped : LockEvent

    data object SendTapped : LockEvent

    /** Save the outbox as a file in [folder]. */
    class SaveTapped(
        val folder: String,
    ) : LockEvent

    /** The file has gone out. */
    data object SentTapped : LockEvent

    data object Shared : LockEvent

    data object StartOverTapped : LockEvent

    data object StartOverConfirmed : LockEvent
}
