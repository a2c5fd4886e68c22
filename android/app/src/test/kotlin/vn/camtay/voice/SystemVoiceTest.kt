package vn.camtay.voice

import android.app.Application
import android.content.ComponentCallbacks2
import android.media.AudioManager
import android.speech.tts.TextToSpeech
import androidx.test.core.app.ApplicationProvider
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLooper
import org.robolectric.shadows.ShadowMediaPlayer
import org.robolectric.shadows.ShadowTextToSpeech
import java.util.Locale
import java.util.concurrent.TimeUnit

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Application::class)
class SystemVoiceTest {
    private val context = ApplicationProvider.getApplicationContext<Application>()
    private val voice = SystemVoice(context)
    private val vietnamese = Locale("vi", "VN")

    private fun engine() = shadowOf(ShadowTextToSpeech.getLastTextToSpeechInstance())

    private fun engineIsUp(status: Int = TextToSpeech.SUCCESS) {
        engine().onInitListener.onInit(status)
        ShadowLooper.idleMainLooper()
    }

    @After
    fun end() {
        ShadowTextToSpeech.reset()
        ShadowMediaPlayer.resetStaticState()
    }

    @Test
    fun `it is not known at first, then there is a Vietnamese voice`() {
        ShadowTextToSpeech.addLanguageAvailability(vietnamese)
        assertEquals(VoiceState.Starting, voice.state.value)
        engineIsUp()
        assertEquals(VoiceState.Ready, voice.state.value)
        assertTrue(voice.speaks("vi"))
    }

    @Test
    fun `a phone without a Vietnamese voice says so and reads nothing`() {
        ShadowTextToSpeech.addLanguageAvailability(Locale.ENGLISH)
        voice.prepare()
        engineIsUp()
        assertEquals(VoiceState.Missing, voice.state.value)
        voice.speak("Bấm Cài đặt", "vi")
        assertEquals(emptyList<String>(), engine().spokenTextList)
    }

    @Test
    fun `a phone without any engine says so`() {
        voice.prepare()
        engineIsUp(TextToSpeech.ERROR)
        assertEquals(VoiceState.Missing, voice.state.value)
    }

    @Test
    fun `what was asked for before the engine was up is read then`() {
        ShadowTextToSpeech.addLanguageAvailability(vietnamese)
        voice.speak("Bấm Cài đặt", "vi")
        assertEquals(emptyList<String>(), engine().spokenTextList)
        engineIsUp()
        assertEquals(listOf("Bấm Cài đặt"), engine().spokenTextList)
    }

    @Test
    fun `it speaks until it has said it, and others are quiet meanwhile`() {
        ShadowTextToSpeech.addLanguageAvailability(vietnamese)
        voice.prepare()
        engineIsUp()
        voice.speak("Bấm Mở", "vi")
        val audio = shadowOf(context.getSystemService(AudioManager::class.java))
        assertNotNull(audio.lastAudioFocusRequest)
        ShadowLooper.idleMainLooper()
        assertEquals(VoiceState.Ready, voice.state.value)
        assertNotNull(audio.lastAbandonedAudioFocusRequest)
    }

    @Test
    fun `during a call it is silent`() {
        ShadowTextToSpeech.addLanguageAvailability(vietnamese)
        shadowOf(context.getSystemService(AudioManager::class.java))
            .setNextFocusRequestResponse(AudioManager.AUDIOFOCUS_REQUEST_FAILED)
        voice.prepare()
        engineIsUp()
        voice.speak("Bấm Mở", "vi")
        assertEquals(emptyList<String>(), engine().spokenTextList)
    }

    @Test
    fun `when nobody sees the app the engine is let go, and comes back when it is needed`() {
        ShadowTextToSpeech.addLanguageAvailability(vietnamese)
        voice.prepare()
        engineIsUp()
        val before = ShadowTextToSpeech.getLastTextToSpeechInstance()
        context.onTrimMemory(ComponentCallbacks2.TRIM_MEMORY_UI_HIDDEN)
        assertTrue(shadowOf(before).isShutdown)
        voice.prepare()
        engineIsUp()
        assertEquals(VoiceState.Ready, voice.state.value)
    }

    @Test
    fun `a voice that was installed meanwhile is found`() {
        voice.prepare()
        engineIsUp()
        assertEquals(VoiceState.Missing, voice.state.value)
        ShadowTextToSpeech.addLanguageAvailability(vietnamese)
        voice.prepare()
        engineIsUp()
        assertEquals(VoiceState.Ready, voice.state.value)
    }

    @Test
    fun `the way to a voice leads to the system's settings`() {
        voice.openSettings()
        assertEquals("com.android.settings.TTS_SETTINGS", shadowOf(context).nextStartedActivity.action)
    }

    @Test
    fun `what can't be played is read`() {
        ShadowTextToSpeech.addLanguageAvailability(vietnamese)
        voice.prepare()
        engineIsUp()
        voice.play(ByteArray(0), "Bấm Mở", "vi")
        ShadowLooper.idleMainLooper()
        assertEquals(listOf("Bấm Mở"), engine().spokenTextList)
    }

    @Test
    fun `a recording is played to its end`() {
        ShadowMediaPlayer.setMediaInfoProvider { ShadowMediaPlayer.MediaInfo(1_000, 0) }
        ShadowTextToSpeech.addLanguageAvailability(vietnamese)
        voice.prepare()
        engineIsUp()
        voice.play(byteArrayOf(1, 2, 3), "Bấm Mở", "vi")
        assertEquals(VoiceState.Speaking, voice.state.value)
        ShadowLooper.idleMainLooper(2, TimeUnit.SECONDS)
        assertEquals(VoiceState.Ready, voice.state.value)
        assertEquals(emptyList<String>(), engine().spokenTextList)
    }
}
