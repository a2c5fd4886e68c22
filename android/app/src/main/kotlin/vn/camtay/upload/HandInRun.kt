package vn.camtay.upload

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import uniffi.camtay_core.Denied
import uniffi.camtay_core.HallProblem
import uniffi.camtay_core.NetworkProblem
import uniffi.camtay_core.PhoneStatus
import uniffi.camtay_core.PullResult
import uniffi.camtay_core.Waiting
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.orNull

/** What came of one run. */
sealed interface Ending {
    /** Nothing is left to do. */
    data object Done : Ending

    /** The hall can't be had now; [afterSeconds] when it said itself when to come back. */
    data class Again(
        val afterSeconds: Long?,
    ) : Ending

    /** Only a person can do something about it. */
    data object Stopped : Ending
}

/** What a run tells while it goes on; a screen's state and a notification are made of it. */
interface RunListener {
    /** It goes on: [done] of [total] records. */
    fun sending(
        done: Long,
        total: Long,
    )

    /** The hall has got [records], and what they are about where that is known. */
    fun received(
        records: Long,
        sent: Waiting?,
    )

    /** Somebody must do something. */
    fun stopped(problem: Problem)

    /** Nothing to tell (any more). */
    fun quiet()
}

/**
 * One hand-in after the other: the open phone hands in and brings lists and guides up to date,
 * the locked one sends its outbox and hears the hall's order.
 */
