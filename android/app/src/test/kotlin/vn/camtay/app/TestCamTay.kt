package vn.camtay.app

import android.app.Application
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.MutableStateFlow
import uniffi.camtay_core.KeyStore
import vn.camtay.phone.AndroidLogger
import vn.camtay.phone.AssetGuides
import vn.camtay.phone.Phone
import vn.camtay.phone.RustPhone
import vn.camtay.phone.SoftKeyStore
import vn.camtay.upload.FakeNetwork
import vn.camtay.upload.Nearness
import vn.camtay.upload.UploadStage
import vn.camtay.upload.Uploads
import vn.camtay.upload.WorkUploads
import vn.camtay.voice.Voice
import vn.camtay.voice.VoiceState
import java.io.File

/** The real app over the real core; only the platform's key store is the JVM's own. */
class TestCamTay : CamTay() {
    private val keys by lazy { SoftKeyStore() }
    private var living: TestWiring? = null

    override val wiring get() = living ?: TestWiring(this, keys).also { living = it }

    /** The process ends: what only lay in its memory is gone, files and the platform's keys are not. */
    fun die() {
        living?.real?.close()
        living = null
    }
}

class TestWiring(
    application: Application,
    override val keys: KeyStore,
) : Wiring(application) {
    /** The core itself. */
    val real by lazy {
        RustPhone(
            folder = File(application.noBackupFilesDir, "phone"),
            keys = keys,
            guides = AssetGuides(application.assets),
            logger = AndroidLogger,
            store = Dispatchers.IO.limitedParallelism(1),
        )
    }

    /** The disk of this phone. */
    val disk by lazy { Disk(real) }

    override val phone: Phone get() = disk

    /** The Wi-Fi this phone is on. */
    override val network = FakeNetwork()

    override val uploads: Uploads by lazy { WorkUploads(application, phone, network) }

    /** No finger is here unless a test brings one. */
    override fun hasFingerprint() = false
}

/** Hears what screens ask for. */
class FakeUploads : Uploads {
    override val stage = MutableStateFlow<UploadStage>(UploadStage.Ready)
    var asked = 0

    override fun handInNow() {
        asked += 1
    }

    override val nearness = MutableStateFlow(Nearness.Unknown)
    var stopped = 0
    var looked = 0
    var mayAsk = false

    override fun stop() {
        stopped += 1
    }

    var whenNear = 0

    override fun handInWhenNear() {
        whenNear += 1
    }

    override suspend fun look() {
        looked += 1
    }

    override fun mayAskToNotify() = mayAsk

    override fun askedToNotify() {
        mayAsk = false
    }
}

/** Keeps what would be read aloud. */
class FakeVoice(
    initially: VoiceState = VoiceState.Ready,
) : Voice {
    override val state = MutableStateFlow(initially)
    val said = mutableListOf<String>()

    /** Recordings that would be played. */
    val played = mutableListOf<ByteArray>()

    /** Languages that it has a voice for. */
    var languages = setOf("vi", "en")
    var wentToSettings = 0
    var stopped = 0

    override fun prepare() = Unit

    override fun speaks(language: String) = language in languages

    override fun speak(
        text: String,
        language: String,
    ) {
        said += text
    }

    override fun play(
        recording: ByteArray,
        text: String,
        language: String,
    ) {
        played += recording
    }

    override fun openSettings() {
        wentToSettings += 1
    }

    override fun stop() {
        stopped += 1
    }
}

/** Keeps where screens wanted to go. */
class FakeGo : Go {
    val went = mutableListOf<Route?>()

    override fun to(route: Route) {
        went += route
    }

    override fun instead(route: Route) {
        went += route
    }

    override fun back() {
        went += null
    }

    override fun backTo(route: Route) {
        went += route
    }
}
