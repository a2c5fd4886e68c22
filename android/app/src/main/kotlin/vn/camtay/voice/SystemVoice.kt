package vn.camtay.voice

import android.content.ActivityNotFoundException
import android.content.ComponentCallbacks2
import android.content.Context
import android.content.Intent
import android.content.res.Configuration
import android.os.Bundle
import android.os.Handler
import android.os.Looper
import android.provider.Settings
import android.speech.tts.TextToSpeech
import android.speech.tts.UtteranceProgressListener
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import java.util.Locale

/**
 * The system's text to speech, and recordings of the guides. Its engine is another app: it is
 * bound when something is first to be read, and let go as soon as nobody sees this app.
 *
 * Everything here happens on the main thread; what the engine calls back on others is handed
 * over to it.
 */
class SystemVoice(
    private val context: Context,
) : Voice {
    private val main = Handler(Looper.getMainLooper())
    private val focus: AudioFocus = AudioFocus(context, ::stop)
    private val recording: Recording = Recording(::recordingEnded)
    private val states = MutableStateFlow(VoiceState.Starting)
    private var engine: TextToSpeech? = null
    private var isUp = false
    private var hasFailed = false
    private var waiting: Words? = null
    private var spoken = 0

    override val state: StateFlow<VoiceState> by lazy {
        start()
        states
    }

    init {
        context.registerComponentCallbacks(
            object : ComponentCallbacks2 {
                override fun onTrimMemory(level: Int) {
                    if (level >= ComponentCallbacks2.TRIM_MEMORY_UI_HIDDEN) shutDown()
                }

                override fun onConfigurationChanged(changed: Configuration) = Unit

                @Deprecated("The system still calls it", ReplaceWith("onTrimMemory"))
                override fun onLowMemory() = Unit
            },
        )
    }

    override fun prepare() =
        onMain {
            if (engine == null) {
                start()
            } else if (states.value == VoiceState.Missing) {
                restart()
            }
        }

    override fun speaks(language: String): Boolean {
        val engine = engine.takeIf { isUp } ?: return false
        return engine.isLanguageAvailable(locale(language)) >= TextToSpeech.LANG_AVAILABLE
    }

    override fun speak(
        text: String,
        language: String,
    ) = onMain {
        recording.stop()
        val words = Words(text, language)
        if (isUp) {
            say(words)
        } else {
            waiting = words
            start()
        }
    }

    override fun play(
        recording: ByteArray,
        text: String,
        language: String,
    ) = onMain {
        silence()
        val begun = focus.take() && this.recording.play(recording) { speak(text, language) }
        if (begun) states.value = VoiceState.Speaking else speak(text, language)
    }

    override fun openSettings() {
        val voices = Intent(TTS_SETTINGS).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK)
        val all = Intent(Settings.ACTION_SETTINGS).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK)
        try {
            context.startActivity(voices)
        } catch (_: ActivityNotFoundException) {
            context.startActivity(all)
        }
    }

    override fun stop() =
        onMain {
            silence()
            focus.leave()
            if (states.value == VoiceState.Speaking) states.value = able()
        }

    /** Lets go of the engine; the next word binds it again. */
    internal fun shutDown() =
        onMain {
            silence()
            focus.leave()
            engine?.shutdown()
            engine = null
            isUp = false
            states.value = VoiceState.Starting
        }

    private fun start() =
        onMain {
            if (engine != null) return@onMain
            var made: TextToSpeech? = null
            made = TextToSpeech(context) { status -> onMain { if (made === engine) began(status) } }
            engine = made
        }

    private fun restart() {
        engine?.shutdown()
        engine = null
        isUp = false
        states.value = VoiceState.Starting
        start()
    }

    private fun began(status: Int) {
        isUp = status == TextToSpeech.SUCCESS
        hasFailed = !isUp
        engine?.setOnUtteranceProgressListener(Progress())
        states.value = able()
        waiting?.let { if (isUp) say(it) }
        waiting = null
    }

    /** How it stands while it is silent. */
    private fun able() =
        when {
            isUp -> if (speaks("vi")) VoiceState.Ready else VoiceState.Missing
            hasFailed -> VoiceState.Missing
            else -> VoiceState.Starting
        }

    private fun say(words: Words) {
        val engine = engine ?: return
        engine.stop()
        if (!speaks(words.language)) {
            states.value = VoiceState.Missing
            return
        }
        engine.language = locale(words.language)
        installedVoice(engine, words.language)?.let { engine.voice = it }
        if (!focus.take()) return
        spoken += 1
        states.value = VoiceState.Speaking
        val queued = engine.speak(words.text, TextToSpeech.QUEUE_FLUSH, Bundle(), spoken.toString())
        if (queued != TextToSpeech.SUCCESS) ended(spoken.toString(), VoiceState.Missing)
    }

    /** Most visits have no signal: a voice that lies on the phone goes before one that doesn't. */
    private fun installedVoice(
        engine: TextToSpeech,
        language: String,
    ) = try {
        engine.voices
            .orEmpty()
            .filter { voice ->
                voice.locale.language == locale(language).language &&
                    !voice.isNetworkConnectionRequired &&
                    TextToSpeech.Engine.KEY_FEATURE_NOT_INSTALLED !in voice.features
            }.maxByOrNull { it.quality }
    } catch (_: RuntimeException) {
        // Some engines answer this question by falling over.
        null
    }

    private fun silence() {
        waiting = null
        // What is broken off calls back too: it is nobody's word any more.
        spoken += 1
        engine?.stop()
        recording.stop()
    }

    private fun ended(
        utterance: String?,
        state: VoiceState?,
    ) = onMain {
        if (utterance != spoken.toString()) return@onMain
        focus.leave()
        states.value = state ?: able()
    }

    private fun recordingEnded() {
        focus.leave()
        states.value = able()
    }

    private fun onMain(block: () -> Unit) {
        if (Looper.myLooper() == main.looper) block() else main.post(block)
    }

    private fun locale(language: String) = if (language == "vi") Locale("vi", "VN") else Locale.forLanguageTag(language)

    private class Words(
        val text: String,
        val language: String,
    )

    private inner class Progress : UtteranceProgressListener() {
        override fun onStart(utterance: String?) = Unit

        override fun onDone(utterance: String?) = ended(utterance, null)

        @Deprecated("Older engines call it", ReplaceWith("onError(utterance, code)"))
        override fun onError(utterance: String?) = ended(utterance, null)

        override fun onError(
            utterance: String?,
            code: Int,
        ) = ended(utterance, VoiceState.Missing.takeIf { code in NOT_HERE })
    }

    private companion object {
        /** The page of the settings where voices are chosen; it has no name in the platform. */
        const val TTS_SETTINGS = "com.android.settings.TTS_SETTINGS"

        val NOT_HERE =
            setOf(
                TextToSpeech.ERROR_NETWORK,
                TextToSpeech.ERROR_NETWORK_TIMEOUT,
                TextToSpeech.ERROR_NOT_INSTALLED_YET,
            )
    }
}
