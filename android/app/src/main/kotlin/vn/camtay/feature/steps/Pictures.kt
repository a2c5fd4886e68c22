package vn.camtay.feature.steps

import android.graphics.BitmapFactory
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.asImageBitmap
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import vn.camtay.phone.Phone
import vn.camtay.phone.orNull

/** The guides' pictures, the last few kept as they are drawn. */
class Pictures(
    private val phone: Phone,
    private val decoding: CoroutineDispatcher = Dispatchers.Default,
) {
    private val kept = LinkedHashMap<String, ImageBitmap>()

    /** The picture of this name, if it was drawn lately. */
    fun known(name: String): ImageBitmap? = kept[name]

    /** The picture of this name; `null` where it can't be read. */
    suspend fun load(name: String): ImageBitmap? {
        kept[name]?.let { return it }
        val bytes = phone.read { packFile(name) }.orNull() ?: return null
        val picture = withContext(decoding) { decode(bytes) } ?: return null
        kept[name] = picture
        if (kept.size > MOST) kept.remove(kept.keys.first())
        return picture
    }

    private fun decode(bytes: ByteArray): ImageBitmap? =
        BitmapFactory.decodeByteArray(bytes, 0, bytes.size)?.asImageBitmap()

    private companion object {
        const val MOST = 4
    }
}
