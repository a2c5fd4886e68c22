package vn.camtay.feature.lock

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.Denied
import uniffi.camtay_core.LentParcel
import uniffi.camtay_core.NetworkProblem
import uniffi.camtay_core.OutboxSent
import uniffi.camtay_core.OutboxState
import uniffi.camtay_core.PhoneStatus
import uniffi.camtay_core.StoreProblem
import vn.camtay.app.Clock
import vn.camtay.feature.lock.LockState.Finger
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Problem
import vn.camtay.phone.Unset

private class FakeCore : CoreInterface by Unset {
    val calls = mutableListOf<String>()
    val refusals = mutableMapOf<String, CoreException>()
    var outbox = OutboxState(37u, 1_795_436_127, 900u, false, 0u)

    override fun status() = PhoneStatus.Locked(pin = true, biometric = true)

    override fun unlock(pin: String) = called("unlock $pin")

    override fun unlockWithBiometric() = called("unlockWithBiometric")

    override fun enableBiometric() = called("enableBiometric")

    override fun disableBiometric() = called("disableBiometric")

    override fun startOver() = called("startOver")

    override fun outboxState() = outbox

    override fun lendParcel(folder: String): LentParcel {
        called("lendParcel $folder")
        return LentParcel("$folder/9ec1dfcbcf0f6eeb-3.ctp", 3u)
    }

    override fun parcelGiven(number: ULong) {
        called("parcelGiven $number")
        outbox = outbox.copy(given = true)
    }

    override suspend fun sendOutbox(): OutboxSent {
        called("sendOutbox")
        outbox = outbox.copy(given = true)
        return OutboxSent(outbox.records, null)
    }

    private fun called(call: String) {
        calls += call
        refusals.remove(call.substringBefore(' '))?.let { throw it }
    }
}

@OptIn(ExperimentalCoroutinesApi::class)
class LockModelTest {
    private val core = FakeCore()
    private val phone = FakePhone(core)
    private var slept = 0L

    private fun TestScope.model(biometric: Boolean = false) =
        LockModel(phone, backgroundScope, Clock { testScheduler.currentTime / 1000 + slept }, biometric)

    private fun test(body: suspend TestScope.() -> Unit) = runTest(UnconfinedTestDispatcher(), testBody = body)

    private fun LockModel.type(digits: String) = digits.forEach { send(LockEvent.DigitTapped(it.digitToInt())) }

    private fun refuse(
        call: String,
        problem: StoreProblem,
    ) {
        core.refusals[call] = CoreException.Store(problem)
    }

    @Test
    fun `six digits open, and one may be taken back`() =
        test {
            val model = model()
            model.type("1357")
            model.send(LockEvent.DeleteTapped)
            assertEquals(3, model.state.value.entered)
            model.type("790")
            assertEquals(listOf("unlock 135790"), core.calls)
            assertEquals(0, model.state.value.entered)
        }

    @Test
    fun `a wrong PIN may have to wait, by the clock, and no digit counts meanwhile`() =
        test {
            val model = model()
            core.refusals["unlock"] = CoreException.WrongPin(30u, 3u)
            model.type("000000")
            assertEquals(30L, model.state.value.waitSeconds)
            model.type("1")
            assertEquals(0, model.state.value.entered)
            advanceTimeBy(10_100)
            assertEquals(20L, model.state.value.waitSeconds)
            // The phone slept.
            slept = 15
            advanceTimeBy(600)
            assertEquals(5L, model.state.value.waitSeconds)
            advanceTimeBy(5_000)
            assertTrue(model.state.value.canType)
            assertEquals(Problem.WrongPin(30, 3), model.state.value.problem)
            model.type("1")
            assertNull(model.state.value.problem)
        }

    @Test
    fun `too many tries close the PIN and leave the finger`() =
        test {
            refuse("unlockWithBiometric", StoreProblem.KEYS_REFUSED)
            val model = model(biometric = true)
            core.refusals["unlock"] = CoreException.NotAllowed(Denied.TOO_MANY_TRIES)
            model.type("000000")
            assertTrue(model.state.value.isPinClosed)
            assertFalse(model.state.value.canType)
            assertEquals(Finger.On, model.state.value.finger)
            core.calls.clear()
            model.send(LockEvent.FingerprintTapped)
            assertEquals(listOf("unlockWithBiometric"), core.calls)
        }

