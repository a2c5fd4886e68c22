package vn.camtay.feature.leaflet

import android.graphics.BitmapFactory
import android.graphics.pdf.PdfDocument
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.asImageBitmap
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import java.io.File

/** The leaflet as a PDF, which every phone opens and every printer prints; needs no network. */
class LeafletPdf(
    private val drawing: CoroutineDispatcher,
) : LeafletMaker {
    override suspend fun make(
        leaflet: Leaflet,
        words: LeafletWords,
        folder: String,
    ): File =
        withContext(drawing) {
            val paper = LeafletPaper(leaflet, words)
            val document = PdfDocument()
            try {
                for (page in 0 until paper.pages) {
                    val info = PdfDocument.PageInfo.Builder(WIDTH, HEIGHT, page + 1).create()
                    val drawn = document.startPage(info)
                    paper.draw(page, drawn.canvas)
                    document.finishPage(drawn)
                }
                val file = File(folder, fileName(leaflet.page.title))
                file.outputStream().use(document::writeTo)
                file
            } finally {
                document.close()
            }
        }

    private companion object {
        const val WIDTH = LeafletPaper.WIDTH.toInt()
        const val HEIGHT = LeafletPaper.HEIGHT.toInt()
    }
}

/** Makes files away from the thread that draws. */
internal fun leafletPdf(): LeafletMaker = LeafletPdf(Dispatchers.IO)

/** A picture as the guides carry it; `null` where it can't be read. */
internal suspend fun decodedPicture(bytes: ByteArray): ImageBitmap? =
    withContext(Dispatchers.Default) { BitmapFactory.decodeByteArray(bytes, 0, bytes.size)?.asImageBitmap() }

/** Whoever gets the file reads what it is; nothing in it leads out of the folder. */
internal fun fileName(title: String): String = title.replace(Regex("""[^\p{L}\p{M}\p{N} ]"""), " ").trim() + ".pdf"
