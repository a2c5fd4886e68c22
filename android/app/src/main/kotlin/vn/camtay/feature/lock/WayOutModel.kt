package vn.camtay.feature.lock

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.map
import vn.camtay.phone.orNull

/** The way out of a store that nobody can open: send or save what waits, then begin again. */
class WayOutModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
) {
    private val current = MutableStateFlow<WayOut?>(null)

    val state: StateFlow<WayOut?> = current.asStateFlow()

    /** Shows what waits. */
    fun open() {
        scope.launch { read() }
    }

    /** Whether the phone thinks otherwise by now: the root asks it again. */
    fun askAgain() {
        scope.launch { phone.write { status() } }
    }

    fun send(event: LockEvent) {
        when (event) {
            // Back from the question, or from the way out as a whole.
            LockEvent.BackTapped -> current.update { if (it?.asking == true) it.copy(asking = false) else null }

            LockEvent.SendTapped -> work { phone.online { sendOutbox() } }
            is LockEvent.SaveTapped -> work { save(event.folder) }
            LockEvent.SentTapped -> work { sent() }
            LockEvent.Shared -> current.update { it?.copy(saved = null) }
            LockEvent.StartOverTapped -> current.update { it?.copy(asking = it.canStartOver) }
            LockEvent.StartOverConfirmed -> work { phone.write { startOver() } }
            else -> Unit
        }
    }

    private suspend fun save(folder: String): Outcome<Unit> =
        phone.write { lendParcel(folder) }.map { lent ->
            current.update { it?.copy(saved = lent.file, lent = lent.number) }
        }

    private suspend fun sent(): Outcome<Unit> {
        val number = current.value?.lent ?: return Outcome.Ok(Unit)
        return phone.write { parcelGiven(number) }.map { current.update { it?.copy(lent = null) } }
    }

    private fun work(block: suspend () -> Outcome<*>) {
        if (current.value?.busy != false) return
        current.update { it?.copy(busy = true, problem = null, asking = false) }
        scope.launch {
            val problem = (block() as? Outcome.No)?.problem
            current.update { it?.copy(busy = false, problem = problem) }
            read()
        }
    }

    private suspend fun read() {
        val answer = phone.read { outboxState() }
        val outbox = answer.orNull()
        val problem = (answer as? Outcome.No)?.problem
        current.update {
            it?.copy(outbox = outbox, problem = problem ?: it.problem)
                ?: WayOut(outbox, false, problem, asking = false, saved = null)
        }
    }
}
