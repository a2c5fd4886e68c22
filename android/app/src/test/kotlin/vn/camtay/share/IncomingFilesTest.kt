package vn.camtay.share

import android.content.Intent
import android.net.Uri
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.ReplyTaken
import vn.camtay.app.TestCamTay
import vn.camtay.app.enrol
import vn.camtay.app.value
import vn.camtay.hall.Hall
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Problem
import vn.camtay.phone.Unset
import java.io.ByteArrayInputStream
import java.io.InputStream

/** Files that other apps offer. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = TestCamTay::class)
class IncomingFilesTest {
    @get:Rule
    val folder = TemporaryFolder()

    private val app = ApplicationProvider.getApplicationContext<TestCamTay>()
    private val carried by lazy { CarriedParcels(folder.newFolder("carried")) }
    private val taken = ReplyTaken(1_795_171_320L, 3uL, newGuides = false, badGuides = false)
    private var answer: () -> ReplyTaken? = { taken }
    private val core =
        object : CoreInterface by Unset {
            override fun takeReply(reply: ByteArray) = answer()
        }
    private val files by lazy { IncomingFiles(FakePhone(core), app.contentResolver, carried) }
    private val uri: Uri = Uri.parse("content://some.messenger/picture.jpg")

    private val parcel =
        "CTP".toByteArray() + byteArrayOf(1) + ByteArray(8) { 7 } + ByteArray(8) { -2 } + byteArrayOf(-125, 1, 9, 9)
    private val reply = "CTR".toByteArray() + ByteArray(60)

    private fun offer(stream: InputStream) = shadowOf(app.contentResolver).registerInputStream(uri, stream)

    private fun open(bytes: ByteArray): Incoming? {
        offer(ByteArrayInputStream(bytes))
        runBlocking { files.take(Intent(Intent.ACTION_VIEW, uri)) }
        return files.last.value
    }

    @Test
    fun `a reply is known by its content, whatever it is called`() {
        assertEquals(Incoming.Reply(taken), open(reply))
        answer = { null }
        assertEquals(Incoming.Reply(null), open(reply))
        answer = { throw CoreException.BadInput("reply", InputProblem.OTHER_PHONE) }
        assertEquals(Incoming.Refused(Problem.BadInput("reply", InputProblem.OTHER_PHONE)), open(reply))
    }

    @Test
    fun `a colleague's parcel is carried under the name of its label, once`() {
        repeat(2) { assertEquals(Incoming.Parcel, open(parcel)) }
        val name =
            carried.all.value!!
                .single()
                .name
        assertEquals("fefefefefefefefe-131.ctp", name)
        val copy = runBlocking { carried.copy(name, folder.newFolder("shared")) }
        assertArrayEquals(parcel, copy!!.readBytes())
        runBlocking { carried.forget(name) }
        assertEquals(emptyList<Carried>(), carried.all.value)
    }

    @Test
    fun `what is no file of ours is said to be none`() {
        val refused = Incoming.Refused(Problem.BadInput("file", InputProblem.NOT_RECOGNISED))
        assertEquals(refused, open(ByteArray(0)))
        assertEquals(refused, open("CT".toByteArray()))
        assertEquals(refused, open("%PDF-1.7".toByteArray()))
        assertEquals(Incoming.NoRoom, open("CTP".toByteArray() + ByteArray(12)))
    }

    @Test
    fun `a file without an end is not read for ever`() {
        val endless =
            object : InputStream() {
                override fun read() = 'C'.code
            }
        offer(endless)
        runBlocking { files.take(Intent(Intent.ACTION_VIEW, uri)) }
        assertEquals(Incoming.Unreadable, files.last.value)
    }

    @Test
    fun `a provider that throws, or a path of our own, is not read`() {
        val broken =
            object : InputStream() {
                override fun read(): Int = throw SecurityException("not for you")
            }
        offer(broken)
        runBlocking { files.take(Intent(Intent.ACTION_VIEW, uri)) }
        assertEquals(Incoming.Unreadable, files.last.value)
        files.told()
        val own = Uri.fromFile(folder.newFile().apply { writeBytes(reply) })
        runBlocking { files.take(Intent(Intent.ACTION_VIEW, own)) }
        assertEquals(Incoming.Unreadable, files.last.value)
    }

    @Test
    fun `what another app sends comes with the intent`() {
        offer(ByteArrayInputStream(reply))
        runBlocking { files.take(Intent(Intent.ACTION_SEND).putExtra(Intent.EXTRA_STREAM, uri)) }
        assertEquals(Incoming.Reply(taken), files.last.value)
        files.told()
        runBlocking { files.take(Intent(Intent.ACTION_MAIN)) }
        assertEquals(null, files.last.value)
    }
}

/** By file to a real hall and back, also while the phone is locked. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = TestCamTay::class)
class CarriedToTheHallTest {
    @get:Rule
    val hall = Hall()

    @get:Rule
    val folder = TemporaryFolder()

    private val app = ApplicationProvider.getApplicationContext<TestCamTay>()
    private val phone get() = app.wiring.phone
    private val files get() = app.wiring.files

    @Before
    fun letIn() {
        enrol(phone, hall)
    }

    @Test
    fun `a colleague carries the parcel, the reply comes to a locked phone`() {
        runBlocking {
            val village = phone.read { villages() }.value().first()
            phone.write { addHousehold(uniffi.camtay_core.NewHousehold(village.id, "Trần Văn Bảy", "")) }.value()
            val saved = phone.write { saveParcel(folder.root.path) }.value()
            files.take(java.io.File(saved).readBytes())
            assertEquals(Incoming.Parcel, files.last.value)
            val name =
                files.carried.all.value!!
                    .single()
                    .name
            assertEquals(java.io.File(saved).name, name)
            val carried = files.carried.copy(name, folder.newFolder("shared"))!!
            hall.stop()
            hall.run("receive", "hall", carried.path, "--replies", folder.newFolder("replies").path)
            val reply =
                java.io
                    .File(folder.root, "replies")
                    .listFiles()!!
                    .single()
            phone.write { lock() }.value()
            files.take(reply.readBytes())
            assertEquals(Incoming.Reply(null), files.last.value)
            phone.write { unlock("135790") }.value()
            assertEquals(0u, phone.read { waiting() }.value().records)
            files.take(reply.readBytes())
            assertTrue(files.last.value is Incoming.Refused)
        }
    }
}
