package vn.camtay.app

import kotlinx.coroutines.flow.MutableStateFlow

/** What the app knows about fingers and faces. */
class Fingerprint(
    /** Whether somebody's finger or face is known to this phone, and it can prove so to us. */
    val isKnown: () -> Boolean,
) {
    /** It opens the store too. The core says so each time the store is locked. */
    val on = MutableStateFlow(false)
}
