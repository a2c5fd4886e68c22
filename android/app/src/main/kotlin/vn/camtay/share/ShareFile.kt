package vn.camtay.share

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import androidx.core.content.FileProvider
import java.io.File

/** Files on their way to another app; the only folder that others may read from. */
fun sharedFolder(context: Context): File = File(context.cacheDir, "shared").apply { mkdirs() }

/** Offers [file], which lies in [sharedFolder], to the apps that can send it. */
fun shareFile(
    context: Context,
    file: File,
    type: String = "application/octet-stream",
) {
    val uri = FileProvider.getUriForFile(context, "${context.packageName}.files", file)
    val send =
        Intent(Intent.ACTION_SEND).apply {
            this.type = type
            putExtra(Intent.EXTRA_STREAM, uri)
            addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
        }
    try {
        context.startActivity(Intent.createChooser(send, null).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
    } catch (_: ActivityNotFoundException) {
        // A phone without any app that sends: the file stays where it is.
    }
}
