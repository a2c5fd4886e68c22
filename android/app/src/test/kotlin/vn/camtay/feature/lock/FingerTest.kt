package vn.camtay.feature.lock

import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.ExternalResource
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import uniffi.camtay_core.KeyStore
import vn.camtay.R
import vn.camtay.app.CamTay
import vn.camtay.app.MainActivity
import vn.camtay.app.Root
import vn.camtay.app.Taps
import vn.camtay.app.Wiring
import vn.camtay.app.enrol
import vn.camtay.app.value
import vn.camtay.hall.Hall
import vn.camtay.phone.FakeKeystore
import vn.camtay.phone.FakePrompt
import vn.camtay.phone.FingerprintPrompt.Why
import vn.camtay.phone.KeystoreKeys
import java.io.File

/** The real app with the real keys, over a Keystore and fingers that a test moves. */
class FingerCamTay : CamTay() {
    internal val prompt = FakePrompt()
    override val wiring by lazy { FingerWiring(this) }
}

class FingerWiring(
    application: FingerCamTay,
) : Wiring(application) {
    override val keys: KeyStore by lazy {
        KeystoreKeys(File(application.noBackupFilesDir, "keys"), application.prompt, hasSecureElement = true)
    }

    override fun hasFingerprint() = true
}

/** PIN and finger stand apart: each opens without the other. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "vi-w384dp-h800dp", application = FingerCamTay::class)
class FingerTest {
    @get:Rule(order = 0)
    val keystore =
        object : ExternalResource() {
            override fun before() = FakeKeystore.begin()

            override fun after() = FakeKeystore.end()
        }

    @get:Rule(order = 1)
    val hall = Hall()

    @get:Rule(order = 2)
    val compose = createAndroidComposeRule<MainActivity>()

    private val taps by lazy { Taps(compose) }
    private val application get() = ApplicationProvider.getApplicationContext<FingerCamTay>()
    private val phone get() = application.wiring.phone
    private val prompt get() = application.prompt

    @Before
    fun enrolled() {
        taps.root(Root.Enrol(null))
        enrol(phone, hall)
        taps.root(Root.Open)
        runBlocking { phone.write { enableBiometric() }.value() }
        prompt.asked.clear()
    }

    /** Locks with nobody near. */
    private fun lock() {
        prompt.answers = false
        taps.model.lock()
        taps.root(Root.Locked(biometric = true))
    }

    @Test
    fun `the finger opens, and the PIN when nobody shows one`() {
        lock()
        taps.until("nobody was asked") { prompt.asked == listOf(Why.Open) }
        taps.see(R.string.screen_lock_under)
        prompt.answers = true
        taps.tap(R.string.a11y_pin_finger)
        taps.root(Root.Open)
        lock()
        taps.pin("135790")
        taps.root(Root.Open)
    }

    @Test
    fun `an added finger asks for the PIN once and is offered anew`() {
        FakeKeystore.addFinger()
        lock()
        taps.see(R.string.screen_lock_changed)
        prompt.answers = true
        taps.pin("135790")
        taps.root(Root.Open)
        assertEquals(listOf(Why.SwitchOn), prompt.asked)
        // By itself, as soon as it locks.
        taps.model.lock()
        taps.until("never asked for the finger") { prompt.asked.lastOrNull() == Why.Open }
        taps.root(Root.Open)
    }

    @Test
    fun `who doesn't want the added finger is left in peace`() {
        FakeKeystore.addFinger()
        lock()
        taps.see(R.string.screen_lock_changed)
        taps.pin("135790")
        taps.root(Root.Open)
        taps.model.lock()
        taps.root(Root.Locked(biometric = false))
    }

    @Test
    fun `a Keystore that lost its keys has a way out`() {
        lock()
        FakeKeystore.entries.clear()
        taps.pin("135790")
        taps.see(R.string.problem_store_keys_unavailable)
        taps.tap(R.string.screen_lock_way)
        taps.see(R.string.screen_lock_nothing_waits)
        taps.tap(R.string.screen_lock_start_over)
        taps.tap(R.string.screen_lock_ask_yes)
        taps.root(Root.Enrol(null))
        prompt.answers = true
        enrol(phone, hall)
        taps.root(Root.Open)
    }
}
