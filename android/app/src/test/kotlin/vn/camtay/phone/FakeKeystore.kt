package vn.camtay.phone

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.StrongBoxUnavailableException
import java.io.InputStream
import java.io.OutputStream
import java.security.AlgorithmParameters
import java.security.InvalidAlgorithmParameterException
import java.security.Key
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.KeyPairGeneratorSpi
import java.security.KeyStoreSpi
import java.security.PrivateKey
import java.security.Provider
import java.security.ProviderException
import java.security.PublicKey
import java.security.SecureRandom
import java.security.Security
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.security.spec.ECGenParameterSpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.Cipher
import javax.crypto.CipherSpi
import javax.crypto.KeyGenerator
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey

/**
 * Android Keystore as a provider of the JVM: keys by alias, a secure element that may be full,
 * fingers that may be added, and stumbles.
 */
object FakeKeystore {
    val entries = mutableMapOf<String, Any>()
    val specs = mutableMapOf<String, KeyGenParameterSpec>()

    /** How often a secure element says that it can't. */
    var isSecureElementFull = false

    /** Nothing is found so many times, though it is there. */
    var stumbles = 0

    /** Nobody's finger is known to the phone. */
    var hasNoFinger = false

    /** Uses of the finger's key since a finger was shown are refused with this. */
    private var isFingerShown = false

    fun begin() {
        entries.clear()
        specs.clear()
        isSecureElementFull = false
        stumbles = 0
        hasNoFinger = false
        isFingerShown = false
        Security.removeProvider(NAME)
        Security.addProvider(FakeProvider())
    }

    fun end() = Security.removeProvider(NAME)

    /** Somebody adds a finger to the phone: keys that are bound to fingers die. */
    fun addFinger() {
        specs.filterValues { it.isUserAuthenticationRequired && it.isInvalidatedByBiometricEnrollment }.keys.forEach {
            (entries[it] as? WrappingKey)?.isInvalid = true
        }
    }

    /** The next use of the finger's key works. */
    fun showFinger() {
        isFingerShown = true
    }

    internal fun useFinger() {
        if (!isFingerShown) throw ProviderException("Key user not authenticated")
        isFingerShown = false
    }

    internal fun find(alias: String): Any? {
        if (stumbles > 0) {
            stumbles -= 1
            return null
        }
        return entries[alias]
    }

    internal fun make(spec: KeyGenParameterSpec) {
        if (spec.isStrongBoxBacked && isSecureElementFull) throw StrongBoxUnavailableException("full")
        if (spec.isUserAuthenticationRequired && hasNoFinger) {
            throw InvalidAlgorithmParameterException("At least one biometric must be enrolled")
        }
        specs[spec.keystoreAlias] = spec
    }

    internal const val NAME = "AndroidKeyStore"
}

/** A wrapping key that never shows its bytes. */
internal class WrappingKey(
    val secret: SecretKey,
    val isForFinger: Boolean,
) : SecretKey {
    var isInvalid = false

    override fun getAlgorithm() = "AES"

    override fun getFormat(): String? = null

    override fun getEncoded(): ByteArray? = null
}

internal class FakeProvider : Provider(FakeKeystore.NAME, "1", "Android Keystore for tests") {
    init {
        put("KeyStore.AndroidKeyStore", Entries::class.java.name)
        put("KeyPairGenerator.EC", Pairs::class.java.name)
        put("KeyGenerator.AES", Secrets::class.java.name)
        put("Cipher.AES/GCM/NoPadding", Gcm::class.java.name)
        put("Cipher.AES/GCM/NoPadding SupportedKeyClasses", WrappingKey::class.java.name)
    }

    /** What is asked for by class name is looked up here. */
    override fun getService(
        type: String,
        algorithm: String,
    ): Service? {
        val known = super.getService(type, algorithm) ?: return null
        return object : Service(this, type, algorithm, known.className, null, null) {
            override fun newInstance(parameter: Any?): Any =
                when (type) {
                    "KeyStore" -> Entries()
                    "KeyPairGenerator" -> Pairs()
                    "KeyGenerator" -> Secrets()
                    else -> Gcm()
                }

            override fun supportsParameter(parameter: Any?) = parameter is WrappingKey
        }
    }
}

internal class Pairs : KeyPairGeneratorSpi() {
    private lateinit var spec: KeyGenParameterSpec

    override fun initialize(
        size: Int,
        random: SecureRandom?,
    ) = throw UnsupportedOperationException()

    override fun initialize(
        parameters: AlgorithmParameterSpec,
        random: SecureRandom?,
    ) {
        spec = parameters as KeyGenParameterSpec
    }

    override fun generateKeyPair(): KeyPair {
        FakeKeystore.make(spec)
        val curve = spec.algorithmParameterSpec as ECGenParameterSpec
        val provider =
            Security.getProviders().first {
                it.name != FakeKeystore.NAME && it.getService(
                    TYPE,
                    "EC",
                ) != null
            }
        val pair = KeyPairGenerator.getInstance("EC", provider).apply { initialize(curve) }.generateKeyPair()
        FakeKeystore.entries[spec.keystoreAlias] = pair
        return pair
    }

    private companion object {
        const val TYPE = "KeyPairGenerator"
    }
}

internal class Secrets : KeyGeneratorSpi() {
    private lateinit var spec: KeyGenParameterSpec

    override fun engineInit(random: SecureRandom?) = throw UnsupportedOperationException()

