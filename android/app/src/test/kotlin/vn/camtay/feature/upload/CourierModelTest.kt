package vn.camtay.feature.upload

import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.FramesTaken
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.LentParcel
import uniffi.camtay_core.OutboxState
import uniffi.camtay_core.StoreProblem
import uniffi.camtay_core.Waiting
import vn.camtay.app.FakeGo
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.Unset
import vn.camtay.share.CarriedParcels
import vn.camtay.share.Incoming
import vn.camtay.share.IncomingFiles

/** Handing in by file and by QR. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = android.app.Application::class)
class CourierModelTest {
    @get:Rule
    val folder = TemporaryFolder()

    private var outbox = OutboxState(7uL, 1L, 900uL, given = false, replies = 0u)
    private var full = false
    private val parcel = "CTP".toByteArray() + byteArrayOf(1) + ByteArray(16) + byteArrayOf(3, 9)
    private val core =
        object : CoreInterface by Unset {
            override fun waiting() = Waiting(3u, 5u, 1u, 7u)

            override fun outboxState() = outbox

            override fun lendParcel(folder: String): LentParcel {
                if (full) throw CoreException.Store(StoreProblem.DISK_FULL)
                return LentParcel("$folder/a-1.ctp", 1uL)
            }

            override fun parcelGiven(number: ULong) {
                outbox = outbox.copy(given = number == 1uL)
            }

            override fun parcelFrames() = listOf("CTQ1:a", "CTQ1:b")

            override fun takeFrames(frames: List<String>): FramesTaken {
                if (frames.any { !it.startsWith("CTQ1:") }) {
                    throw CoreException.BadInput("frames", InputProblem.NOT_RECOGNISED)
                }
                return FramesTaken(frames.size.toUInt(), 2u, parcel.takeIf { frames.size == 2 })
            }
        }
    private val phone = FakePhone(core)
    private val scope = CoroutineScope(Dispatchers.Default + SupervisorJob())
    private val go = FakeGo()
    private val files by lazy {
        val resolver = ApplicationProvider.getApplicationContext<android.app.Application>().contentResolver
        IncomingFiles(phone, resolver, CarriedParcels(folder.newFolder("carried")))
    }
    private val model by lazy { CourierModel(phone, files, scope, go) }

    @After
    fun end() = scope.cancel()

    private fun home(isSo: (CourierState.Home) -> Boolean = { true }) =
        await { it is CourierState.Home && !it.busy && isSo(it) } as CourierState.Home

    private fun await(isSo: (CourierState) -> Boolean) = runBlocking { withTimeout(10_000) { model.state.first(isSo) } }

    @Test
    fun `the parcel is saved and shown to other apps, and stays unreceived`() {
        home()
        model.send(CourierEvent.FileTapped("/shared"))
        val saved = home { it.toShare != null }
        assertEquals("/shared/a-1.ctp", saved.toShare)
        model.send(CourierEvent.Shared)
        val asking = home { it.toShare == null }
        assertEquals(1uL, asking.lent)
        assertFalse("nobody has said that it was sent", asking.isGiven)
        model.send(CourierEvent.SentTapped)
        val given = home { it.isGiven }
        assertTrue(given.hasParcel)
        assertNull(home { it.lent == null }.lent)
    }

    @Test
    fun `a full disk is said where it happened`() {
        full = true
        home()
        model.send(CourierEvent.FileTapped("/shared"))
        assertEquals(Problem.Store(StoreProblem.DISK_FULL), home { it.problem != null }.problem)
    }

    @Test
    fun `another phone's codes are put together, whatever else the camera sees`() {
        home()
        model.send(CourierEvent.ReadTapped)
        await { it is CourierState.Reading }
        model.send(CourierEvent.FrameRead("CTQ1:a"))
        await { it is CourierState.Reading && it.taken == 1 && it.count == 2 }
        model.send(CourierEvent.FrameRead("https://zalo.me"))
        val problem = Problem.BadInput("frames", InputProblem.NOT_RECOGNISED)
        await { it is CourierState.Reading && it.problem == problem && it.taken == 1 }
        model.send(CourierEvent.FrameRead("CTQ1:a"))
        model.send(CourierEvent.FrameRead("CTQ1:b"))
        val home = home { it.carried.isNotEmpty() }
        assertEquals("0000000000000000-3.ctp", home.carried.single().name)
        assertEquals(Incoming.Parcel, files.last.value)
        model.send(CourierEvent.ForgetTapped(home.carried.single().name))
        home { it.carried.isEmpty() }
    }

    @Test
    fun `two codes that come before the first is looked at are both of the file`() {
        val fake = phone
        val late =
            object : Phone by fake {
                override suspend fun <T> read(call: CoreInterface.() -> T) = fake.read(call).also { delay(100) }
            }
        val slow = CourierModel(late, files, scope, go)
        runBlocking { withTimeout(10_000) { slow.state.first { it is CourierState.Home } } }
        slow.send(CourierEvent.ReadTapped)
        slow.send(CourierEvent.FrameRead("CTQ1:a"))
        slow.send(CourierEvent.FrameRead("CTQ1:b"))
        runBlocking {
            withTimeout(10_000) { slow.state.first { it is CourierState.Home && it.carried.isNotEmpty() } }
        }
    }

    @Test
    fun `back leads from the codes to the choice, and from there away`() {
        home()
        model.send(CourierEvent.ShowTapped)
        assertEquals(listOf("CTQ1:a", "CTQ1:b"), (await { it is CourierState.Showing } as CourierState.Showing).frames)
        model.send(CourierEvent.BackTapped)
        home()
        assertEquals(emptyList<Any?>(), go.went)
        model.send(CourierEvent.BackTapped)
        assertEquals(listOf(null), go.went)
    }
}
