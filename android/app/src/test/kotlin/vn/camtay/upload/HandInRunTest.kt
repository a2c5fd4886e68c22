package vn.camtay.upload

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.Denied
import uniffi.camtay_core.HallProblem
import uniffi.camtay_core.HandInProgress
import uniffi.camtay_core.HandInResult
import uniffi.camtay_core.NetworkProblem
import uniffi.camtay_core.OutboxSent
import uniffi.camtay_core.OutboxState
import uniffi.camtay_core.PhoneStatus
import uniffi.camtay_core.PullResult
import uniffi.camtay_core.Standing
import uniffi.camtay_core.Waiting
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.Unset

/** One run after the other, whatever the phone is like. */
class HandInRunTest {
    private val stage = MutableStateFlow<UploadStage>(UploadStage.Ready)
    private val nearness = MutableStateFlow(Nearness.Unknown)
    private val told = mutableListOf<String>()
    private val wifi = FakeNetwork()
    private val result = HandInResult(7uL, 1_795_171_320L, 0)
    private val waiting = Waiting(3u, 5u, 1u, 7u)

    private val listener =
        object : RunListener {
            override fun sending(
                done: Long,
                total: Long,
            ) {
                told += "sending $done/$total"
            }

            override fun received(
                records: Long,
                sent: Waiting?,
            ) {
                told += "received $records"
            }

            override fun stopped(problem: Problem) {
                told += "stopped"
            }

            override fun quiet() {
                told += "quiet"
            }
        }

    private open inner class Open : CoreInterface by Unset {
        override fun status(): PhoneStatus = PhoneStatus.Open(pin = true, hall = true)

        override fun waiting() = this@HandInRunTest.waiting

        override suspend fun pull() = PullResult(4uL, newGuides = true, badGuides = false, clockOff = 0)
    }

    private open inner class Locked(
        private val outbox: OutboxState,
    ) : CoreInterface by Unset {
        var checked = 0

        override fun status(): PhoneStatus = PhoneStatus.Locked(pin = true, biometric = false)

        override fun outboxState() = outbox

        override suspend fun checkIn(): PhoneStatus = status().also { checked += 1 }

        override suspend fun sendOutbox() = OutboxSent(7uL, null)
    }

    private fun outbox(
        records: ULong,
        given: Boolean = false,
    ) = OutboxState(records, null, 0uL, given, 0u)

    private fun run(phone: Phone) = HandInRun(phone, wifi, listener, stage, nearness)

    private fun phone(
        core: CoreInterface,
        handedIn: Outcome<HandInResult> = Outcome.Ok(result),
    ) = FakePhone(core).apply { this.handedIn = handedIn }

    private fun no(problem: Problem) = Outcome.No(problem)

    @Test
    fun `an open phone hands in, fetches lists and says what it was`() =
        runTest {
            val ending = run(phone(Open())).run(byHand = true)
            assertEquals(Ending.Done, ending)
            val received = stage.value as UploadStage.Received
            assertEquals(waiting, received.sent)
            assertTrue((received.pulled as Outcome.Ok).value.newGuides)
            assertEquals(listOf("received 7"), told)
            assertEquals(Nearness.Near, nearness.value)
        }

    @Test
    fun `what was handed in stays received when the lists don't come`() =
        runTest {
            val core =
                object : Open() {
                    override suspend fun pull(): PullResult = throw CoreException.Network(NetworkProblem.INTERRUPTED)
                }
            assertEquals(Ending.Done, run(phone(core)).run(byHand = true))
            assertTrue((stage.value as UploadStage.Received).pulled is Outcome.No)
        }

    @Test
    fun `by itself it tells nobody of a hall that is away, but who tapped is told`() =
        runTest {
            val away = no(Problem.Network(NetworkProblem.UNREACHABLE))
            assertEquals(Ending.Again(null), run(phone(Open(), away)).run(byHand = false))
            assertFalse("stopped" in told)
            assertEquals(Nearness.Away, nearness.value)
            assertEquals(Ending.Again(null), run(phone(Open(), away)).run(byHand = true))
            assertEquals(UploadStage.Stopped(away.problem, 0, onWifi = true), stage.value)
        }

    @Test
    fun `a busy hall says when to come back, a suspended phone needs a person`() =
        runTest {
            val busy = no(Problem.Hall(HallProblem.Busy(40u)))
            assertEquals(Ending.Again(40), run(phone(Open(), busy)).run(byHand = false))
            val suspended = no(Problem.Hall(HallProblem.Suspended))
            assertEquals(Ending.Stopped, run(phone(Open(), suspended)).run(byHand = false))
            assertTrue("stopped" in told)
            assertEquals(suspended.problem, (stage.value as UploadStage.Stopped).problem)
        }

    @Test
    fun `a locked phone sends its outbox and hears the hall's order`() =
        runTest {
            val core = Locked(outbox(7uL))
            assertEquals(Ending.Done, run(phone(core)).run(byHand = false))
            assertEquals(listOf("sending 0/7", "received 7"), told)
            assertEquals(1, core.checked)
        }

    @Test
    fun `a locked phone with nothing to send only hears the hall's order`() =
        runTest {
            val core = Locked(outbox(7uL, given = true))
            assertEquals(Ending.Done, run(phone(core)).run(byHand = false))
            assertEquals(1, core.checked)
            assertFalse(told.any { it.startsWith("received") })
        }

    @Test
    fun `a phone that is locked in the middle sends the rest as its outbox`() =
        runTest {
            val locked = Locked(outbox(7uL))
            val core =
                object : Open() {
                    override fun outboxState() = locked.outboxState()

                    override suspend fun sendOutbox() = locked.sendOutbox()

                    override suspend fun checkIn() = locked.checkIn()
                }
            val fake = phone(core, no(Problem.Locked))
            assertEquals(Ending.Done, run(fake).run(byHand = true))
            assertEquals(UploadStage.Ready, stage.value)
            assertTrue("received 7" in told)
        }

