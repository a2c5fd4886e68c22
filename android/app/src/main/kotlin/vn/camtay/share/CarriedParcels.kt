package vn.camtay.share

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.withContext
import java.io.File
import java.io.IOException

/** A colleague's parcel that this phone carries to the hall. */
data class Carried(
    /** Its file's name, which says of which phone it is and which of its parcels. */
    val name: String,
    /** When it came, Unix seconds. */
    val since: Long,
)

/**
 * Colleagues' parcels, on their way by this phone. They are sealed to the hall: whoever carries
 * them can't read them, so they need no lock.
 */
class CarriedParcels(
    private val folder: File,
) {
    private val current = MutableStateFlow<List<Carried>?>(null)

    /** The latest first; `null` before anybody looked. */
    val all: StateFlow<List<Carried>?> = current.asStateFlow()

    /** Looks into the folder. */
    suspend fun look() = withContext(Dispatchers.IO) { list() }

    /** Keeps one; `false` where it couldn't be written, or so many are here that some must go first. */
    suspend fun keep(parcel: ByteArray): Boolean =
        withContext(Dispatchers.IO) {
            val name = nameOf(parcel) ?: return@withContext false
            val file = File(folder, name)
            if (!file.exists() && folder.list().orEmpty().size >= MOST) return@withContext false
            try {
                folder.mkdirs()
                // Whole or not at all, also when the process ends in the middle.
                val half = File(folder, "$name.half").apply { writeBytes(parcel) }
                half.renameTo(file)
            } catch (_: IOException) {
                false
            } finally {
                list()
            }
        }

    /** A copy in [to], to be sent on. */
    suspend fun copy(
        name: String,
        to: File,
    ): File? =
        withContext(Dispatchers.IO) {
            try {
                File(folder, name).copyTo(File(to, name), overwrite = true)
            } catch (_: IOException) {
                null
            }
        }

    /** The hall has it, or somebody else carries it. */
    suspend fun forget(name: String) {
        withContext(Dispatchers.IO) {
            File(folder, name).delete()
            list()
        }
    }

    private fun list() {
        current.value =
            folder
                .listFiles { file -> file.name.endsWith(SUFFIX) }
                .orEmpty()
                .map { Carried(it.name, it.lastModified() / MILLIS) }
                .sortedByDescending { it.since }
    }

    companion object {
        private const val SUFFIX = ".ctp"
        private const val MOST = 50
        private const val MILLIS = 1000L

        /** `<device>-<number>.ctp`, of what stands in clear on the outside of a parcel. */
        fun nameOf(parcel: ByteArray): String? {
            if (FileKind.of(parcel) != FileKind.Parcel || parcel.size <= NUMBER) return null
            val device = parcel.slice(DEVICE until NUMBER).joinToString("") { "%02x".format(it) }
            return "$device-${number(parcel) ?: return null}$SUFFIX"
        }

        // Seven bits a byte, the lowest first.
        private fun number(parcel: ByteArray): Long? {
            var number = 0L
            for (at in 0 until LONGEST_NUMBER) {
                val byte = parcel.getOrNull(NUMBER + at)?.toInt() ?: return null
                number = number or ((byte and LOW_BITS).toLong() shl (at * BITS))
                if (byte >= 0) return number
            }
            return null
        }

        private const val DEVICE = 12
        private const val NUMBER = 20
        private const val LONGEST_NUMBER = 9
        private const val LOW_BITS = 0x7f
        private const val BITS = 7
    }
}

/** What a file is; its name tells nothing, its first bytes do. */
enum class FileKind {
    Parcel,
    Reply,
    Other,
    ;

    companion object {
        fun of(bytes: ByteArray): FileKind =
            when (String(bytes.copyOf(minOf(bytes.size, MAGIC)), Charsets.ISO_8859_1)) {
                "CTP" -> Parcel
                "CTR" -> Reply
                else -> Other
            }

        private const val MAGIC = 3
    }
}
