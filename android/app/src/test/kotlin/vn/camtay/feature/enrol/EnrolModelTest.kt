package vn.camtay.feature.enrol

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.Enrolment
import uniffi.camtay_core.HallProblem
import uniffi.camtay_core.NetworkProblem
import uniffi.camtay_core.OutboxState
import uniffi.camtay_core.PhoneStatus
import uniffi.camtay_core.PullResult
import uniffi.camtay_core.Standing
import uniffi.camtay_core.StoreProblem
import vn.camtay.app.Drafts
import vn.camtay.app.Route
import vn.camtay.feature.enrol.EnrolState.PinTrouble
import vn.camtay.feature.enrol.EnrolState.Stage
import vn.camtay.feature.lock.LockEvent
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Problem
import vn.camtay.phone.Unset

/** A phone and a hall, as the model sees them. */
private class FakeCore : CoreInterface by Unset {
    val calls = mutableListOf<String>()
    var status: PhoneStatus = PhoneStatus.New
    var standing: Standing? = null
    var outbox = OutboxState(0u, null, 0u, false, 0u)

    /** The hall's answer to a code; at once when there is none to wait for. */
    var answer: CompletableDeferred<Unit>? = null

    /** What the next call of this name is refused with. */
    val refusals = mutableMapOf<String, CoreException>()

    override fun status() = status

    override fun outboxState() = outbox

    override fun enrolment() = Enrolment(standing, "418302".takeIf { standing == null || standing == Standing.PENDING })

    override fun create() = called("create") { status = PhoneStatus.Open(false, false) }

    override fun startOver() = called("startOver") { status = PhoneStatus.New }

    override suspend fun enrol(invitation: String): String {
        called("enrol $invitation") {}
        answer?.await()
        status = PhoneStatus.Open(false, true)
        standing = null
        return "418302"
    }

    override suspend fun askStanding(): Standing {
        called("askStanding") {}
        return standing ?: Standing.PENDING
    }

    override fun setPin(pin: String) = called("setPin $pin") { status = PhoneStatus.Open(true, true) }

    override fun enableBiometric() = called("enableBiometric") {}

    override suspend fun pull(): PullResult {
        called("pull") {}
        return PullResult(16u, false, false, 0)
    }

    override suspend fun sendOutbox(): uniffi.camtay_core.OutboxSent {
        called("sendOutbox") { outbox = outbox.copy(given = true) }
        return uniffi.camtay_core.OutboxSent(outbox.records, null)
    }

    private fun called(
        call: String,
        then: () -> Unit,
    ) {
        calls += call
        refusals.remove(call.substringBefore(' '))?.let { throw it }
        then()
    }
}

@OptIn(ExperimentalCoroutinesApi::class)
class EnrolModelTest {
    private val core = FakeCore()
    private val drafts = Drafts(mutableMapOf())

    private fun TestScope.model(hasFingerprint: Boolean = false) =
        EnrolModel(FakePhone(core), backgroundScope, drafts.of(Route.Today), hasFingerprint)

    private fun test(body: suspend TestScope.() -> Unit) = runTest(UnconfinedTestDispatcher(), testBody = body)

    private fun EnrolModel.type(digits: String) = digits.forEach { send(EnrolEvent.DigitTapped(it.digitToInt())) }

    private fun EnrolModel.read(code: String) {
        send(EnrolEvent.BeginTapped)
        send(EnrolEvent.CodeRead(code))
    }

    private fun onlyAsked() = core.calls.filter { it != "askStanding" }

    @Test
    fun `code, yes, PIN, finger and villages follow each other`() =
        test {
            val model = model(hasFingerprint = true)
            assertEquals(Stage.Welcome(null), model.state.value.stage)
            model.read(" CAMTAY1:AB ")
            assertEquals(Stage.Compare("418302", long = false), model.state.value.stage)
            core.standing = Standing.APPROVED
            advanceTimeBy(3_100)
            assertEquals(Stage.ChoosePin(0, again = false, trouble = null), model.state.value.stage)
            model.type("135790")
            assertEquals(Stage.ChoosePin(0, again = true, trouble = null), model.state.value.stage)
            model.type("135790")
            assertEquals(Stage.Fingerprint, model.state.value.stage)
            model.send(EnrolEvent.FingerprintAnswered(true))
            assertEquals(Stage.Fetch, model.state.value.stage)
            val order = listOf("create", "enrol CAMTAY1:AB", "setPin 135790", "enableBiometric", "pull")
            assertEquals(order, onlyAsked())
        }