class HandInRun(
    private val phone: Phone,
    private val network: HallNetwork,
    private val listener: RunListener,
    private val stage: MutableStateFlow<UploadStage>,
    private val nearness: MutableStateFlow<Nearness>,
) {
    private val one = Mutex()
    private var looking: Deferred<Outcome<*>>? = null

    /** Somebody wants no more: what is cancelled now was stopped by hand. */
    @Volatile
    var stopping = false

    /** Something is handed in, or the hall is looked for. */
    val isRunning: Boolean
        get() = one.isLocked

    /** Hands in; [byHand] when somebody waits for it and wants to hear what came of it. */
    suspend fun run(byHand: Boolean): Ending {
        // Handing in tells better than looking whether the hall is there.
        looking?.cancel()
        return try {
            one.withLock { runAlone(byHand) }
        } catch (cancelled: CancellationException) {
            cancelled(byHand)
            throw cancelled
        }
    }

    private suspend fun runAlone(byHand: Boolean): Ending {
        stopping = false
        if (byHand) stage.value = UploadStage.Sending(0, 0)
        return towardsHall { handIn(byHand) }
    }

    /** What was received stays received; the system's own reasons concern nobody who didn't tap. */
    private fun cancelled(byHand: Boolean) {
        val done = (stage.value as? UploadStage.Sending)?.done
        if (done != null) {
            stage.value =
                when {
                    stopping -> UploadStage.Stopped(CANCELLED, done, network.isThere())
                    byHand -> UploadStage.Stopped(INTERRUPTED, done, network.isThere())
                    else -> UploadStage.Ready
                }
        }
        listener.quiet()
    }

    /** Looks whether the hall answers; while something is handed in, that tells it better. */
    suspend fun look() {
        if (!one.tryLock()) return
        try {
            nearness.value = Nearness.Looking
            val answered =
                coroutineScope {
                    async { network.within { phone.online { askStanding() } } }.also { looking = it }.await()
                }
            nearness.value = if (isHall(answered)) Nearness.Near else Nearness.Away
        } catch (_: CancellationException) {
            nearness.value = Nearness.Unknown
            currentCoroutineContext().ensureActive()
        } finally {
            looking = null
            one.unlock()
        }
    }

    /** Over the Wi-Fi first; where no hall is there, over what the system would have used. */
    private suspend fun towardsHall(handIn: suspend () -> Outcome<Ending>): Ending {
        var wasBound = false
        var outcome =
            network.within { bound ->
                wasBound = bound
                handIn()
            }
        if (wasBound && outcome is Outcome.No && !isHall(outcome)) outcome = handIn()
        nearness.value = if (isHall(outcome)) Nearness.Near else Nearness.Away
        return when (outcome) {
            is Outcome.Ok -> outcome.value
            is Outcome.No -> ended(outcome.problem)
        }
    }

    private suspend fun handIn(byHand: Boolean): Outcome<Ending> {
        repeat(PATIENCE) {
            val outcome = once(byHand)
            // Somebody sends the outbox from another screen: it is soon over.
            if (outcome !is Outcome.No || outcome.problem != RUNNING) return outcome
            delay(SOON)
        }
        return Outcome.No(RUNNING)
    }

    private suspend fun once(byHand: Boolean): Outcome<Ending> =
        when (val status = phone.read { status() }) {
            is Outcome.Ok ->
                when (val now = status.value) {
                    is PhoneStatus.Open -> if (now.hall) open(byHand) else nothing()
                    is PhoneStatus.Locked -> locked()
                    is PhoneStatus.New, is PhoneStatus.Wiped -> nothing()
                }

            // What waits lies outside the store: it can be sent also when that can't be used.
            is Outcome.No -> locked()
        }

    private suspend fun open(byHand: Boolean): Outcome<Ending> {
        val waiting = phone.read { waiting() }.orNull()
        if (!byHand && waiting?.records == 0u) return refresh()
        stage.value = UploadStage.Sending(0, 0)
        val result =
            when (val handedIn = phone.handIn { progressed(it.done.toLong(), it.total.toLong()) }) {
                is Outcome.Ok -> handedIn.value
                // It was locked in the middle: what is left goes as the outbox.
                is Outcome.No -> return if (handedIn.problem == Problem.Locked) locked() else handedIn
            }
        val pulled = phone.online { pull() }
        stage.value = UploadStage.Received(result, waiting, pulled)
        listener.received(result.entries.toLong(), waiting)
        return Outcome.Ok(Ending.Done)
    }

    /** Nothing waits: lists and guides are brought up to date, and nobody is told about it. */
    private suspend fun refresh(): Outcome<Ending> {
        val pulled: Outcome<PullResult> = phone.online { pull() }
        return when (pulled) {
            is Outcome.Ok -> Outcome.Ok(Ending.Done).also { notSending() }
            is Outcome.No -> if (isHall(pulled)) pulled else nothing()
        }
    }

    private suspend fun locked(): Outcome<Ending> {
        val outbox =
            when (val asked = phone.read { outboxState() }) {
                is Outcome.Ok -> asked.value
                is Outcome.No -> return asked
            }
        if (outbox.records == 0uL || outbox.given) {
            val heard = phone.online { checkIn() }
            return if (heard is Outcome.No && isHall(heard)) heard else nothing()
        }
        listener.sending(0, outbox.records.toLong())
        return when (val sent = phone.online { sendOutbox() }) {
            is Outcome.Ok -> {
                stage.value = UploadStage.Ready
                listener.received(sent.value.records.toLong(), null)
                // Its reply waits for the PIN; the hall's order does not.
                phone.online { checkIn() }
                Outcome.Ok(Ending.Done)
            }

            is Outcome.No -> sent
        }
    }

    private fun progressed(
        done: Long,
        total: Long,
    ) {
        stage.value = UploadStage.Sending(done, total)
        listener.sending(done, total)
    }

    private fun notSending() {
        if (stage.value is UploadStage.Sending) stage.value = UploadStage.Ready
    }

    private fun nothing(): Outcome<Ending> {
        notSending()
        listener.quiet()
        return Outcome.Ok(Ending.Done)
    }

    /** The truth for whoever looks, and what the machine does next. */
    private fun ended(problem: Problem): Ending {
        val done = (stage.value as? UploadStage.Sending)?.done ?: 0
        if (stage.value is UploadStage.Sending) stage.value = UploadStage.Stopped(problem, done, network.isThere())
        val ending = endingOf(problem)
        if (ending == Ending.Stopped) listener.stopped(problem) else listener.quiet()
        return ending
    }

    private fun isHall(outcome: Outcome<*>) =
        outcome is Outcome.Ok || (outcome as? Outcome.No)?.problem !is Problem.Network

    companion object {
        private val RUNNING = Problem.NotAllowed(Denied.HAND_IN_RUNNING)
        private val INTERRUPTED = Problem.Network(NetworkProblem.INTERRUPTED)
        private val CANCELLED = Problem.Network(NetworkProblem.CANCELLED)
        private const val PATIENCE = 20
        private const val SOON = 1_500L

        /** What the machine can do about a problem by itself. */
        fun endingOf(problem: Problem): Ending =
            when (problem) {
                is Problem.Network -> Ending.Again(null)

                is Problem.Hall ->
                    when (val hall = problem.problem) {
                        is HallProblem.Busy -> Ending.Again(hall.retryAfter.toLong())
                        is HallProblem.Unavailable -> Ending.Again(hall.retryAfter.toLong())
                        is HallProblem.BadAnswer -> Ending.Again(null)
                        else -> Ending.Stopped
                    }

                is Problem.NotAllowed -> if (problem == RUNNING) Ending.Again(null) else Ending.Stopped

                else -> Ending.Stopped
            }
    }
}
