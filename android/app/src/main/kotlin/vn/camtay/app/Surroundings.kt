package vn.camtay.app

import androidx.compose.runtime.Composable
import kotlinx.coroutines.CoroutineScope
import vn.camtay.phone.Phone
import vn.camtay.share.IncomingFiles
import vn.camtay.upload.Uploads
import vn.camtay.voice.Voice

/** What draws a place of the stack. */
typealias Screen = @Composable () -> Unit

/**
 * What a feature's screen is made of. Each feature's `xScreen(around, …)` gives its model just
 * what that uses.
 */
class Surroundings(
    val phone: Phone,
    /** The model's work; it ends when the place is left. */
    val scope: CoroutineScope,
    val go: Go,
    /** What was typed here and not yet recorded; outlives rotation, locking and the process. */
    val draft: Draft,
    val preferences: Preferences,
    val uploads: Uploads,
    val voice: Voice,
    val clock: Clock,
    val fingerprint: Fingerprint,
    /** Files that come from outside, and those that are carried for others. */
    val files: IncomingFiles,
    /** `vi` or `en`: in which the guides' words are asked for. */
    val language: String,
)

/** The time, Unix seconds. */
fun interface Clock {
    fun now(): Long
}