    @Test
    fun `after the process died it goes on where the phone stands`() =
        test {
            core.status = PhoneStatus.Open(pin = false, hall = true)
            assertEquals(Stage.Compare("418302", long = false), model().state.value.stage)
            core.standing = Standing.APPROVED
            assertEquals(Stage.ChoosePin(0, again = false, trouble = null), model().state.value.stage)
            core.status = PhoneStatus.Open(pin = true, hall = true)
            assertEquals(Stage.Fetch, model().state.value.stage)
            assertEquals(listOf("pull"), onlyAsked())
            core.status = PhoneStatus.Wiped(1_795_436_127)
            assertEquals(Stage.Welcome(1_795_436_127), model().state.value.stage)
        }

    @Test
    fun `a code that is refused is told, and the camera does not read it over and over`() =
        test {
            val model = model()
            core.refusals["enrol"] = CoreException.Hall(HallProblem.BadCode)
            model.read("CAMTAY1:OLD")
            assertEquals(Stage.Scan, model.state.value.stage)
            assertEquals(Problem.Hall(HallProblem.BadCode), model.state.value.problem)
            assertFalse(model.state.value.canSendAgain)
            model.send(EnrolEvent.ScanTapped)
            assertEquals(null, model.state.value.problem)
        }

    @Test
    fun `a code that the camera reads many times is shown to the hall once`() =
        test {
            core.answer = CompletableDeferred()
            val model = model()
            model.read("CAMTAY1:AB")
            assertTrue(model.state.value.busy)
            model.send(EnrolEvent.CodeRead("CAMTAY1:AB"))
            core.answer?.complete(Unit)
            assertEquals(listOf("create", "enrol CAMTAY1:AB"), onlyAsked())
            assertTrue(model.state.value.stage is Stage.Compare)
        }

    @Test
    fun `without a network the same code is shown again, by the same phone`() =
        test {
            val model = model()
            core.refusals["enrol"] = CoreException.Network(NetworkProblem.UNREACHABLE)
            model.read("CAMTAY1:AB")
            assertTrue(model.state.value.canSendAgain)
            model.send(EnrolEvent.RetryTapped)
            assertEquals(listOf("create", "enrol CAMTAY1:AB", "enrol CAMTAY1:AB"), onlyAsked())
            assertTrue(model.state.value.stage is Stage.Compare)
        }

    @Test
    fun `waiting says when it takes long, and that the hall is away`() =
        test {
            val model = model()
            model.read("CAMTAY1:AB")
            core.refusals["askStanding"] = CoreException.Network(NetworkProblem.UNREACHABLE)
            advanceTimeBy(3_100)
            assertEquals(Problem.Network(NetworkProblem.UNREACHABLE), model.state.value.problem)
            advanceTimeBy(3_000)
            assertEquals(null, model.state.value.problem)
            core.refusals["askStanding"] = CoreException.Hall(HallProblem.Busy(30u))
            advanceTimeBy(3_000)
            assertEquals(null, model.state.value.problem)
            advanceTimeBy(90_000)
            assertEquals(Stage.Compare("418302", long = true), model.state.value.stage)
            val asked = core.calls.size
            advanceTimeBy(10_000)
            assertEquals(asked + 1, core.calls.size)
        }

    @Test
    fun `the officer's no is told, and another code makes another phone`() =
        test {
            val model = model()
            model.read("CAMTAY1:AB")
            core.standing = Standing.REVOKED
            advanceTimeBy(3_100)
            assertEquals(Stage.NotLetIn(Standing.REVOKED), model.state.value.stage)
            model.read("CAMTAY1:CD")
            assertEquals(
                listOf("create", "enrol CAMTAY1:AB", "startOver", "create", "enrol CAMTAY1:CD"),
                onlyAsked(),
            )
        }

    @Test
    fun `a suspended phone asks again when somebody wants it to`() =
        test {
            core.status = PhoneStatus.Open(pin = false, hall = true)
            core.standing = Standing.SUSPENDED
            val model = model()
            assertEquals(Stage.NotLetIn(Standing.SUSPENDED), model.state.value.stage)
            core.refusals["askStanding"] = CoreException.Network(NetworkProblem.UNREACHABLE)
            model.send(EnrolEvent.AskTapped)
            assertEquals(Problem.Network(NetworkProblem.UNREACHABLE), model.state.value.problem)
            core.standing = Standing.APPROVED
            model.send(EnrolEvent.AskTapped)
            assertTrue(model.state.value.stage is Stage.ChoosePin)
        }

