package vn.camtay.upload

import android.os.Looper
import androidx.test.core.app.ApplicationProvider
import androidx.work.Configuration
import androidx.work.WorkInfo
import androidx.work.WorkManager
import androidx.work.testing.WorkManagerTestInitHelper
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import uniffi.camtay_core.HallProblem
import uniffi.camtay_core.NetworkProblem
import uniffi.camtay_core.NewHousehold
import uniffi.camtay_core.PhoneStatus
import vn.camtay.app.TestCamTay
import vn.camtay.app.enrol
import vn.camtay.app.value
import vn.camtay.hall.Hall
import vn.camtay.hall.Portal
import vn.camtay.phone.Problem

/** WorkManager, the real core and a real hall. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "vi", application = TestCamTay::class)
class WorkUploadsTest {
    @get:Rule
    val hall = Hall()

    private val app = ApplicationProvider.getApplicationContext<TestCamTay>()
    private val phone get() = app.wiring.phone
    private val network = FakeNetwork()
    private val uploads by lazy { WorkUploads(app, phone, network) }
    private val work get() = WorkManager.getInstance(app)

    @Before
    fun letIn() {
        val configuration = Configuration.Builder().setWorkerFactory(HandInWorkers { uploads }).build()
        WorkManagerTestInitHelper.initializeTestWorkManager(
            app,
            configuration,
            WorkManagerTestInitHelper.ExecutorsMode.PRESERVE_EXECUTORS,
        )
        enrol(phone, hall)
        record("Trần Văn Bảy")
    }

    @After
    fun close() = WorkManagerTestInitHelper.closeWorkDatabase()

    private fun record(head: String) =
        runBlocking {
            val village = phone.read { villages() }.value().first()
            phone.write { addHousehold(NewHousehold(village.id, head, "cạnh cây đa")) }.value()
        }

    private fun page() = runBlocking { phone.read { uploadPage() }.value() }

    private fun waitUntil(what: () -> Boolean) {
        val deadline = System.nanoTime() + 40_000_000_000
        while (!what()) {
            check(System.nanoTime() < deadline) { "it never came; the hand-in is at ${uploads.stage.value}" }
            // WorkManager starts its workers on the main thread.
            shadowOf(Looper.getMainLooper()).idle()
            Thread.sleep(50)
        }
    }

    private fun handIn(): UploadStage {
        uploads.handInNow()
        waitUntil { uploads.stage.value !is UploadStage.Sending }
        return uploads.stage.value
    }

    private fun infos(name: String) = work.getWorkInfosForUniqueWork(name).get()

    /** Lets the work that waits for the hall's Wi-Fi begin. */
    private fun comeNear() {
        val driver = WorkManagerTestInitHelper.getTestDriver(app)!!
        val waiting = infos(WorkUploads.NEAR).single { it.state == WorkInfo.State.ENQUEUED }
        driver.setInitialDelayMet(waiting.id)
        driver.setAllConstraintsMet(waiting.id)
    }

    private fun phoneId() = ID.find(hall.run("phones", "hall"))!!.value

    private fun stoppedBy(stage: UploadStage) = (stage as? UploadStage.Stopped)?.problem

    @Test
    fun `a tap brings it to the hall, and the receipt is here`() {
        val received = handIn() as UploadStage.Received
        assertTrue(received.result.entries > 0uL)
        assertNotNull(received.result.confirmedAt)
        assertEquals(0u, page().waiting.records)
        assertEquals(received.result.confirmedAt, page().receivedAt)
        assertEquals(Nearness.Near, uploads.nearness.value)
    }

    @Test
    fun `a hall that is away loses nothing, and is tried again by itself`() {
        hall.stop()
        assertEquals(Problem.Network(NetworkProblem.UNREACHABLE), stoppedBy(handIn()))
        assertTrue(page().waiting.records > 0u)
        hall.serve()
        waitUntil { infos(WorkUploads.NEAR).any { it.state == WorkInfo.State.ENQUEUED } }
        comeNear()
        waitUntil { uploads.stage.value is UploadStage.Received }
        assertEquals(0u, page().waiting.records)
    }

    @Test
    fun `a locked phone hands its outbox in by itself`() {
        runBlocking { phone.write { lock() } }.value()
        uploads.handInWhenNear()
        waitUntil { infos(WorkUploads.NEAR).isNotEmpty() }
        comeNear()
        waitUntil { runBlocking { phone.read { outboxState() } }.value().replies > 0u }
        runBlocking { phone.write { unlock("135790") } }.value()
        assertEquals(0u, page().waiting.records)
    }

    @Test
    fun `a suspended phone is told so, and what it has counts once it is let in again`() {
        hall.run("suspend", "hall", phoneId())
        assertEquals(Problem.Hall(HallProblem.Suspended), stoppedBy(handIn()))
        assertTrue(page().suspended)
        hall.run("resume", "hall", phoneId())
        assertTrue(handIn() is UploadStage.Received)
        assertEquals(0u, page().waiting.records)
    }

    @Test
    fun `a revoked phone forgets everything once the hall has what it held`() {
        hall.run("revoke", "hall", phoneId(), "--wipe")
        assertEquals(Problem.Hall(HallProblem.Revoked), stoppedBy(handIn()))
        waitUntil { runBlocking { phone.read { status() } }.value() is PhoneStatus.Wiped }
        assertTrue(hall.run("bundle", "hall", "list").isNotBlank())
    }

    @Test
    fun `a portal page is no hall`() {
        hall.stop()
        Portal.inWords(port()).use {
            assertEquals(UploadStage.Stopped(NOT_THE_HALL, done = 0, onWifi = true), handIn())
        }
        assertTrue(page().waiting.records > 0u)
    }

    @Test
    fun `another commune's hall at the same address gets nothing`() {
        hall.stop()
        val name = arrayOf("--commune-code", "19408", "--commune-name", "xã Cửa Việt")
        hall.run("init", "other", *name, "--address", hall.address)
        hall.serve("other")
        assertEquals(NOT_THE_HALL, stoppedBy(handIn()))
        hall.stop()
        hall.serve()
        assertTrue(handIn() is UploadStage.Received)
    }

    @Test
    fun `a hall whose certificate is a new one is still the hall`() {
        hall.stop()
        hall.serve()
        assertTrue(handIn() is UploadStage.Received)
    }

    @Test
    fun `by itself it waits for any Wi-Fi, and looks regularly`() {
        uploads.handInWhenNear()
        uploads.handInWhenNear()
        waitUntil { infos(WorkUploads.REGULARLY).isNotEmpty() }
        val waiting = infos(WorkUploads.NEAR).filter { !it.state.isFinished }
        assertEquals(1, waiting.size)
        val request = waiting.single().constraints.requiredNetworkRequest
        assertNotNull(request)
        val internet = android.net.NetworkCapabilities.NET_CAPABILITY_INTERNET
        assertTrue(!request!!.hasCapability(internet))
        assertTrue(!request.hasCapability(android.net.NetworkCapabilities.NET_CAPABILITY_VALIDATED))
        assertTrue(request.hasTransport(android.net.NetworkCapabilities.TRANSPORT_WIFI))
    }

    private fun port() = hall.address.substringAfter(':').toInt()

    private companion object {
        val NOT_THE_HALL = Problem.Network(NetworkProblem.NOT_THE_HALL)
        val ID = Regex("""\b[0-9a-f]{16}\b""")
    }
}
