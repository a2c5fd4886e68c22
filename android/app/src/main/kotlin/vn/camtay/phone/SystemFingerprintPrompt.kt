package vn.camtay.phone

import android.app.Activity
import android.app.Application
import android.content.pm.PackageManager
import android.hardware.biometrics.BiometricManager
import android.hardware.biometrics.BiometricPrompt
import android.os.Build
import android.os.Bundle
import android.os.CancellationSignal
import android.os.Looper
import androidx.annotation.RequiresApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.filterNotNull
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import vn.camtay.R
import vn.camtay.phone.FingerprintPrompt.Why
import javax.crypto.Cipher
import kotlin.coroutines.resume

/**
 * The platform's own prompt, shown over the activity that is in front. Before Android 9 there
 * is none: there the PIN is the only way.
 */
class SystemFingerprintPrompt(
    private val application: Application,
) : FingerprintPrompt {
    private val front = MutableStateFlow<Activity?>(null)

    init {
        application.registerActivityLifecycleCallbacks(Watch())
    }

    override fun isPossible(): Boolean {
        val manager = application.packageManager
        return when {
            Build.VERSION.SDK_INT >= Build.VERSION_CODES.R -> canAuthenticate()

            // Nothing here tells strong from weak: what turns out to be too weak makes no key.
            Build.VERSION.SDK_INT == Build.VERSION_CODES.Q -> canAuthenticateAtAll()

            Build.VERSION.SDK_INT == Build.VERSION_CODES.P ->
                manager.hasSystemFeature(PackageManager.FEATURE_FINGERPRINT)

            else -> false
        }
    }

    override fun confirm(
        cipher: Cipher,
        why: Why,
    ): Cipher? {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.P) return null
        // There it would wait for itself.
        if (Looper.myLooper() == Looper.getMainLooper()) return null
        return runBlocking {
            withTimeoutOrNull(LONGEST) {
                val activity = withTimeoutOrNull(SOON) { front.filterNotNull().first() }
                activity?.let { withContext(Dispatchers.Main) { ask(it, cipher, why) } }
            }
        }
    }

    @RequiresApi(Build.VERSION_CODES.P)
    private suspend fun ask(
        activity: Activity,
        cipher: Cipher,
        why: Why,
    ): Cipher? =
        suspendCancellableCoroutine { answer ->
            val no = { if (answer.isActive) answer.resume(null) }
            val stop = CancellationSignal()
            answer.invokeOnCancellation { stop.cancel() }
            val callback =
                object : BiometricPrompt.AuthenticationCallback() {
                    override fun onAuthenticationSucceeded(result: BiometricPrompt.AuthenticationResult?) {
                        if (answer.isActive) answer.resume(result?.cryptoObject?.cipher)
                    }

                    override fun onAuthenticationError(
                        code: Int,
                        words: CharSequence?,
                    ) {
                        no()
                    }
                }
            try {
                prompt(activity, why, no).authenticate(
                    BiometricPrompt.CryptoObject(cipher),
                    stop,
                    activity.mainExecutor,
                    callback,
                )
            } catch (_: RuntimeException) {
                // A prompt that can't be shown says nothing about the key.
                no()
            }
        }

    @RequiresApi(Build.VERSION_CODES.P)
    private fun prompt(
        activity: Activity,
        why: Why,
        no: () -> Unit,
    ): BiometricPrompt {
        val title = if (why == Why.Open) R.string.screen_lock_prompt_open else R.string.screen_lock_prompt_switch_on
        return BiometricPrompt
            .Builder(activity)
            .setTitle(activity.getString(title))
            .setNegativeButton(
                activity.getString(R.string.screen_lock_prompt_pin),
                activity.mainExecutor,
            ) { _, _ -> no() }
            .build()
    }

    @RequiresApi(Build.VERSION_CODES.R)
    private fun canAuthenticate(): Boolean {
        val strong = BiometricManager.Authenticators.BIOMETRIC_STRONG
        return manager()?.canAuthenticate(strong) == BiometricManager.BIOMETRIC_SUCCESS
    }

    @Suppress("DEPRECATION")
    @RequiresApi(Build.VERSION_CODES.Q)
    private fun canAuthenticateAtAll() = manager()?.canAuthenticate() == BiometricManager.BIOMETRIC_SUCCESS

    @RequiresApi(Build.VERSION_CODES.Q)
    private fun manager() = application.getSystemService(BiometricManager::class.java)

    /** Knows which activity is in front; holds none that isn't. */
    private inner class Watch : Application.ActivityLifecycleCallbacks {
        override fun onActivityResumed(activity: Activity) {
            front.value = activity
        }

        override fun onActivityPaused(activity: Activity) {
            front.compareAndSet(activity, null)
        }

        override fun onActivityCreated(
            activity: Activity,
            saved: Bundle?,
        ) = Unit

        override fun onActivityStarted(activity: Activity) = Unit

        override fun onActivityStopped(activity: Activity) = Unit

        override fun onActivitySaveInstanceState(
            activity: Activity,
            saved: Bundle,
        ) = Unit

        override fun onActivityDestroyed(activity: Activity) = Unit
    }

    private companion object {
        /** The activity may be on its way to the front. */
        const val SOON = 3_000L

        /** The system's prompt gives up earlier by itself. */
        const val LONGEST = 90_000L
    }
}
