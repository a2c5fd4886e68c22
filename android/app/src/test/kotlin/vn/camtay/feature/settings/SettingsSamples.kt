package vn.camtay.feature.settings

import uniffi.camtay_core.GuidesInfo
import uniffi.camtay_core.OutboxState
import uniffi.camtay_core.StoreProblem
import uniffi.camtay_core.UploadPage
import uniffi.camtay_core.VillageLine
import uniffi.camtay_core.Waiting
import vn.camtay.app.Liking
import vn.camtay.phone.Problem
import vn.camtay.pictures.Sample

/** The main states of the screen. */
object SettingsSamples {
    private const val FRIDAY = 1_795_171_320L

    private val page =
        UploadPage(
            waiting = Waiting(37u, 212u, 5u, 263u),
            received = 412uL,
            receivedAt = FRIDAY,
            setAside = emptyList(),
            suspended = false,
            revoked = false,
            report = 9u,
        )

    /** A usual one. */
    val shown =
        SettingsState.Shown(
            liking = Liking(language = null, dark = null, textScale = 1f),
            language = "vi",
            fingerprint = Finger.On,
            villages =
                listOf(
                    VillageLine("v-1", "Phú Bình", 212u, 120u, 40u, 22u, 30u, 801u),
                    VillageLine("v-2", "Linh Hải", 98u, 60u, 20u, 8u, 10u, 377u),
                ),
            guides = GuidesInfo(7u, "2026-11-02", 42u, fromHall = true, languages = listOf("vi", "en")),
            stored = page,
            outbox = OutboxState(263uL, FRIDAY, 41_200uL, given = false, replies = 0u),
            busy = false,
            problem = null,
            pinChanged = false,
        )

    val all: List<Sample> =
        listOf(
            sample("settings", shown, important = true),
            sample(
                "settings-new",
                shown.copy(
                    language = "en",
                    liking = Liking("en", dark = true, textScale = 1.3f),
                    fingerprint = Finger.Unavailable,
                    villages = emptyList(),
                    guides = shown.guides?.copy(fromHall = false),
                    stored = page.copy(waiting = Waiting(0u, 0u, 0u, 0u), received = 0uL, receivedAt = null),
                    outbox = null,
                ),
            ),
            sample(
                "settings-finger-problem",
                shown.copy(fingerprint = Finger.Off, problem = Problem.Store(StoreProblem.KEYS_REFUSED)),
            ),
            sample("settings-pin-changed", shown.copy(pinChanged = true)),
            sample("settings-loading", SettingsState.Loading),
            sample("settings-failed", SettingsState.Failed(Problem.Store(StoreProblem.FAILED))),
            sample("settings-pin", SettingsState.Pin(PinStage.Old, 2, busy = false, null)),
            sample("settings-pin-new", SettingsState.Pin(PinStage.New, 0, busy = false, PinProblem.Differed)),
            sample(
                "settings-pin-wrong",
                SettingsState.Pin(PinStage.Old, 0, busy = false, PinProblem.Refused(Problem.WrongPin(30, 4))),
            ),
            sample("settings-pin-again", SettingsState.Pin(PinStage.Again, 6, busy = true, null)),
            sample("settings-erase", erase(), important = true),
            sample("settings-erase-refused", erase().copy(lack = Lack.HereOnly), important = true),
            sample("settings-erase-sealed", erase().copy(lack = Lack.Sealed(12)), important = true),
            sample("settings-erase-sealed-asking", erase().copy(lack = Lack.Sealed(12), asking = true)),
            sample("settings-erase-asking", erase().copy(asking = true)),
            sample("settings-erase-busy", erase().copy(busy = true)),
            sample("settings-erase-failed", erase().copy(problem = Problem.Store(StoreProblem.FAILED))),
        )

    private fun erase() = SettingsState.Erase(Lack.Nothing, asking = false, busy = false, problem = null)

    private fun sample(
        name: String,
        state: SettingsState,
        important: Boolean = false,
    ) = Sample(name, important) { SettingsView(state) {} }
}
