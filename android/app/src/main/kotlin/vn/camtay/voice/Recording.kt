package vn.camtay.voice

import android.media.MediaDataSource
import android.media.MediaPlayer
import java.io.IOException

/** Plays one recorded voice after the other, out of memory: nothing is left on a disk. */
internal class Recording(
    private val onEnded: () -> Unit,
) {
    private var player: MediaPlayer? = null

    /** Begins with [bytes]; [onRefused] when this phone can't play them. */
    fun play(
        bytes: ByteArray,
        onRefused: () -> Unit,
    ): Boolean {
        stop()
        val player = MediaPlayer()
        this.player = player
        player.setAudioAttributes(AudioFocus.SPEECH)
        player.setOnPreparedListener { if (it === this.player) it.start() }
        player.setOnCompletionListener { if (end(it)) onEnded() }
        player.setOnErrorListener { failed, _, _ ->
            if (end(failed)) onRefused()
            true
        }
        return try {
            player.setDataSource(InMemory(bytes))
            player.prepareAsync()
            true
        } catch (_: IOException) {
            end(player)
            false
        } catch (_: IllegalStateException) {
            end(player)
            false
        } catch (_: IllegalArgumentException) {
            end(player)
            false
        }
    }

    /** Falls silent. */
    fun stop() {
        player?.let(::end)
    }

    private fun end(ended: MediaPlayer): Boolean {
        if (ended !== player) return false
        player = null
        ended.release()
        return true
    }

    private class InMemory(
        private val bytes: ByteArray,
    ) : MediaDataSource() {
        override fun getSize() = bytes.size.toLong()

        override fun readAt(
            position: Long,
            buffer: ByteArray,
            offset: Int,
            size: Int,
        ): Int {
            if (position >= bytes.size) return -1
            val count = minOf(size, bytes.size - position.toInt())
            bytes.copyInto(buffer, offset, position.toInt(), position.toInt() + count)
            return count
        }

        override fun close() = Unit
    }
}
