package vn.camtay.app

import androidx.lifecycle.SavedStateHandle
import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import uniffi.camtay_core.PhoneStatus
import uniffi.camtay_core.Standing
import vn.camtay.phone.Outcome
import vn.camtay.phone.Problem
import vn.camtay.phone.communeName
import vn.camtay.phone.orNull
import vn.camtay.upload.NearPhone

/** What is seen at all; worked out from the phone, no screen goes there by itself. */
sealed interface Root {
    /** The phone has not answered yet. */
    data object Starting : Root

    /** The phone has no hall, or waits for its yes, or has no PIN yet, or never got its villages. */
    data class Enrol(
        /** The hall ordered it to forget everything: when, Unix seconds. */
        val wipedAt: Long?,
    ) : Root

    /** There is a store, locked. */
    data class Locked(
        val biometric: Boolean,
    ) : Root

    /** Work. */
    data object Open : Root

    /** The store can't be used; what is waiting outside it can still be sent. */
    data class Broken(
        val problem: Problem,
    ) : Root
}

/**
 * What outlives rotation: the root, the places, what was typed. The routes also outlive the
 * process: what was open opens again after unlocking.
 */
class AppModel(
    private val wiring: Wiring,
    private val saved: SavedStateHandle,
) : ViewModel() {
    private val state = MutableStateFlow<Root>(Root.Starting)

    // Who types touches a keyboard, which is not ours.
    private val drafts = Drafts(kept(), ::touched)
    private val near by lazy { NearPhone(wiring.phone, wiring.network) }
    private val timer = LockTimer()
    private var language = "vi"

    val root: StateFlow<Root> = state.asStateFlow()

    /** The places; empty unless [Root.Open]. */
    val stack = BackStack(::entry)

    /** Drawn while [Root.Enrol], [Root.Locked] and [Root.Broken]. */
    val outside = MutableStateFlow<Entry?>(null)

    init {
        viewModelScope.launch {
            wiring.phone.changes.collectLatest { follow() }
        }
        viewModelScope.launch {
            stack.entries.collectLatest { entries ->
                if (entries.isNotEmpty()) saved[ROUTES] = ArrayList(stack.routes.map(Route::text))
            }
        }
        saved.setSavedStateProvider(DRAFTS) {
            android.os.Bundle().apply { drafts.all().forEach { (field, text) -> putString(field, text) } }
        }
        viewModelScope.launch { watch() }
        touched()
    }

    /** The screens' language; with another one every model is made anew. */
    fun speak(language: String) {
        if (this.language == language) return
        this.language = language
        if (state.value == Root.Open) stack.start(stack.routes)
        outside.value?.let { show(state.value) }
    }

    /** Somebody touched the screen. */
    fun touched() = timer.touched(wiring.elapsed())

    /** Locks when it is time; asked every little while, and before the app is seen again. */
    fun lockIfTime() {
        if (state.value != Root.Open) return
        // In a guide the other phone is touched; codes pass from phone to phone by themselves.
        val inGuide = stack.routes.lastOrNull().let { it is Route.Steps || it is Route.Leaflet || it is Route.Courier }
        if (timer.isTime(wiring.elapsed(), inGuide)) lock()
    }

    /** Goes to [route], after unlocking where the phone is locked. */
    fun goTo(route: Route) {
        if (state.value == Root.Open) stack.to(route) else saved[ROUTES] = arrayListOf(route.text())
    }

    /** Locks now; from this moment on nothing is seen. */
    fun lock() {
        state.value = Root.Starting
        viewModelScope.launch { if (wiring.phone.write { lock() } is Outcome.No) follow() }
    }

    /** The app goes out of sight, and the system may end it: what waits is kept outside the store too. */
    fun hidden() {
        if (state.value == Root.Open) viewModelScope.launch { wiring.phone.write { renewOutbox() } }
    }

    /** Watches the time, also while the app is not seen. */
    private suspend fun watch() {
        while (true) {
            lockIfTime()
            delay(WATCH)
        }
    }

    private suspend fun follow() {
        val before = state.value
        val now = ask()
        if (now == before) return
        state.value = now
        if (now is Root.Locked) wiring.fingerprint.on.value = now.biometric
        // The app was begun, opened or locked: what waits goes when the hall is near.
        if (now is Root.Locked || now == Root.Open) wiring.uploads.handInWhenNear()
        // Enrolling goes on where it is: it knows itself what the phone says.
        if (now is Root.Enrol && before is Root.Enrol) return
        if (now is Root.Enrol && before != Root.Starting) forget()
        show(now)
    }

    /** The phone begins anew: whoever is let in next finds nothing of what was typed and open before. */
    private fun forget() {
        drafts.clear()
        saved[ROUTES] = ArrayList<String>()
    }

    private fun show(now: Root) {
        outside.value
            ?.scope
            ?.coroutineContext
            ?.job
            ?.cancel()
        if (now == Root.Open) {
            outside.value = null
            touched()
            stack.start(keptRoutes())
        } else {
            stack.clear()
            outside.value = outsideEntry(now)
        }
    }

    private suspend fun ask(): Root {
        val status =
            when (val asked = wiring.phone.read { status() }) {
                is Outcome.Ok -> asked.value
                is Outcome.No -> return Root.Broken(asked.problem)
            }
        return when (status) {
            is PhoneStatus.New -> Root.Enrol(null)
            is PhoneStatus.Wiped -> Root.Enrol(status.at)
            is PhoneStatus.Locked -> if (status.pin) Root.Locked(status.biometric) else openWithoutPin()
            is PhoneStatus.Open -> if (isReady(status)) Root.Open else Root.Enrol(null)
        }
    }

    private suspend fun isReady(status: PhoneStatus.Open) =
        status.pin && status.hall && isLetIn() && (state.value == Root.Open || hasLists())

    /** Whether the hall's lists ever came: before, there is no village to work in. */
    private suspend fun hasLists() = wiring.phone.communeName().isNotEmpty()

    private suspend fun openWithoutPin(): Root =
        when (val opened = wiring.phone.read { unlockWithoutPin() }) {
            is Outcome.Ok -> ask()
            is Outcome.No -> Root.Broken(opened.problem)
        }

    /** A suspended or revoked phone was let in once: what it holds stays usable, and it says so. */
    private suspend fun isLetIn(): Boolean =
        when (val asked = wiring.phone.read { enrolment().standing }) {
            is Outcome.Ok -> asked.value.let { it != null && it != Standing.PENDING }
            // It tells nothing about the hall's yes.
            is Outcome.No -> state.value == Root.Open
        }

    private fun entry(route: Route): Entry {
        val scope = scope()
        return Entry(route, scope, screenOf(route, surroundings(scope, drafts.of(route), stack)))
    }

    private fun outsideEntry(root: Root): Entry? {
        val scope = scope()
        val around = surroundings(scope, drafts.of(Route.Today), stack)
        val screen = screenOutside(root, around, wiring.hasFingerprint()) ?: return null
        return Entry(Route.Today, scope, screen)
    }

    private fun scope() =
        CoroutineScope(viewModelScope.coroutineContext + SupervisorJob(viewModelScope.coroutineContext.job))

    private fun surroundings(
        scope: CoroutineScope,
        draft: Draft,
        go: Go,
    ) = Surroundings(
        phone = near,
        scope = scope,
        go = go,
        draft = draft,
        preferences = wiring.preferences,
        uploads = wiring.uploads,
        voice = wiring.voice,
        clock = wiring.clock,
        fingerprint = wiring.fingerprint,
        files = wiring.files,
        language = language,
    )

    private fun keptRoutes(): List<Route> {
        val texts = saved.get<ArrayList<String>>(ROUTES).orEmpty()
        return texts.mapNotNull(Route::of).ifEmpty { listOf(Route.Today) }
    }

    private fun kept(): MutableMap<String, String> {
        val bundle = saved.get<android.os.Bundle>(DRAFTS) ?: return mutableMapOf()
        return bundle.keySet().associateWithTo(mutableMapOf()) { bundle.getString(it).orEmpty() }
    }

    override fun onCleared() = stack.clear()

    private companion object {
        const val ROUTES = "routes"
        const val DRAFTS = "drafts"
        const val WATCH = 10_000L
    }
}
