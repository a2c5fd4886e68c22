package vn.camtay.voice

import android.content.Context
import android.media.AudioAttributes
import android.media.AudioFocusRequest
import android.media.AudioManager
import android.os.Build

/** Speech asks others to be quiet, and gives way to a call. */
internal class AudioFocus(
    context: Context,
    private val onLost: () -> Unit,
) {
    private val manager = context.getSystemService(Context.AUDIO_SERVICE) as AudioManager
    private val listener =
        AudioManager.OnAudioFocusChangeListener { change ->
            if (change < 0 && change != AudioManager.AUDIOFOCUS_LOSS_TRANSIENT_CAN_DUCK) onLost()
        }
    private var request: AudioFocusRequest? = null

    /** Whether it may be spoken now: not during a call. */
    fun take(): Boolean = ask() == AudioManager.AUDIOFOCUS_REQUEST_GRANTED

    /** Others may be loud again. */
    fun leave() {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.O) {
            request?.let(manager::abandonAudioFocusRequest)
            request = null
        } else {
            @Suppress("DEPRECATION")
            manager.abandonAudioFocus(listener)
        }
    }

    private fun ask(): Int {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.O) {
            val asked =
                request ?: AudioFocusRequest
                    .Builder(GAIN)
                    .setAudioAttributes(SPEECH)
                    .setOnAudioFocusChangeListener(listener)
                    .build()
            request = asked
            return manager.requestAudioFocus(asked)
        }
        @Suppress("DEPRECATION")
        return manager.requestAudioFocus(listener, AudioManager.STREAM_MUSIC, GAIN)
    }

    companion object {
        private const val GAIN = AudioManager.AUDIOFOCUS_GAIN_TRANSIENT

        /** Speech, as loud as the phone's own media keys say. */
        val SPEECH: AudioAttributes =
            AudioAttributes
                .Builder()
                .setUsage(AudioAttributes.USAGE_MEDIA)
                .setContentType(AudioAttributes.CONTENT_TYPE_SPEECH)
                .build()
    }
}
