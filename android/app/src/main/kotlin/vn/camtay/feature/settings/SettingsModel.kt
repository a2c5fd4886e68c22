package vn.camtay.feature.settings

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import uniffi.camtay_core.CoreInterface
import vn.camtay.app.Fingerprint
import vn.camtay.app.Go
import vn.camtay.app.Liking
import vn.camtay.app.Preferences
import vn.camtay.app.Route
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.orNull

/** How somebody likes the app, its lock, what it carries, and the way to erase it. */
class SettingsModel(
    private val phone: Phone,
    private val preferences: Preferences,
    private val fingerprint: Fingerprint,
    private val language: String,
    private val scope: CoroutineScope,
    private val go: Go,
) {
    private val current = MutableStateFlow<SettingsState>(SettingsState.Loading)
    private var pin: PinChange? = null
    private var drawsPin: Job? = null

    val state: StateFlow<SettingsState> = current.asStateFlow()

    init {
        scope.launch { phone.changes.collectLatest { if (isMain()) read() } }
        scope.launch { preferences.liking.collect { liking -> update { it.copy(liking = liking) } } }
        scope.launch { fingerprint.on.collect { update { it.copy(fingerprint = finger()) } } }
    }

    fun send(event: SettingsEvent) {
        when (event) {
            SettingsEvent.BackTapped -> back()
            SettingsEvent.RetryTapped -> scope.launch { read() }
            is SettingsEvent.LanguageChosen -> like { it.copy(language = event.language) }
            is SettingsEvent.TextScaleChosen -> like { it.copy(textScale = event.scale) }
            is SettingsEvent.ThemeChosen -> like { it.copy(dark = event.dark) }
            SettingsEvent.LockTapped -> scope.launch { phone.write { lock() } }
            SettingsEvent.UploadTapped -> go.to(Route.Upload)
            SettingsEvent.CourierTapped -> go.to(Route.Courier)
            SettingsEvent.RecordsTapped -> go.to(Route.Records)
            is SettingsEvent.FingerprintChosen -> fingerprint(event.on)
            SettingsEvent.PinTapped -> changePin()
            is SettingsEvent.DigitTapped -> pin?.digit(event.digit)
            SettingsEvent.DeleteTapped -> pin?.delete()
            SettingsEvent.EraseTapped -> scope.launch { askWhetherToErase() }
            SettingsEvent.EraseGoOnTapped -> updateErase { it.copy(asking = it.lack != Lack.HereOnly) }
            SettingsEvent.EraseConfirmed -> erase()
        }
    }

    private fun back() {
        val now = current.value
        when {
            isMain() -> go.back()

            now is SettingsState.Erase && now.asking -> current.value = now.copy(asking = false)

            else -> {
                scope.launch {
                    leavePin()
                    read()
                }
            }
        }
    }

    private fun like(change: (Liking) -> Liking) = preferences.choose(change(preferences.liking.value))

    private fun changePin() {
        val change = PinChange(phone, scope, ::pinChanged)
        pin = change
        drawsPin = scope.launch { change.state.collect { current.value = it } }
    }

    private fun pinChanged() {
        scope.launch {
            leavePin()
            read()
            update { it.copy(pinChanged = true) }
        }
    }

    /** Waits until nothing of it is drawn any more. */
    private suspend fun leavePin() {
        drawsPin?.cancelAndJoin()
        pin = null
    }

    private fun fingerprint(on: Boolean) {
        val shown = current.value as? SettingsState.Shown ?: return
        if (shown.busy) return
        current.value = shown.copy(busy = true, problem = null)
        scope.launch {
            val changed = phone.write { if (on) enableBiometric() else disableBiometric() }
            if (changed is Outcome.Ok) fingerprint.on.value = on
            val problem = (changed as? Outcome.No)?.problem
            update { it.copy(busy = false, problem = problem, fingerprint = finger()) }
        }
    }

    /** What the hall lacks would be lost, unless somebody carries it there. */
    private suspend fun askWhetherToErase() {
        current.value =
            when (val lack = phone.read { lack() }) {
                is Outcome.Ok -> erase(lack.value, problem = null)
                is Outcome.No -> erase(Lack.HereOnly, lack.problem)
            }
    }

    /** For the words: whether erasing is safe the phone knows itself, and refuses. */
    private fun CoreInterface.lack(): Lack {
        val waiting = waiting().records
        val outbox = outboxState()
        return when {
            waiting == 0u -> Lack.Nothing
            outbox.given && outbox.records == waiting.toULong() -> Lack.Sealed(waiting.toInt())
            else -> Lack.HereOnly
        }
    }

    private fun erase() {
        val now = current.value as? SettingsState.Erase ?: return
        if (now.busy || !now.asking) return
        current.value = now.copy(asking = false, busy = true, problem = null)
        scope.launch {
            // When it is done, the root leaves this screen by itself.
            val refused = phone.write { eraseEverything() } as? Outcome.No ?: return@launch
            current.value =
                if (refused.problem is Problem.NotAllowed) {
                    erase(Lack.HereOnly, problem = null)
                } else {
                    erase(now.lack, refused.problem)
                }
        }
    }

    private fun erase(
        lack: Lack,
        problem: Problem?,
    ) = SettingsState.Erase(lack, asking = false, busy = false, problem)

    private suspend fun read() {
        val stored =
            when (val asked = phone.read { uploadPage() }) {
                is Outcome.Ok -> asked.value
                is Outcome.No -> return current.update { SettingsState.Failed(asked.problem) }
            }
        val before = current.value as? SettingsState.Shown
        current.value =
            SettingsState.Shown(
                liking = preferences.liking.value,
                language = language,
                fingerprint = finger(),
                villages = phone.read { villages() }.orNull().orEmpty(),
                guides = phone.read { guides() }.orNull(),
                stored = stored,
                outbox = phone.read { outboxState() }.orNull(),
                busy = before?.busy ?: false,
                problem = before?.problem,
                pinChanged = before?.pinChanged ?: false,
            )
    }

    private fun finger() =
        when {
            !fingerprint.isKnown() -> Finger.Unavailable
            fingerprint.on.value -> Finger.On
            else -> Finger.Off
        }

    private fun isMain() = current.value.let { it !is SettingsState.Pin && it !is SettingsState.Erase }

    private fun update(change: (SettingsState.Shown) -> SettingsState.Shown) =
        current.update { (it as? SettingsState.Shown)?.let(change) ?: it }

    private fun updateErase(change: (SettingsState.Erase) -> SettingsState.Erase) =
        current.update { (it as? SettingsState.Erase)?.let(change) ?: it }
}