    @Test
    fun `the finger is asked for once by itself, and a no is told only to who tapped`() =
        test {
            refuse("unlockWithBiometric", StoreProblem.KEYS_REFUSED)
            val model = model(biometric = true)
            assertEquals(listOf("unlockWithBiometric"), core.calls)
            assertNull(model.state.value.problem)
            refuse("unlockWithBiometric", StoreProblem.KEYS_REFUSED)
            model.send(LockEvent.FingerprintTapped)
            assertEquals(Problem.Store(StoreProblem.KEYS_REFUSED), model.state.value.problem)
            model.type("1")
            assertEquals(1, model.state.value.entered)
        }

    @Test
    fun `after a new finger the PIN opens and the finger is offered anew`() =
        test {
            refuse("unlockWithBiometric", StoreProblem.KEYS_UNAVAILABLE)
            val model = model(biometric = true)
            assertEquals(Finger.Changed, model.state.value.finger)
            assertNull(model.state.value.problem)
            model.type("135790")
            assertEquals(listOf("unlockWithBiometric", "unlock 135790", "enableBiometric"), core.calls)
        }

    @Test
    fun `who doesn't want the new finger keeps the PIN alone`() =
        test {
            refuse("unlockWithBiometric", StoreProblem.KEYS_UNAVAILABLE)
            val model = model(biometric = true)
            core.refusals["unlock"] = CoreException.WrongPin(0u, 1u)
            model.type("000000")
            refuse("enableBiometric", StoreProblem.KEYS_REFUSED)
            model.type("135790")
            assertEquals(listOf("unlock 135790", "enableBiometric", "disableBiometric"), core.calls.takeLast(3))
        }

    @Test
    fun `everybody is told that it is open only after the finger was asked about`() =
        test {
            refuse("unlockWithBiometric", StoreProblem.KEYS_UNAVAILABLE)
            val model = model(biometric = true)
            val before = phone.changes.value
            model.type("135790")
            assertEquals(before + 1, phone.changes.value)
        }

    @Test
    fun `a lost key shows the way out, a full disk does not`() =
        test {
            val model = model()
            refuse("unlock", StoreProblem.KEYS_UNAVAILABLE)
            model.type("135790")
            assertTrue(model.state.value.isStoreBroken)
            refuse("unlock", StoreProblem.DISK_FULL)
            model.type("135790")
            assertFalse(model.state.value.isStoreBroken)
            assertEquals(Problem.Store(StoreProblem.DISK_FULL), model.state.value.problem)
        }

    @Test
    fun `nobody begins again before what waits was sent`() =
        test {
            val model = model()
            model.send(LockEvent.ForgottenTapped)
            model.send(LockEvent.StartOverTapped)
            assertFalse(way(model).asking)
            core.refusals["sendOutbox"] = CoreException.Network(NetworkProblem.UNREACHABLE)
            model.send(LockEvent.SendTapped)
            assertEquals(Problem.Network(NetworkProblem.UNREACHABLE), way(model).problem)
            assertFalse(way(model).canStartOver)
            model.send(LockEvent.SendTapped)
            assertTrue(way(model).canStartOver)
            model.send(LockEvent.StartOverTapped)
            assertTrue(way(model).asking)
            model.send(LockEvent.StartOverConfirmed)
            assertEquals(listOf("sendOutbox", "sendOutbox", "startOver"), core.calls)
        }

    @Test
    fun `a saved file is shown to other apps once, and may be saved again`() =
        test {
            val model = model()
            model.send(LockEvent.ForgottenTapped)
            model.send(LockEvent.SaveTapped("/shared"))
            assertEquals("/shared/9ec1dfcbcf0f6eeb-3.ctp", way(model).saved)
            model.send(LockEvent.Shared)
            assertNull(way(model).saved)
            assertFalse(way(model).canStartOver)
            model.send(LockEvent.SentTapped)
            assertTrue(way(model).canStartOver)
            assertNull(way(model).lent)
            model.send(LockEvent.SaveTapped("/shared"))
            assertEquals("/shared/9ec1dfcbcf0f6eeb-3.ctp", way(model).saved)
        }

    @Test
    fun `back leads from the question to the way out, and from there to the PIN`() =
        test {
            core.outbox = OutboxState(0u, null, 0u, false, 0u)
            val model = model()
            model.send(LockEvent.ForgottenTapped)
            model.send(LockEvent.StartOverTapped)
            model.send(LockEvent.BackTapped)
            assertFalse(way(model).asking)
            model.send(LockEvent.BackTapped)
            assertNull(model.state.value.wayOut)
        }

    private fun way(model: LockModel) = checkNotNull(model.state.value.wayOut)
}
