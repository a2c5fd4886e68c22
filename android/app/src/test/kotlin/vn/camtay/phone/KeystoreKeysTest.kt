package vn.camtay.phone

import android.app.Application
import android.os.Build
import android.security.keystore.KeyProperties
import androidx.test.core.app.ApplicationProvider
import org.junit.After
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.util.ReflectionHelpers
import uniffi.camtay_core.KeyStoreException
import uniffi.camtay_core.WrapKey
import java.security.KeyPair
import java.security.Signature
import javax.crypto.Cipher

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Application::class)
class KeystoreKeysTest {
    @get:Rule
    val folder = TemporaryFolder()

    private val secret = ByteArray(32) { it.toByte() }
    private val prompt = FakePrompt()
    private val keys by lazy { keys() }

    @Before
    fun begin() = FakeKeystore.begin()

    @After
    fun end() = FakeKeystore.end()

    private fun keys(hasSecureElement: Boolean = true) = KeystoreKeys(folder.root, prompt, hasSecureElement)

    private fun unavailable(call: () -> Unit) = assertThrows(KeyStoreException.Unavailable::class.java) { call() }

    private fun refused(call: () -> Unit) = assertThrows(KeyStoreException.Refused::class.java) { call() }

    @Test
    fun `what it signs, its public key vouches for`() {
        val point = keys.publicKey()
        assertEquals(65, point.size)
        assertEquals(4, point[0].toInt())
        assertArrayEquals(point, keys().publicKey())
        val signature = keys.sign(secret)
        val pair = FakeKeystore.entries["camtay-phone"] as KeyPair
        Signature.getInstance("SHA256withECDSA").run {
            initVerify(pair.public)
            update(secret)
            assertTrue(verify(signature))
        }
        val spec = FakeKeystore.specs.getValue("camtay-phone")
        assertEquals(KeyProperties.PURPOSE_SIGN, spec.purposes)
        assertFalse(spec.isUserAuthenticationRequired)
    }

    @Test
    fun `a new store has a new key`() {
        val before = keys.publicKey()
        keys.makeKey()
        assertNotEquals(before.toList(), keys.publicKey().toList())
    }

    @Test
    fun `what was wrapped opens, and not when a byte of it changed`() {
        val wrapped = keys.wrap(WrapKey.DEVICE, secret)
        assertArrayEquals(secret, keys().unwrap(WrapKey.DEVICE, wrapped))
        assertNotEquals(wrapped.toList(), keys.wrap(WrapKey.DEVICE, secret).toList())
        wrapped[20] = (wrapped[20] + 1).toByte()
        unavailable { keys.unwrap(WrapKey.DEVICE, wrapped) }
        unavailable { keys.unwrap(WrapKey.DEVICE, ByteArray(3)) }
    }

    @Test
    fun `keys lie in the secure element, or beside it when it is full or absent`() {
        keys.publicKey()
        keys.wrap(WrapKey.DEVICE, secret)
        assertTrue(FakeKeystore.specs.values.all { it.isStrongBoxBacked })
        assertEquals(2, FakeKeystore.specs.size)
        FakeKeystore.begin()
        FakeKeystore.isSecureElementFull = true
        keys.makeKey()
        keys.wrap(WrapKey.DEVICE, secret)
        assertTrue(FakeKeystore.specs.values.none { it.isStrongBoxBacked })
        FakeKeystore.begin()
        keys(hasSecureElement = false).makeKey()
        assertTrue(FakeKeystore.specs.values.none { it.isStrongBoxBacked })
    }

    @Test
    fun `a lost key is told, and no new one takes its place unasked`() {
        keys.publicKey()
        val wrapped = keys.wrap(WrapKey.DEVICE, secret)
        FakeKeystore.entries.clear()
        unavailable { keys.publicKey() }
        unavailable { keys.sign(secret) }
        unavailable { keys.unwrap(WrapKey.DEVICE, wrapped) }
        assertEquals(emptyMap<String, Any>(), FakeKeystore.entries)
        // Beginning again asks for one.
        keys.makeKey()
        keys.publicKey()
    }

