package vn.camtay.share

import android.content.ContentResolver
import android.content.Intent
import android.net.Uri
import android.os.Build
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.withContext
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.ReplyTaken
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InputStream

/** What became of a file that came from outside. */
sealed interface Incoming {
    /** The hall's reply; [taken] is `null` while it waits until the phone is unlocked. */
    data class Reply(
        val taken: ReplyTaken?,
    ) : Incoming

    /** A colleague's parcel is carried now. */
    data object Parcel : Incoming

    /** A colleague's parcel could not be kept. */
    data object NoRoom : Incoming

    /** It couldn't be read: taken away by the app that offered it, or too large to be ours. */
    data object Unreadable : Incoming

    data class Refused(
        val problem: Problem,
    ) : Incoming
}

/**
 * Files from other apps and phones: the hall's reply goes to the core, a colleague's parcel is
 * carried. Works while the phone is locked.
 */
class IncomingFiles(
    private val phone: Phone,
    private val resolver: ContentResolver,
    val carried: CarriedParcels,
) {
    private val current = MutableStateFlow<Incoming?>(null)

    /** What the last one was; somebody should be told. */
    val last: StateFlow<Incoming?> = current.asStateFlow()

    /** Somebody was told. */
    fun told() {
        current.value = null
    }

    /** Takes in what another app sent with [intent]; other intents do nothing. */
    suspend fun take(intent: Intent) {
        val uri =
            when (intent.action) {
                Intent.ACTION_VIEW -> intent.data
                Intent.ACTION_SEND -> streamOf(intent)
                else -> null
            }
        if (uri != null) take(uri)
    }

    /** Takes in what stands behind [uri]. */
    suspend fun take(uri: Uri) {
        val bytes = withContext(Dispatchers.IO) { read(uri) }
        if (bytes == null) current.value = Incoming.Unreadable else take(bytes)
    }

    /** Takes in a file's bytes. */
    suspend fun take(bytes: ByteArray) {
        current.value =
            when (FileKind.of(bytes)) {
                FileKind.Reply ->
                    when (val taken = phone.write { takeReply(bytes) }) {
                        is Outcome.Ok -> Incoming.Reply(taken.value)
                        is Outcome.No -> Incoming.Refused(taken.problem)
                    }

                FileKind.Parcel -> if (carried.keep(bytes)) Incoming.Parcel else Incoming.NoRoom

                FileKind.Other -> Incoming.Refused(NOT_OURS)
            }
    }

    // Another app's provider may throw whatever it likes, and its file may have no end. Only
    // content: a file of our own folders must not be named by another app.
    private fun read(uri: Uri): ByteArray? {
        if (uri.scheme != ContentResolver.SCHEME_CONTENT) return null
        return try {
            resolver.openInputStream(uri)?.use(::atMost)
        } catch (_: IOException) {
            null
        } catch (_: RuntimeException) {
            null
        }
    }

    private fun atMost(stream: InputStream): ByteArray? {
        val bytes = ByteArrayOutputStream()
        val piece = ByteArray(PIECE)
        while (true) {
            val read = stream.read(piece)
            if (read < 0) return bytes.toByteArray()
            if (bytes.size() + read > MOST) return null
            bytes.write(piece, 0, read)
        }
    }

    /** What another app packed into its intent may be of a class that nobody here knows. */
    private fun streamOf(intent: Intent): Uri? =
        try {
            packedStream(intent)
        } catch (_: RuntimeException) {
            null
        }

    @Suppress("DEPRECATION")
    private fun packedStream(intent: Intent): Uri? =
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            intent.getParcelableExtra(Intent.EXTRA_STREAM, Uri::class.java)
        } else {
            intent.getParcelableExtra(Intent.EXTRA_STREAM)
        }

    companion object {
        /** The core's own limit for a reply, which may carry guides; a parcel is smaller. */
        const val MOST = 32 shl 20

        private const val PIECE = 16 * 1024
        private val NOT_OURS = Problem.BadInput("file", InputProblem.NOT_RECOGNISED)
    }
}
