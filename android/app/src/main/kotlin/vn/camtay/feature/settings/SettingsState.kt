package vn.camtay.feature.settings

import uniffi.camtay_core.GuidesInfo
import uniffi.camtay_core.OutboxState
import uniffi.camtay_core.UploadPage
import uniffi.camtay_core.VillageLine
import vn.camtay.app.Liking
import vn.camtay.phone.Problem

/** Screen 14, Cài đặt. */
sealed interface SettingsState {
    data object Loading : SettingsState

    data class Failed(
        val problem: Problem,
    ) : SettingsState

    data class Shown(
        val liking: Liking,
        /** `vi` or `en`: what is seen now, chosen or the system's. */
        val language: String,
        val fingerprint: Finger,
        val villages: List<VillageLine>,
        val guides: GuidesInfo?,
        /** What the hall has, and lacks. */
        val stored: UploadPage,
        /** Since when something lies ready for the hall. */
        val outbox: OutboxState?,
        val busy: Boolean,
        val problem: Problem?,
        /** The PIN was just changed. */
        val pinChanged: Boolean,
    ) : SettingsState

    /** A new PIN. */
    data class Pin(
        val stage: PinStage,
        /** How many digits were typed. */
        val entered: Int,
        val busy: Boolean,
        val problem: PinProblem?,
    ) : SettingsState

    /** Erase this phone. */
    data class Erase(
        val lack: Lack,
        /** The last question. */
        val asking: Boolean,
        val busy: Boolean,
        val problem: Problem?,
    ) : SettingsState
}

/** What the hall lacks of this phone when it is to be erased. */
sealed interface Lack {
    data object Nothing : Lack

    /** So many records, all of them in a sealed file that was given away. */
    data class Sealed(
        val records: Int,
    ) : Lack

    /** Something that nobody has but this phone: refused, with what to do first. */
    data object HereOnly : Lack
}

/** Whether a finger or face opens the store too. */
enum class Finger {
    /** This phone knows none, or has no reader. */
    Unavailable,
    Off,
    On,
}

/** Which PIN is being typed. */
enum class PinStage {
    Old,
    New,
    Again,
}

/** Why the PIN was not changed. */
sealed interface PinProblem {
    /** The second new one was another than the first. */
    data object Differed : PinProblem

    data class Refused(
        val problem: Problem,
    ) : PinProblem
}

/** What somebody did. */
sealed interface SettingsEvent {
    data object BackTapped : SettingsEvent

    data object RetryTapped : SettingsEvent

    class LanguageChosen(
        val language: String,
    ) : SettingsEvent

    class TextScaleChosen(
        val scale: Float,
    ) : SettingsEvent

    class ThemeChosen(
        val dark: Boolean?,
    ) : SettingsEvent

    data object PinTapped : SettingsEvent

    class DigitTapped(
        val digit: Int,
    ) : SettingsEvent

    data object DeleteTapped : SettingsEvent

    class FingerprintChosen(
        val on: Boolean,
    ) : SettingsEvent

    data object LockTapped : SettingsEvent

    data object UploadTapped : SettingsEvent

    data object CourierTapped : SettingsEvent

    data object RecordsTapped : SettingsEvent

    data object EraseTapped : SettingsEvent

    /** The first yes. */
    data object EraseGoOnTapped : SettingsEvent

    /** The second yes. */
    data object EraseConfirmed : SettingsEvent
}
