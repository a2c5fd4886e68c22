package vn.camtay.phone

import android.content.Context
import android.content.pm.PackageManager
import android.os.Build
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import android.security.keystore.UserNotAuthenticatedException
import uniffi.camtay_core.KeyStore
import uniffi.camtay_core.KeyStoreException
import uniffi.camtay_core.WrapKey
import vn.camtay.phone.FingerprintPrompt.Why
import java.io.File
import java.security.GeneralSecurityException
import java.security.InvalidKeyException
import java.security.KeyPairGenerator
import java.security.PrivateKey
import java.security.ProviderException
import java.security.PublicKey
import java.security.Signature
import java.security.interfaces.ECPublicKey
import java.security.spec.ECGenParameterSpec
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/**
 * The phone's keys in Android Keystore, in its secure element where it has one: one that signs
 * (P-256), one that wraps and asks nobody, one that wraps for a finger or face. A finger that is
 * newly added makes the third useless, and that one only.
 *
 * Keystore answers "no such key" also when it merely stumbles. So it is noted in [folder] that
 * the signing key was made: one that is missing after that is lost, and no new one takes its
 * place unasked, for a new key would be another phone.
 */
class KeystoreKeys(
    private val folder: File,
    private val prompt: FingerprintPrompt,
    private val hasSecureElement: Boolean,
) : KeyStore {
    private val made get() = File(folder, MADE)

    override fun publicKey(): ByteArray =
        guarded {
            if (!made.exists() && store().getCertificate(SIGNING) == null) newSigningKey()
            twice { sec1((store().getCertificate(SIGNING) ?: throw Lost()).publicKey) }
        }

    override fun makeKey(): Unit = guarded { newSigningKey() }

    override fun sign(message: ByteArray): ByteArray =
        guarded {
            twice {
                Signature.getInstance("SHA256withECDSA").run {
                    initSign(store().getKey(SIGNING, null) as? PrivateKey ?: throw Lost())
                    update(message)
                    sign()
                }
            }
        }

    override fun wrap(
        key: WrapKey,
        plain: ByteArray,
    ): ByteArray =
        guarded {
            when (key) {
                WrapKey.DEVICE ->
                    twice {
                        val wrapping = wrappingKey(key) ?: newWrappingKey(key)
                        val cipher = cipher().apply { init(Cipher.ENCRYPT_MODE, wrapping) }
                        cipher.iv + cipher.doFinal(plain)
                    }

                WrapKey.BIOMETRIC -> {
                    // The key from before may be one that a new finger made useless.
                    val cipher = cipher().apply { init(Cipher.ENCRYPT_MODE, newWrappingKey(key)) }
                    val confirmed = prompt.confirm(cipher, Why.SwitchOn) ?: throw KeyStoreException.Refused()
                    confirmed.iv + confirmed.doFinal(plain)
                }
            }
        }

    override fun unwrap(
        key: WrapKey,
        wrapped: ByteArray,
    ): ByteArray =
        guarded {
            if (wrapped.size <= NONCE) throw Lost()
            when (key) {
                WrapKey.DEVICE -> twice { opening(key, wrapped).doFinal(wrapped, NONCE, wrapped.size - NONCE) }

                WrapKey.BIOMETRIC -> {
                    val cipher = twice { opening(key, wrapped) }
                    val confirmed = prompt.confirm(cipher, Why.Open) ?: throw KeyStoreException.Refused()
                    confirmed.doFinal(wrapped, NONCE, wrapped.size - NONCE)
                }
            }
        }

    override fun forget(): Unit =
        guarded {
            val store = store()
            for (alias in listOf(SIGNING) + WrapKey.entries.map(::aliasOf)) {
                if (store.containsAlias(alias)) store.deleteEntry(alias)
            }
            made.delete()
        }

    private fun opening(
        key: WrapKey,
        wrapped: ByteArray,
    ) = cipher().apply {
        init(Cipher.DECRYPT_MODE, wrappingKey(key) ?: throw Lost(), GCMParameterSpec(TAG_BITS, wrapped, 0, NONCE))
    }

    private fun wrappingKey(key: WrapKey) = store().getKey(aliasOf(key), null) as? SecretKey

    private fun newSigningKey() {
        secure { builder ->
            KeyPairGenerator.getInstance(KeyProperties.KEY_ALGORITHM_EC, KEYSTORE).run {
                initialize(builder(SIGNING, KeyProperties.PURPOSE_SIGN).forSigning().build())
                generateKeyPair()
            }
        }
        folder.mkdirs()
        made.writeText(SIGNING)
    }

    private fun newWrappingKey(key: WrapKey): SecretKey =
        secure { builder ->
            val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
            KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, KEYSTORE).run {
                init(builder(aliasOf(key), purposes).forWrapping(byFinger = key == WrapKey.BIOMETRIC).build())
                generateKey()
            }
        }

    private fun KeyGenParameterSpec.Builder.forSigning() =
        setAlgorithmParameterSpec(ECGenParameterSpec("secp256r1")).setDigests(KeyProperties.DIGEST_SHA256)

    private fun KeyGenParameterSpec.Builder.forWrapping(byFinger: Boolean) =
        apply {
            setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            setKeySize(AES_BITS)
            if (byFinger) {
                setUserAuthenticationRequired(true)
                setInvalidatedByBiometricEnrollment(true)
                if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
                    setUserAuthenticationParameters(0, KeyProperties.AUTH_BIOMETRIC_STRONG)
                }
            }
        }

    /** Makes a key in the secure element, or beside it where it is full, slow to answer or absent. */
    private fun <T> secure(make: ((String, Int) -> KeyGenParameterSpec.Builder) -> T): T {
        if (hasSecureElement && Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) {
            try {
                return make { alias, purposes ->
                    KeyGenParameterSpec.Builder(alias, purposes).setIsStrongBoxBacked(true)
                }
            } catch (_: ProviderException) {
                // The processor's own safe place will do.
            }
        }
        return make(KeyGenParameterSpec::Builder)
    }

    private fun store() =
        java.security.KeyStore
            .getInstance(KEYSTORE)
            .apply { load(null) }

    private fun cipher() = Cipher.getInstance("AES/GCM/NoPadding")

    private fun aliasOf(key: WrapKey) =
        when (key) {
            WrapKey.DEVICE -> "camtay-device"
            WrapKey.BIOMETRIC -> "camtay-finger"
        }

    /** Keystore stumbles now and then, and does the same well a moment later. */
    private fun <T> twice(call: () -> T): T =
        try {
            call()
        } catch (stumble: GeneralSecurityException) {
            // These come out the same every time.
            if (isFinal(stumble)) throw stumble
            Thread.sleep(PAUSE)
            call()
        } catch (_: ProviderException) {
            Thread.sleep(PAUSE)
            call()
        }

    private fun isFinal(error: GeneralSecurityException) =
        error is KeyPermanentlyInvalidatedException ||
            error is UserNotAuthenticatedException ||
            error is AEADBadTagException

    /** Whatever the platform throws, the core hears one of two things. */
    @Suppress("TooGenericExceptionCaught")
    private fun <T> guarded(call: () -> T): T =
        try {
            call()
        } catch (told: KeyStoreException) {
            throw told
        } catch (_: UserNotAuthenticatedException) {
            throw KeyStoreException.Refused()
        } catch (_: Exception) {
            // Makers of phones add exceptions of their own: any of them means that there is no key.
            throw KeyStoreException.Unavailable()
        }

    /** The key isn't there. */
    private class Lost : InvalidKeyException()

    companion object {
        private const val KEYSTORE = "AndroidKeyStore"
        private const val SIGNING = "camtay-phone"
        private const val MADE = "made"
        private const val NONCE = 12
        private const val TAG_BITS = 128
        private const val AES_BITS = 256
        private const val COORDINATE = 32
        private const val PAUSE = 150L

        /** The keys of this phone; [folder] is one that no backup takes along. */
        fun of(
            context: Context,
            folder: File,
            prompt: FingerprintPrompt,
        ): KeystoreKeys {
            val hasSecureElement =
                Build.VERSION.SDK_INT >= Build.VERSION_CODES.P &&
                    context.packageManager.hasSystemFeature(PackageManager.FEATURE_STRONGBOX_KEYSTORE)
            return KeystoreKeys(folder, prompt, hasSecureElement)
        }

        /** SEC 1, uncompressed. */
        private fun sec1(key: PublicKey): ByteArray {
            val point = (key as ECPublicKey).w
            val coordinates =
                listOf(point.affineX, point.affineY).map { number ->
                    val bytes = number.toByteArray().takeLast(COORDINATE).toByteArray()
                    ByteArray(COORDINATE - bytes.size) + bytes
                }
            return byteArrayOf(4) + coordinates[0] + coordinates[1]
        }
    }
}
