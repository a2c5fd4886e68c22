package camtay

import java.io.File
import java.net.ServerSocket
import java.nio.file.Files
import java.util.concurrent.CopyOnWriteArrayList
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import uniffi.camtay_core.AppGuides
import uniffi.camtay_core.AppGuidesException
import uniffi.camtay_core.Core
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.Denied
import uniffi.camtay_core.HallProblem
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.KeyStore
import uniffi.camtay_core.KeyStoreException
import uniffi.camtay_core.LogLevel
import uniffi.camtay_core.Logger
import uniffi.camtay_core.NetworkProblem
import uniffi.camtay_core.NewHousehold
import uniffi.camtay_core.PhoneStatus
import uniffi.camtay_core.StoreProblem
import uniffi.camtay_core.WrapKey

/** The generated Kotlin calls the real core: what an Android phone does, on the JVM. */
class CoreTest {
    @get:Rule
    val folder = TemporaryFolder()

    private val log = CopyOnWriteArrayList<String>()
    private val logger = object : Logger {
        override fun log(level: LogLevel, line: String) {
            log += "$level $line"
        }
    }
    private var guidesRead = 0
    private val guides = object : AppGuides {
        override fun read(): ByteArray {
            guidesRead += 1
            return File(System.getProperty("camtay.guides")).readBytes()
        }
    }
    private val opened = mutableListOf<Core>()

    private fun core(
        keys: KeyStore = SoftKeyStore(),
        guides: AppGuides = this.guides,
        at: String = folder.root.path,
    ) = Core.open(at, keys, guides, logger).also(opened::add)

    @After
    fun closeCores() = opened.forEach(Core::close)

    @Test
    fun `a new phone is made, gets a PIN, is locked and opened again`() {
        val core = core()
        assertEquals(PhoneStatus.New, core.status())
        core.create()
        core.setPin("135790")
        assertEquals(PhoneStatus.Open(pin = true, hall = false), core.status())
        core.lock()
        assertEquals(PhoneStatus.Locked(pin = true, biometric = false), core.status())
        val wrong = assertThrows(CoreException.WrongPin::class.java) { core.unlock("000000") }
        assertEquals(1u, wrong.failed)
        core.unlock("135790")
        assertEquals(PhoneStatus.Open(pin = true, hall = false), core.status())
    }

    @Test
    fun `what was made is found again by another core over the same folder and keys`() {
        val keys = SoftKeyStore()
        core(keys).run {
            create()
            setPin("135790")
            lock()
        }
        val again = core(keys)
        again.unlock("135790")
        assertEquals(PhoneStatus.Open(pin = true, hall = false), again.status())
        assertTrue(Files.exists(folder.root.toPath().resolve("camtay.db")))
    }

    @Test
    fun `a locked store answers with a typed error`() {
        assertThrows(CoreException.Locked::class.java) { core().villages() }
    }

    @Test
    fun `a phone without a hall says so, to commands and lists alike`() {
        val core = core().apply { create() }
        val village = "0123456789abcdef-1"
        val adding = assertThrows(CoreException.NotAllowed::class.java) {
            core.addHousehold(NewHousehold(village, "Nguyễn Văn Bảy", null))
        }
        assertEquals(Denied.NOT_ENROLLED, adding.reason)
        val listing = assertThrows(CoreException.NotAllowed::class.java) { core.villages() }
        assertEquals(Denied.NOT_ENROLLED, listing.reason)
    }

    @Test
    fun `bad input names its field`() {
        val core = core().apply { create() }
        val error = assertThrows(CoreException.BadInput::class.java) { core.setPin("12ab") }
        assertEquals("pin", error.field)
        assertEquals(InputProblem.PIN, error.reason)
    }

    @Test
    fun `the guides can be read before there is a hall`() {
        val core = core().apply { create() }
        assertEquals(0, guidesRead)
        val guides = core.guides()
        assertTrue(guides.skills > 0u)
        assertFalse(guides.fromHall)
        assertTrue(core.packFile("pictures/vneid-install.open-store.webp").isNotEmpty())
        assertEquals(1, guidesRead)
    }

    @Test
    fun `guides that did not come with the app, or not whole, are a mistake of ours`() {
        val missing = object : AppGuides {
            override fun read(): ByteArray = throw AppGuidesException.Unreadable()
        }
        val cut = object : AppGuides {
            override fun read() = guides.read().copyOf(100_000)
        }
        for ((number, bad) in listOf(missing, cut).withIndex()) {
            val core = core(guides = bad, at = folder.newFolder("$number").path).apply { create() }
            assertThrows(CoreException.Internal::class.java) { core.guides() }
        }
    }

    @Test
    fun `a call on the network ends with a typed error`() = runBlocking {
        val core = core().apply { create() }
        val invitation = runCatching { core.enrol("CAMTAY1:NOTHING") }.exceptionOrNull()
        assertEquals(HallProblem.BadInvitation, (invitation as CoreException.Hall).problem)
        val handIn = runCatching { core.handIn(null).run() }.exceptionOrNull()
        assertEquals(Denied.NOT_ENROLLED, (handIn as CoreException.NotAllowed).reason)
        val pull = runCatching { core.pull() }.exceptionOrNull()
        assertEquals(Denied.NOT_ENROLLED, (pull as CoreException.NotAllowed).reason)
    }

    @Test
    fun `a hall that nobody answers for is unreachable`() = runBlocking {
        val core = core().apply { create() }
        val port = ServerSocket(0).use { it.localPort }
        val error = runCatching { core.enrol(invitationTo("127.0.0.1:$port")) }.exceptionOrNull()
        assertEquals(NetworkProblem.UNREACHABLE, (error as CoreException.Network).problem)
    }

    @Test
    fun `a call on the network can be cancelled while it waits, and the core goes on`() =
        runBlocking {
            val core = core().apply { create() }
            ServerSocket(0).use { silent ->
                val invitation = invitationTo("127.0.0.1:${silent.localPort}")
                val enrolling = async(Dispatchers.IO) { core.enrol(invitation) }
                silent.accept().use { enrolling.cancelAndJoin() }
                assertTrue(enrolling.isCancelled)
            }
            assertEquals(PhoneStatus.Open(pin = false, hall = false), core.status())
        }

    @Test
    fun `a hand-in can be stopped before it begins`() = runBlocking {
        val core = core().apply { create() }
        val handIn = core.handIn(null)
        handIn.cancel()
        assertEquals(0uL, handIn.progress().total)
        assertTrue(runCatching { handIn.run() }.exceptionOrNull() is CoreException)
    }

    @Test
    fun `a key store that fails is heard as such, not as a crash`() {
        val broken = object : KeyStore by SoftKeyStore() {
            override fun wrap(key: WrapKey, plain: ByteArray): ByteArray =
                throw KeyStoreException.Unavailable()
        }
        val error = assertThrows(CoreException.Store::class.java) { core(broken).create() }
        assertEquals(StoreProblem.KEYS_UNAVAILABLE, error.problem)
    }

    @Test
    fun `errors are logged once, without what was typed`() {
        val core = core().apply { create() }
        runCatching { core.addHousehold(NewHousehold("x", "Nguyễn Văn Bảy", null)) }
        assertEquals(1, log.size)
        assertFalse(log.single().contains("Bảy"))
    }

    @Test
    fun `two phones may live in one process, also in a folder with marks in its name`() {
        val one = core().apply { create() }
        val other = core(at = folder.newFolder("thứ hai").path).apply { create() }
        assertEquals(one.guides(), other.guides())
    }
}