    override fun engineInit(
        size: Int,
        random: SecureRandom?,
    ) = throw UnsupportedOperationException()

    override fun engineInit(
        parameters: AlgorithmParameterSpec,
        random: SecureRandom?,
    ) {
        spec = parameters as KeyGenParameterSpec
    }

    override fun engineGenerateKey(): SecretKey {
        FakeKeystore.make(spec)
        val bytes = ByteArray(spec.keySize / 8).also(SecureRandom()::nextBytes)
        val secret = javax.crypto.spec.SecretKeySpec(bytes, "AES")
        return WrappingKey(secret, spec.isUserAuthenticationRequired)
            .also { FakeKeystore.entries[spec.keystoreAlias] = it }
    }
}

/** The JVM's own cipher behind a key that may be invalid, or want a finger first. */
internal class Gcm : CipherSpi() {
    private val inner = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE")
    private lateinit var key: WrappingKey

    private fun open(key: Key): SecretKey {
        this.key = key as WrappingKey
        if (key.isInvalid) throw KeyPermanentlyInvalidatedException()
        return key.secret
    }

    override fun engineSetMode(mode: String?) = Unit

    override fun engineSetPadding(padding: String?) = Unit

    override fun engineGetBlockSize() = inner.blockSize

    override fun engineGetOutputSize(length: Int) = inner.getOutputSize(length)

    override fun engineGetIV(): ByteArray = inner.iv

    override fun engineGetParameters(): AlgorithmParameters? = inner.parameters

    override fun engineInit(
        mode: Int,
        key: Key,
        random: SecureRandom?,
    ) = inner.init(mode, open(key))

    override fun engineInit(
        mode: Int,
        key: Key,
        parameters: AlgorithmParameterSpec?,
        random: SecureRandom?,
    ) = inner.init(mode, open(key), parameters)

    override fun engineInit(
        mode: Int,
        key: Key,
        parameters: AlgorithmParameters?,
        random: SecureRandom?,
    ) = inner.init(mode, open(key), parameters)

    override fun engineUpdate(
        input: ByteArray?,
        from: Int,
        length: Int,
    ): ByteArray? = inner.update(input, from, length)

    override fun engineUpdate(
        input: ByteArray?,
        from: Int,
        length: Int,
        output: ByteArray?,
        to: Int,
    ) = inner.update(input, from, length, output, to)

    override fun engineDoFinal(
        input: ByteArray,
        from: Int,
        length: Int,
    ): ByteArray {
        if (key.isForFinger) FakeKeystore.useFinger()
        return inner.doFinal(input, from, length)
    }

    override fun engineDoFinal(
        input: ByteArray,
        from: Int,
        length: Int,
        output: ByteArray,
        to: Int,
    ) = inner.doFinal(input, from, length, output, to)
}

/** A certificate that only holds its key, as far as anybody asks. */
private class Holder(
    private val key: PublicKey,
) : Certificate("X.509") {
    override fun getEncoded(): ByteArray = key.encoded

    override fun verify(key: PublicKey?) = Unit

    override fun verify(
        key: PublicKey?,
        provider: String?,
    ) = Unit

    override fun toString() = "certificate"

    override fun getPublicKey() = key
}

internal class Entries : KeyStoreSpi() {
    override fun engineGetKey(
        alias: String,
        password: CharArray?,
    ): Key? =
        when (val entry = FakeKeystore.find(alias)) {
            is KeyPair -> entry.private as PrivateKey
            is WrappingKey -> entry
            else -> null
        }

    override fun engineGetCertificate(alias: String): Certificate? =
        (FakeKeystore.find(alias) as? KeyPair)?.let { Holder(it.public) }

    override fun engineContainsAlias(alias: String) = alias in FakeKeystore.entries

    override fun engineDeleteEntry(alias: String) {
        FakeKeystore.entries.remove(alias)
    }

    override fun engineLoad(
        stream: InputStream?,
        password: CharArray?,
    ) = Unit

    override fun engineAliases(): Enumeration<String> = Collections.enumeration(FakeKeystore.entries.keys)

    override fun engineSize() = FakeKeystore.entries.size

    override fun engineIsKeyEntry(alias: String) = engineContainsAlias(alias)

    override fun engineIsCertificateEntry(alias: String) = false

    override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null

    override fun engineGetCreationDate(alias: String): Date? = null

    override fun engineGetCertificateAlias(certificate: Certificate?): String? = null

    override fun engineStore(
        stream: OutputStream?,
        password: CharArray?,
    ) = Unit

    override fun engineSetKeyEntry(
        alias: String?,
        key: Key?,
        password: CharArray?,
        chain: Array<out Certificate>?,
    ) = throw UnsupportedOperationException()

    override fun engineSetKeyEntry(
        alias: String?,
        key: ByteArray?,
        chain: Array<out Certificate>?,
    ) = throw UnsupportedOperationException()

    override fun engineSetCertificateEntry(
        alias: String?,
        certificate: Certificate?,
    ) = throw UnsupportedOperationException()
}

/** Somebody who shows a finger, or doesn't. */
internal class FakePrompt : FingerprintPrompt {
    val asked = mutableListOf<FingerprintPrompt.Why>()
    var answers = true

    override fun isPossible() = true

    override fun confirm(
        cipher: Cipher,
        why: FingerprintPrompt.Why,
    ): Cipher? {
        asked += why
        if (answers) FakeKeystore.showFinger()
        return cipher.takeIf { answers }
    }
}
