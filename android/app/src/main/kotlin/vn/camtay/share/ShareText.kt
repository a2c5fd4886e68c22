package vn.camtay.share

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent

/** Offers [text] to the apps that can send a message. */
fun shareText(
    context: Context,
    text: String,
) {
    val send =
        Intent(Intent.ACTION_SEND).apply {
            type = "text/plain"
            putExtra(Intent.EXTRA_TEXT, text)
        }
    try {
        context.startActivity(Intent.createChooser(send, null).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
    } catch (_: ActivityNotFoundException) {
        // A phone without any app that sends: the code can still be scanned.
    }
}
