package vn.camtay.feature.lock

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import uniffi.camtay_core.StoreProblem
import vn.camtay.app.Clock
import vn.camtay.feature.lock.LockState.Finger
import vn.camtay.look.PIN_LENGTH
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem

/** Opens the store by PIN or finger; each works without the other. */
class LockModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val clock: Clock,
    biometric: Boolean,
) {
    private val current =
        MutableStateFlow(
            LockState(
                entered = 0,
                busy = false,
                finger = if (biometric) Finger.On else Finger.Off,
                problem = null,
                waitSeconds = 0,
                wayOut = null,
            ),
        )
    private val wayOut = WayOutModel(phone, scope)
    private var typed = ""
    private var counting: Job? = null

    val state: StateFlow<LockState> = current.asStateFlow()

    init {
        scope.launch { wayOut.state.collect { way -> current.update { it.copy(wayOut = way) } } }
        // Whoever opens the app wants in: the system's question comes by itself, once.
        if (biometric) finger(asked = false)
    }

    fun send(event: LockEvent) {
        when (event) {
            is LockEvent.DigitTapped -> digit(event.digit)
            LockEvent.DeleteTapped -> if (current.value.canType) typed(typed.dropLast(1))
            LockEvent.FingerprintTapped -> finger(asked = true)
            LockEvent.ForgottenTapped -> wayOut.open()
            else -> wayOut.send(event)
        }
    }

    private fun digit(digit: Int) {
        if (!current.value.canType || typed.length == PIN_LENGTH) return
        current.update { it.copy(problem = null) }
        typed(typed + digit)
        if (typed.length < PIN_LENGTH) return
        val pin = typed
        work {
            val opened = if (current.value.finger == Finger.Changed) openAndRenew(pin) else open(pin)
            // When it opens, the root leaves this screen by itself.
            val problem = (opened as? Outcome.No)?.problem
            typed("")
            current.update { it.copy(busy = false, problem = problem) }
            if (problem is Problem.WrongPin) countDown(problem.waitSeconds)
        }
    }

    private suspend fun open(pin: String) = phone.write { unlock(pin) }

    /** Another finger was added to the phone: once the PIN has opened, it is offered anew. */
    private suspend fun openAndRenew(pin: String): Outcome<Unit> {
        val opened = phone.read { unlock(pin) }
        if (opened is Outcome.Ok && phone.read { enableBiometric() } is Outcome.No) {
            phone.read { disableBiometric() }
        }
        // Only now is everybody told, so that the question is over before this screen leaves.
        phone.write { status() }
        return opened
    }

    /** [asked]: somebody tapped for it, and is told when it does not work. */
    private fun finger(asked: Boolean) {
        if (current.value.busy || current.value.finger != Finger.On) return
        work {
            val problem = (phone.write { unlockWithBiometric() } as? Outcome.No)?.problem
            val isRefused = problem == null || problem == Problem.Store(StoreProblem.KEYS_REFUSED)
            current.update {
                when {
                    isRefused -> it.copy(busy = false, problem = problem.takeIf { asked })
                    isKeyGone(problem) -> it.copy(busy = false, problem = null, finger = Finger.Changed)
                    else -> it.copy(busy = false, problem = problem)
                }
            }
        }
    }

    private fun isKeyGone(problem: Problem?) =
        problem is Problem.NotAllowed || problem == Problem.Store(StoreProblem.KEYS_UNAVAILABLE)

    private fun countDown(seconds: Long) {
        counting?.cancel()
        val until = clock.now() + seconds
        counting =
            scope.launch {
                do {
                    // By the clock: this also goes on while the phone sleeps.
                    val left = (until - clock.now()).coerceIn(0, seconds)
                    current.update { it.copy(waitSeconds = left) }
                    if (left > 0) delay(A_MOMENT)
                } while (left > 0)
            }
    }

    private fun work(block: suspend () -> Unit) {
        current.update { it.copy(busy = true, problem = null) }
        scope.launch { block() }
    }

    private fun typed(digits: String) {
        typed = digits
        current.update { it.copy(entered = digits.length) }
    }

    private companion object {
        const val A_MOMENT = 500L
    }
}
