package vn.camtay.phone

import uniffi.camtay_core.KeyStore
import uniffi.camtay_core.WrapKey
import java.security.KeyPairGenerator
import java.security.SecureRandom
import java.security.Signature
import java.security.interfaces.ECPublicKey
import java.security.spec.ECGenParameterSpec
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.spec.GCMParameterSpec

/** What Android Keystore does, with the JVM's own P-256 and AES: the same kinds of bytes. */
class SoftKeyStore : KeyStore {
    private var signing = newPair()
    private var wrapping = newWrapping()

    /** SEC 1, uncompressed. */
    override fun publicKey(): ByteArray {
        val point = (signing.public as ECPublicKey).w
        val coordinates =
            listOf(point.affineX, point.affineY).map { number ->
                val bytes = number.toByteArray()
                ByteArray((32 - bytes.size).coerceAtLeast(0)) + bytes.takeLast(32)
            }
        return byteArrayOf(4) + coordinates[0] + coordinates[1]
    }

    override fun makeKey() {
        signing = newPair()
    }

    /** DER. */
    override fun sign(message: ByteArray): ByteArray =
        Signature.getInstance("SHA256withECDSA").run {
            initSign(signing.private)
            update(message)
            sign()
        }

    override fun wrap(
        key: WrapKey,
        plain: ByteArray,
    ): ByteArray {
        val nonce = ByteArray(12).also(SecureRandom()::nextBytes)
        return nonce + cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(plain)
    }

    override fun unwrap(
        key: WrapKey,
        wrapped: ByteArray,
    ): ByteArray {
        val nonce = wrapped.copyOf(12)
        return cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(wrapped, 12, wrapped.size - 12)
    }

    override fun forget() {
        signing = newPair()
        wrapping = newWrapping()
    }

    private fun newWrapping() =
        WrapKey.entries.associateWith {
            KeyGenerator.getInstance("AES").apply { init(256) }.generateKey()
        }

    private fun newPair() =
        KeyPairGenerator
            .getInstance("EC")
            .apply { initialize(ECGenParameterSpec("secp256r1")) }
            .generateKeyPair()

    private fun cipher(
        mode: Int,
        key: WrapKey,
        nonce: ByteArray,
    ) = Cipher.getInstance("AES/GCM/NoPadding").apply {
        init(mode, wrapping.getValue(key), GCMParameterSpec(128, nonce))
    }
}