    @Test
    fun `a store that can't be used still sends its outbox`() =
        runTest {
            val core =
                object : Locked(outbox(7uL)) {
                    override fun status(): PhoneStatus =
                        throw CoreException.Store(uniffi.camtay_core.StoreProblem.WRONG_KEY)

                    override suspend fun checkIn(): PhoneStatus = PhoneStatus.New
                }
            assertEquals(Ending.Done, run(phone(core)).run(byHand = false))
            assertTrue("received 7" in told)
        }

    @Test
    fun `nothing waits and nobody tapped, so nobody is told`() =
        runTest {
            val core =
                object : Open() {
                    override fun waiting() = Waiting(0u, 0u, 0u, 0u)
                }
            assertEquals(Ending.Done, run(phone(core)).run(byHand = false))
            assertEquals(UploadStage.Ready, stage.value)
            assertEquals(emptyList<String>(), told)
        }

    @Test
    fun `there are never two at once`() =
        runTest {
            val gate = CompletableDeferred<Unit>()
            var running = 0
            var most = 0
            val phone =
                object : Phone by phone(Open()) {
                    override suspend fun handIn(progressed: (HandInProgress) -> Unit): Outcome<HandInResult> {
                        running += 1
                        most = maxOf(most, running)
                        gate.await()
                        running -= 1
                        return Outcome.Ok(result)
                    }
                }
            val one = run(phone)
            val runs = List(3) { async { one.run(byHand = it == 0) } }
            testScheduler.runCurrent()
            gate.complete(Unit)
            runs.forEach { assertEquals(Ending.Done, it.await()) }
            assertEquals(1, most)
        }

    @Test
    fun `another screen's sending is waited for, not told as trouble`() =
        runTest {
            var tries = 0
            val phone =
                object : Phone by phone(Open()) {
                    override suspend fun handIn(progressed: (HandInProgress) -> Unit): Outcome<HandInResult> {
                        tries += 1
                        return if (tries < 3) no(Problem.NotAllowed(Denied.HAND_IN_RUNNING)) else Outcome.Ok(result)
                    }
                }
            assertEquals(Ending.Done, run(phone).run(byHand = true))
            assertEquals(3, tries)
        }

    @Test
    fun `progress is seen, and who stops it keeps what was received`() =
        runTest {
            val never = CompletableDeferred<Unit>()
            val phone =
                object : Phone by phone(Open()) {
                    override suspend fun handIn(progressed: (HandInProgress) -> Unit): Outcome<HandInResult> {
                        progressed(HandInProgress(total = 7uL, done = 4uL))
                        never.await()
                        return Outcome.Ok(result)
                    }
                }
            val one = run(phone)
            val job = launch { one.run(byHand = true) }
            testScheduler.runCurrent()
            assertEquals(UploadStage.Sending(4, 7), stage.value)
            one.stopping = true
            job.cancelAndJoin()
            val cancelled = Problem.Network(NetworkProblem.CANCELLED)
            assertEquals(UploadStage.Stopped(cancelled, 4, onWifi = true), stage.value)
            assertEquals(listOf("sending 4/7", "quiet"), told)
            val other = launch { one.run(byHand = false) }
            testScheduler.runCurrent()
            other.cancelAndJoin()
            assertEquals("the system took it away, nobody stopped it", UploadStage.Ready, stage.value)
        }

    @Test
    fun `a tap does not wait for a look that finds nobody`() =
        runTest {
            val never = CompletableDeferred<Standing>()
            val core =
                object : Open() {
                    override suspend fun askStanding() = never.await()
                }
            val one = run(phone(core))
            val look = launch { one.look() }
            testScheduler.runCurrent()
            assertEquals(Nearness.Looking, nearness.value)
            assertEquals(Ending.Done, one.run(byHand = true))
            look.join()
            assertEquals(Nearness.Near, nearness.value)
        }

    @Test
    fun `over a Wi-Fi without the hall it goes on over the other network`() =
        runTest {
            wifi.binds = true
            val ways = mutableListOf<Boolean>()
            val phone =
                object : Phone by phone(Open()) {
                    override suspend fun handIn(progressed: (HandInProgress) -> Unit): Outcome<HandInResult> {
                        ways += wifi.isBound
                        val away = no(Problem.Network(NetworkProblem.NOT_THE_HALL))
                        return if (wifi.isBound) away else Outcome.Ok(result)
                    }
                }
            assertEquals(Ending.Done, run(phone).run(byHand = true))
            assertEquals(listOf(true, false), ways)
            assertTrue(stage.value is UploadStage.Received)
        }

    @Test
    fun `looking says whether the hall answers, also when it says no`() =
        runTest {
            val near =
                object : CoreInterface by Unset {
                    override suspend fun askStanding() = Standing.SUSPENDED
                }
            run(phone(near)).look()
            assertEquals(Nearness.Near, nearness.value)
            val away =
                object : CoreInterface by Unset {
                    override suspend fun askStanding(): Standing =
                        throw CoreException.Network(NetworkProblem.UNREACHABLE)
                }
            run(phone(away)).look()
            assertEquals(Nearness.Away, nearness.value)
        }
}

/** A Wi-Fi that needs binding or not. */
class FakeNetwork : HallNetwork {
    var there = true
    var binds = false
    var isBound = false

    override fun isThere() = there

    override fun onJoined(joined: () -> Unit) = Unit

    override suspend fun <T> within(block: suspend (bound: Boolean) -> T): T {
        isBound = binds
        try {
            return block(binds)
        } finally {
            isBound = false
        }
    }
}
