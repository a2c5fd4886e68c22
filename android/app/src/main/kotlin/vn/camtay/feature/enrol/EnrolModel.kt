package vn.camtay.feature.enrol

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import uniffi.camtay_core.PhoneStatus
import uniffi.camtay_core.Standing
import vn.camtay.app.Draft
import vn.camtay.feature.enrol.EnrolState.PinTrouble
import vn.camtay.feature.enrol.EnrolState.Stage
import vn.camtay.feature.lock.WayOutModel
import vn.camtay.look.PIN_LENGTH
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem

/**
 * Enrols: code → six digits → the officer's yes → PIN → finger → villages. The root turns to
 * work by itself once the villages' lists are here. Whatever breaks off goes on where the
 * phone itself stands.
 */
class EnrolModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val draft: Draft,
    /** Whether this phone has a finger or face to offer. */
    private val hasFingerprint: Boolean,
) {
    private val current = MutableStateFlow(EnrolState(Stage.Starting, busy = true, problem = null))
    private val leftover = WayOutModel(phone, scope)
    private var work: Job? = null
    private var code = ""
    private var typed = ""
    private var chosen = ""

    val state: StateFlow<EnrolState> = current.asStateFlow()

    init {
        scope.launch { leftover.state.collect { way -> way?.let { show(Stage.Leftover(it)) } } }
        work { goOn() }
    }

    fun send(event: EnrolEvent) {
        when (event) {
            EnrolEvent.BeginTapped, EnrolEvent.ScanTapped -> scan()
            EnrolEvent.BackTapped -> work { goOn() }
            is EnrolEvent.CodeRead -> read(event.text)
            EnrolEvent.TypeTapped -> stop { show(Stage.Type(draft[CODE])) }
            is EnrolEvent.CodeTyped -> typed(event.text)
            EnrolEvent.CodeSent -> read(draft[CODE])
            EnrolEvent.RetryTapped -> work { if (current.value.stage == Stage.Scan) enrol() else goOn() }
            EnrolEvent.AskTapped -> work { phone.online { askStanding() }.orTell()?.let { goOn() } }
            is EnrolEvent.DigitTapped -> digit(event.digit)
            EnrolEvent.DeleteTapped -> deleted()
            is EnrolEvent.FingerprintAnswered -> finger(event.yes)
            is EnrolEvent.LeftoverTapped -> leftover.send(event.event)
        }
    }

    /** Goes on from where the phone stands. */
    private suspend fun goOn() {
        when (val status = phone.read { status() }.orTell() ?: return) {
            is PhoneStatus.Open -> if (status.hall) goOnWithHall(status.pin) else show(Stage.Welcome(null))
            is PhoneStatus.Wiped -> show(Stage.Welcome(status.at))
            is PhoneStatus.New, is PhoneStatus.Locked -> welcome()
        }
    }

    private suspend fun goOnWithHall(hasPin: Boolean) {
        val enrolment = phone.read { enrolment() }.orTell() ?: return
        val code = enrolment.safetyCode
        when (val standing = enrolment.standing) {
            Standing.APPROVED -> if (hasPin) fetch() else choosePin(trouble = null)
            Standing.REVOKED, Standing.SUSPENDED -> show(Stage.NotLetIn(standing))
            Standing.PENDING, null -> if (code == null) show(Stage.Scan) else awaitYes(code)
        }
    }

    /** A damaged store was put aside: what lay in its outbox goes to the hall first. */
    private suspend fun welcome() {
        val outbox = phone.read { outboxState() }.orTell() ?: return
        if (outbox.records > 0uL && !outbox.given) leftover.open() else show(Stage.Welcome(null))
    }

    private fun scan() = stop { show(Stage.Scan) }

    private fun typed(text: String) {
        draft[CODE] = text
        current.update { it.copy(stage = Stage.Type(text), problem = null) }
    }

    private fun read(text: String) {
        // The camera reads the same code many times over.
        if (current.value.busy || text.isBlank()) return
        code = text.trim()
        work { enrol() }
    }

    private suspend fun enrol() {
        val status = phone.read { status() }.orTell() ?: return
        val isOpen = status is PhoneStatus.Open
        // The hall knows this phone by its key: another code needs another one.
        val isAgain = status is PhoneStatus.Open && status.hall
        if (isAgain) phone.write { startOver() }.orTell() ?: return
        if (isAgain || !isOpen) phone.write { create() }.orTell() ?: return
        val digits = phone.online { enrol(code) }.orTell() ?: return
        draft.clear()
        code = ""
        awaitYes(digits)
    }

    /** The officer compares; asked again every little while, also after the network was away. */
    private suspend fun awaitYes(digits: String) {
        var asked = 0
        show(Stage.Compare(digits, long = false))
        while (true) {
            val answer = phone.online { askStanding() }
            if (answer is Outcome.Ok && answer.value != Standing.PENDING) return goOn()
            asked += 1
            // Where the hall has much to do, waiting is all there is to say.
            val problem = (answer as? Outcome.No)?.problem?.takeUnless { it.isHallBusy }
            current.value = EnrolState(Stage.Compare(digits, asked >= OFTEN), busy = false, problem)
            delay(if (asked < OFTEN) ASK_AGAIN else ASK_SELDOM)
        }
    }

    private fun choosePin(trouble: PinTrouble?) {
        typed = ""
        chosen = ""
        show(Stage.ChoosePin(entered = 0, again = false, trouble))
    }

    private fun digit(digit: Int) {
        val stage = current.value.stage as? Stage.ChoosePin ?: return
        if (current.value.busy || typed.length == PIN_LENGTH) return
        typed += digit
        when {
            typed.length < PIN_LENGTH -> show(stage.copy(entered = typed.length, trouble = null))
            !stage.again && isEasyPin(typed) -> choosePin(PinTrouble.Easy)
            !stage.again -> again()
            chosen != typed -> choosePin(PinTrouble.Differed)
            else -> work { keepPin(stage) }
        }
    }

    private fun again() {
        chosen = typed
        typed = ""
        show(Stage.ChoosePin(entered = 0, again = true, trouble = null))
    }

    private fun deleted() {
        val stage = current.value.stage as? Stage.ChoosePin ?: return
        if (current.value.busy) return
        typed = typed.dropLast(1)
        show(stage.copy(entered = typed.length))
    }

    private suspend fun keepPin(stage: Stage.ChoosePin) {
        current.update { it.copy(stage = stage.copy(entered = PIN_LENGTH)) }
        val pin = chosen
        typed = ""
        chosen = ""
        when (val kept = phone.write { setPin(pin) }) {
            is Outcome.Ok -> if (hasFingerprint) show(Stage.Fingerprint) else fetch()
            is Outcome.No -> {
                choosePin(trouble = null)
                tell(kept.problem)
            }
        }
    }

    private fun finger(yes: Boolean) {
        if (current.value.busy) return
        work {
            if (yes) phone.write { enableBiometric() }.orTell() ?: return@work
            fetch()
        }
    }

    private suspend fun fetch() {
        current.value = EnrolState(Stage.Fetch, busy = true, problem = null)
        // With the lists the root leaves this screen.
        phone.online { pull() }.orTell() ?: return
        current.update { it.copy(busy = false) }
    }

    private fun work(block: suspend () -> Unit) {
        work?.cancel()
        current.update { it.copy(busy = true, problem = null) }
        work = scope.launch { block() }
    }

    private fun stop(then: () -> Unit) {
        work?.cancel()
        then()
    }

    private fun show(stage: Stage) {
        current.value = EnrolState(stage, busy = false, problem = null)
    }

    private fun <T> Outcome<T>.orTell(): T? =
        when (this) {
            is Outcome.Ok -> value

            is Outcome.No -> {
                tell(problem)
                null
            }
        }

    private fun tell(problem: Problem) =
        current.update {
            // A first answer that never came: where to begin is known all the same.
            val stage = if (it.stage == Stage.Starting) Stage.Welcome(null) else it.stage
            EnrolState(stage, busy = false, problem = problem)
        }

    private companion object {
        const val CODE = "code"
        const val ASK_AGAIN = 3_000L
        const val ASK_SELDOM = 10_000L

        /** So many times quickly, about a minute and a half. */
        const val OFTEN = 30
    }
}