    @Test
    fun `a stumble of the system costs neither key nor answer`() {
        val before = keys.publicKey()
        val wrapped = keys.wrap(WrapKey.DEVICE, secret)
        FakeKeystore.stumbles = 1
        assertArrayEquals(before, keys.publicKey())
        FakeKeystore.stumbles = 1
        keys.sign(secret)
        FakeKeystore.stumbles = 1
        assertArrayEquals(secret, keys.unwrap(WrapKey.DEVICE, wrapped))
    }

    @Test
    fun `a finger opens what a finger wrapped, each time anew`() {
        val wrapped = keys.wrap(WrapKey.BIOMETRIC, secret)
        assertArrayEquals(secret, keys.unwrap(WrapKey.BIOMETRIC, wrapped))
        assertEquals(listOf(FingerprintPrompt.Why.SwitchOn, FingerprintPrompt.Why.Open), prompt.asked)
        val spec = FakeKeystore.specs.getValue("camtay-finger")
        assertTrue(spec.isUserAuthenticationRequired)
        assertTrue(spec.isInvalidatedByBiometricEnrollment)
        assertEquals(KeyProperties.AUTH_BIOMETRIC_STRONG, spec.userAuthenticationType)
        assertEquals(0, spec.userAuthenticationValidityDurationSeconds)
    }

    @Test
    fun `nobody recognised is no lost key`() {
        val wrapped = keys.wrap(WrapKey.BIOMETRIC, secret)
        prompt.answers = false
        refused { keys.unwrap(WrapKey.BIOMETRIC, wrapped) }
        refused { keys.wrap(WrapKey.BIOMETRIC, secret) }
    }

    @Test
    fun `an added finger closes the finger's way and leaves the PIN's`() {
        val byDevice = keys.wrap(WrapKey.DEVICE, secret)
        val byFinger = keys.wrap(WrapKey.BIOMETRIC, secret)
        prompt.asked.clear()
        FakeKeystore.addFinger()
        unavailable { keys.unwrap(WrapKey.BIOMETRIC, byFinger) }
        assertEquals(emptyList<FingerprintPrompt.Why>(), prompt.asked)
        assertArrayEquals(secret, keys.unwrap(WrapKey.DEVICE, byDevice))
        val anew = keys.wrap(WrapKey.BIOMETRIC, secret)
        assertArrayEquals(secret, keys.unwrap(WrapKey.BIOMETRIC, anew))
    }

    @Test
    fun `a phone that knows no finger says so instead of falling over`() {
        FakeKeystore.hasNoFinger = true
        unavailable { keys.wrap(WrapKey.BIOMETRIC, secret) }
        keys.wrap(WrapKey.DEVICE, secret)
    }

    @Test
    fun `what is forgotten opens no more`() {
        val before = keys.publicKey()
        val wrapped = keys.wrap(WrapKey.DEVICE, secret)
        keys.forget()
        assertEquals(emptyMap<String, Any>(), FakeKeystore.entries)
        unavailable { keys.unwrap(WrapKey.DEVICE, wrapped) }
        // A new phone, as if it had never been another.
        assertNotEquals(before.toList(), keys.publicKey().toList())
    }

    @Test
    fun `a phone without Keystore says so`() {
        FakeKeystore.end()
        unavailable { keys.publicKey() }
        unavailable { keys.makeKey() }
        unavailable { keys.sign(secret) }
        unavailable { keys.wrap(WrapKey.DEVICE, secret) }
        unavailable { keys.forget() }
    }

    @Test
    fun `on Android 8 the PIN is the only way`() {
        val now = Build.VERSION.SDK_INT
        ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SDK_INT", Build.VERSION_CODES.O)
        try {
            val prompt = SystemFingerprintPrompt(ApplicationProvider.getApplicationContext())
            assertFalse(prompt.isPossible())
            assertNull(prompt.confirm(Cipher.getInstance("AES/GCM/NoPadding"), FingerprintPrompt.Why.Open))
        } finally {
            ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SDK_INT", now)
        }
    }

    @Test
    fun `nobody is asked where it would wait for itself`() {
        val prompt = SystemFingerprintPrompt(ApplicationProvider.getApplicationContext())
        assertNull(prompt.confirm(Cipher.getInstance("AES/GCM/NoPadding"), FingerprintPrompt.Why.Open))
    }
}
