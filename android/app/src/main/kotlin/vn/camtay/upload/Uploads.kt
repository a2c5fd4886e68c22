package vn.camtay.upload

import kotlinx.coroutines.flow.StateFlow
import uniffi.camtay_core.HandInResult
import uniffi.camtay_core.PullResult
import uniffi.camtay_core.Waiting
import vn.camtay.phone.Outcome
import vn.camtay.phone.Problem

/** How the hand-in stands; it outlives every screen. */
sealed interface UploadStage {
    /** Nobody has asked. */
    data object Ready : UploadStage

    /** On its way; [total] is 0 until the hall has answered. */
    data class Sending(
        val done: Long,
        val total: Long,
    ) : UploadStage

    /** The hall has signed for it. */
    data class Received(
        val result: HandInResult,
        /** What was waiting before, in people; `null` when nobody knows. */
        val sent: Waiting?,
        /** Lists and guides that came back, or why none did. */
        val pulled: Outcome<PullResult>,
    ) : UploadStage

    /** It broke off; what was received stays received. */
    data class Stopped(
        val problem: Problem,
        val done: Long,
        /** It was on a Wi-Fi: "join one" would be no help. */
        val onWifi: Boolean,
    ) : UploadStage
}

/** Whether the hall's computer answers from where the phone is. */
enum class Nearness {
    /** Nobody has looked. */
    Unknown,

    Looking,

    Near,

    Away,
}

/** Hands in, one at a time, also when nobody looks. */
interface Uploads {
    val stage: StateFlow<UploadStage>

    val nearness: StateFlow<Nearness>

    /** Somebody tapped: now. */
    fun handInNow()

    /** Somebody tapped: no more for now. What the hall has signed for stays received. */
    fun stop()

    /** When the hall is next in reach, by itself. */
    fun handInWhenNear()

    /** Looks whether the hall answers. */
    suspend fun look()

    /** Whether the system would still ask if notifications may be shown, and nobody was asked yet. */
    fun mayAskToNotify(): Boolean

    /** It was asked, or somebody said "later". */
    fun askedToNotify()
}