    @Test
    fun `an easy PIN and two that differ begin again`() =
        test {
            core.status = PhoneStatus.Open(pin = false, hall = true)
            core.standing = Standing.APPROVED
            val model = model()
            model.type("123456")
            assertEquals(Stage.ChoosePin(0, again = false, PinTrouble.Easy), model.state.value.stage)
            model.type("135790")
            model.type("135791")
            assertEquals(Stage.ChoosePin(0, again = false, PinTrouble.Differed), model.state.value.stage)
            model.type("13")
            model.send(EnrolEvent.DeleteTapped)
            assertEquals(Stage.ChoosePin(1, again = false, trouble = null), model.state.value.stage)
            assertEquals(emptyList<String>(), onlyAsked())
        }

    @Test
    fun `a PIN that could not be kept is chosen again`() =
        test {
            core.status = PhoneStatus.Open(pin = false, hall = true)
            core.standing = Standing.APPROVED
            core.refusals["setPin"] = CoreException.Store(StoreProblem.DISK_FULL)
            val model = model()
            model.type("135790135790")
            assertEquals(Stage.ChoosePin(0, again = false, trouble = null), model.state.value.stage)
            assertEquals(Problem.Store(StoreProblem.DISK_FULL), model.state.value.problem)
            model.type("135790135790")
            assertEquals(Stage.Fetch, model.state.value.stage)
        }

    @Test
    fun `a finger that is not recognised is told, and the PIN alone will do`() =
        test {
            core.status = PhoneStatus.Open(pin = false, hall = true)
            core.standing = Standing.APPROVED
            core.refusals["enableBiometric"] = CoreException.Store(StoreProblem.KEYS_REFUSED)
            val model = model(hasFingerprint = true)
            model.type("135790135790")
            model.send(EnrolEvent.FingerprintAnswered(true))
            assertEquals(Stage.Fingerprint, model.state.value.stage)
            assertEquals(Problem.Store(StoreProblem.KEYS_REFUSED), model.state.value.problem)
            model.send(EnrolEvent.FingerprintAnswered(false))
            assertEquals(listOf("setPin 135790", "enableBiometric", "pull"), onlyAsked())
        }

    @Test
    fun `villages that did not come are fetched again`() =
        test {
            core.status = PhoneStatus.Open(pin = true, hall = true)
            core.standing = Standing.APPROVED
            core.refusals["pull"] = CoreException.Network(NetworkProblem.INTERRUPTED)
            val model = model()
            assertEquals(Problem.Network(NetworkProblem.INTERRUPTED), model.state.value.problem)
            model.send(EnrolEvent.RetryTapped)
            assertEquals(null, model.state.value.problem)
            assertEquals(listOf("pull", "pull"), onlyAsked())
        }

    @Test
    fun `what a damaged store had not handed in goes first`() =
        test {
            core.outbox = OutboxState(12u, 1_795_436_127, 900u, false, 0u)
            val model = model()
            assertFalse((model.state.value.stage as Stage.Leftover).wayOut.canStartOver)
            model.send(EnrolEvent.LeftoverTapped(LockEvent.SendTapped))
            assertTrue((model.state.value.stage as Stage.Leftover).wayOut.canStartOver)
            model.send(EnrolEvent.BeginTapped)
            assertEquals(Stage.Scan, model.state.value.stage)
        }

    @Test
    fun `a typed code outlives the screen until the hall has it`() =
        test {
            val model = model()
            model.send(EnrolEvent.TypeTapped)
            model.send(EnrolEvent.CodeTyped("CAMTAY1:AB"))
            core.refusals["enrol"] = CoreException.Hall(HallProblem.BadInvitation)
            model.send(EnrolEvent.CodeSent)
            assertEquals(Stage.Type("CAMTAY1:AB"), model.state.value.stage)
            assertEquals(Problem.Hall(HallProblem.BadInvitation), model.state.value.problem)
            model().run {
                send(EnrolEvent.TypeTapped)
                assertEquals(Stage.Type("CAMTAY1:AB"), state.value.stage)
                send(EnrolEvent.CodeSent)
                assertTrue(state.value.stage is Stage.Compare)
            }
            assertEquals(emptyMap<String, String>(), drafts.all())
        }

    @Test
    fun `a PIN is easy when it repeats or counts`() {
        listOf("000000", "121212", "123123", "123456", "987654").forEach { assertTrue(it, isEasyPin(it)) }
        listOf("135790", "246802", "112358", "190485").forEach { assertFalse(it, isEasyPin(it)) }
    }
}
