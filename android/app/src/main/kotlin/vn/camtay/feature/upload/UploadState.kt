package vn.camtay.feature.upload

import uniffi.camtay_core.UploadPage
import uniffi.camtay_core.Waiting
import vn.camtay.phone.Problem
import vn.camtay.upload.Nearness
import vn.camtay.upload.UploadStage
import kotlin.math.abs

/** Screen 11, Nộp. */
sealed interface UploadState {
    data object Loading : UploadState

    data class Failed(
        val problem: Problem,
    ) : UploadState

    data class Shown(
        /** What waits, what the hall has, what it set aside. */
        val page: UploadPage,
        /** The commune's name; empty before the hall told it. */
        val commune: String,
        val stage: UploadStage,
        val nearness: Nearness,
        /** Nobody was asked yet whether the status bar may tell that the hall has it. */
        val asksToNotify: Boolean,
    ) : UploadState {
        val isSending: Boolean
            get() = stage is UploadStage.Sending

        /** The phone's clock is so far off that somebody should set it. */
        val clockIsOff: Boolean
            get() = stage is UploadStage.Received && abs(stage.result.clockOff) >= CLOCK_OFF_SECONDS
    }
}

/** Whether there is anything that the hall lacks. */
val Waiting.isNothing: Boolean
    get() = records == 0u

private const val CLOCK_OFF_SECONDS = 300

/** What somebody did. */
sealed interface UploadEvent {
    data object RetryTapped : UploadEvent

    data object SendTapped : UploadEvent

    data object StopTapped : UploadEvent

    data object RecordsTapped : UploadEvent

    data object CourierTapped : UploadEvent

    /** The system has asked whether notifications may be shown, or shall not ask now. */
    data object NotifyAnswered : UploadEvent
}
