package vn.camtay.feature.upload

import android.net.Uri
import uniffi.camtay_core.OutboxState
import uniffi.camtay_core.Waiting
import vn.camtay.phone.Problem
import vn.camtay.share.Carried

/** Handing in by file or by QR, where the hall has no network. */
sealed interface CourierState {
    data object Loading : CourierState

    /** What there is to give away, and what is carried for others. */
    data class Home(
        /** What the hall lacks. */
        val waiting: Waiting,
        /** What lay ready for it when the outbox was last written. */
        val outbox: OutboxState,
        val carried: List<Carried>,
        val busy: Boolean,
        val problem: Problem?,
        /** A file that is ready to be shown to other apps. */
        val toShare: String?,
        /** The parcel that another app was offered: only a person knows whether it was sent. */
        val lent: ULong?,
    ) : CourierState {
        /** There is a parcel to give away. */
        val hasParcel: Boolean
            get() = !waiting.isNothing

        /** All of it was sent or saved before. */
        val isGiven: Boolean
            get() = outbox.given && outbox.records.toLong() == waiting.records.toLong()
    }

    /** A colleague's phone reads this one. */
    data class Showing(
        val frames: List<String>,
    ) : CourierState

    /** This phone reads a colleague's. */
    data class Reading(
        val taken: Int,
        val count: Int,
        val problem: Problem?,
    ) : CourierState
}

/** What somebody did. */
sealed interface CourierEvent {
    data object BackTapped : CourierEvent

    /** Save the parcel in [folder] and send it on. */
    class FileTapped(
        val folder: String,
    ) : CourierEvent

    data object ShowTapped : CourierEvent

    data object ReadTapped : CourierEvent

    class FrameRead(
        val text: String,
    ) : CourierEvent

    /** A file was chosen on this phone; nothing when somebody thought better of it. */
    class FileChosen(
        val file: Uri?,
    ) : CourierEvent

    /** Send a carried parcel on, by way of [folder]. */
    class CarriedTapped(
        val name: String,
        val folder: String,
    ) : CourierEvent

    class ForgetTapped(
        val name: String,
    ) : CourierEvent

    data object Shared : CourierEvent

    /** The file has gone out. */
    data object SentTapped : CourierEvent
}
