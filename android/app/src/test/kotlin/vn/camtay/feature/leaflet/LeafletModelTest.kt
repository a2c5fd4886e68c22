package vn.camtay.feature.leaflet

import androidx.compose.ui.graphics.ImageBitmap
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.delay
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Test
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.Segment
import uniffi.camtay_core.StepPage
import uniffi.camtay_core.StepsPage
import vn.camtay.app.FakeGo
import vn.camtay.feature.leaflet.LeafletState.Out
import vn.camtay.feature.leaflet.LeafletState.Shown
import vn.camtay.feature.leaflet.LeafletState.Trouble
import vn.camtay.feature.leaflet.LeafletState.Way
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Problem
import vn.camtay.phone.Unset
import vn.camtay.phone.guide
import java.io.File
import java.io.IOException

@OptIn(ExperimentalCoroutinesApi::class)
class LeafletModelTest {
    private val words = LeafletWords("Cần có sẵn", "Chủ máy tự làm", "Kiểm tra ngày 23/11", "%1\$d/%2\$d")

    private open class Guides : CoreInterface by Unset {
        override fun steps(
            skill: UShort,
            resident: String?,
            audience: List<Segment>,
            language: String,
        ): StepsPage {
            assertNull("a leaflet is nobody's", resident)
            val steps = listOf(step("a", "good"), step("b", "broken"), step("c", "missing"), step("d", null))
            return guide(skill, "Cài VNeID", steps)
        }

        override fun communeWords() = listOf("xã Vĩnh Thuỷ", "thôn")

        override fun packFile(name: String): ByteArray =
            if (name == "missing") throw CoreException.NotFound("file") else name.toByteArray()

        private fun step(
            id: String,
            picture: String?,
        ) = StepPage(id, "Bấm $id", "vi", null, null, null, picture, null, null, null, null)
    }

    private var made = 0
    private var isFull = false

    private fun TestScope.model(core: CoreInterface = Guides()) =
        LeafletModel(FakePhone(core), backgroundScope, FakeGo(), "vi", 1, ::decoded) { leaflet, _, folder ->
            delay(100)
            made += 1
            if (isFull) throw IOException("no room")
            File(folder, leaflet.page.title)
        }.also { runCurrent() }

    private fun decoded(bytes: ByteArray) = PICTURE.takeIf { String(bytes) == "good" }

    private val LeafletModel.shown get() = state.value as Shown

    private fun out(way: Way) = LeafletEvent.OutTapped(way, words, "folder")

    @Test
    fun `a picture that can't be read leaves the words`() =
        runTest {
            val shown = model().shown
            assertEquals(setOf("good"), shown.leaflet.pictures.keys)
            assertEquals(4, shown.leaflet.page.steps.size)
            assertEquals("xã Vĩnh Thuỷ", shown.leaflet.commune)
            assertFalse(shown.isDrawing)
        }

    @Test
    fun `two taps make one file, which goes out once`() =
        runTest {
            val model = model()
            model.send(out(Way.Share))
            model.send(out(Way.Print))
            advanceTimeBy(1_000)
            assertEquals(1, made)
            assertEquals(Out(File("folder", "Cài VNeID").path, Way.Share), model.shown.out)
            model.send(LeafletEvent.Given)
            assertNull(model.shown.out)
        }

    @Test
    fun `no room for the file and nothing that prints are told`() =
        runTest {
            isFull = true
            val model = model()
            model.send(out(Way.Share))
            advanceTimeBy(1_000)
            assertEquals(Trouble.NotMade, model.shown.trouble)
            isFull = false
            model.send(out(Way.Print))
            advanceTimeBy(1_000)
            assertNull(model.shown.trouble)
            model.send(LeafletEvent.NoPrinter)
            assertEquals(Trouble.NoPrinter, model.shown.trouble)
        }

    @Test
    fun `a skill that these guides haven't is said so`() =
        runTest {
            val without =
                object : Guides() {
                    override fun steps(
                        skill: UShort,
                        resident: String?,
                        audience: List<Segment>,
                        language: String,
                    ): StepsPage = throw CoreException.NotFound("skill")
                }
            assertEquals(LeafletState.Failed(Problem.NotFound("skill")), model(without).state.value)
        }

    @Test
    fun `the file is called like the skill, and stays in its folder`() {
        assertEquals("Cài ứng dụng VNeID.pdf", fileName("Cài ứng dụng VNeID"))
        assertEquals("mã QR, thẻ".replace(",", " ") + ".pdf", fileName("../mã QR, thẻ"))
    }

    private companion object {
        val PICTURE =
            java.lang.reflect.Proxy.newProxyInstance(
                ImageBitmap::class.java.classLoader,
                arrayOf(ImageBitmap::class.java),
            ) { _, _, _ -> null } as ImageBitmap
    }
}
