package vn.camtay.phone

import javax.crypto.Cipher

/**
 * Asks for a finger or face before a key of Android Keystore works. It has nothing to do with
 * the PIN: where it can't ask, or nobody answers, the PIN opens all the same.
 */
interface FingerprintPrompt {
    /** Whether somebody's finger or face is known to this phone, and can prove so to a key. */
    fun isPossible(): Boolean

    /**
     * Shows the system's own question and waits for the answer; never on the main thread. The
     * cipher, which works from now on, or `null` when nobody was recognised.
     */
    fun confirm(
        cipher: Cipher,
        why: Why,
    ): Cipher?

    /** What for. */
    enum class Why {
        /** To open the store. */
        Open,

        /** To let a finger open the store from now on. */
        SwitchOn,
    }
}
