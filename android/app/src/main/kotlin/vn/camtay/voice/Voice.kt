package vn.camtay.voice

import kotlinx.coroutines.flow.StateFlow

/** Whether the phone can read Vietnamese aloud. */
enum class VoiceState {
    /** Not known yet. */
    Starting,

    /** It can. */
    Ready,

    /** It has no voice for this language: said plainly, with the way to the system's settings. */
    Missing,

    /** It is reading. */
    Speaking,
}

/** Reads aloud. */
interface Voice {
    val state: StateFlow<VoiceState>

    /** Gets ready, and looks again where a voice was missing: somebody may have installed one. */
    fun prepare()

    /** Whether it has a voice for [language]; only known once [state] is not Starting. */
    fun speaks(language: String): Boolean

    /** Reads [text], a text in [language] (`vi`, `en`, …), in place of what it was reading. */
    fun speak(
        text: String,
        language: String,
    )

    /** Plays a recorded voice (Ogg); where the phone can't, reads [text] in its place. */
    fun play(
        recording: ByteArray,
        text: String,
        language: String,
    )

    /** Opens the system's settings of voices. */
    fun openSettings()

    /** Falls silent. */
    fun stop()
}
