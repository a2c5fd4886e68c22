package vn.camtay.share

import android.content.Context
import android.os.Bundle
import android.os.CancellationSignal
import android.os.ParcelFileDescriptor
import android.print.PageRange
import android.print.PrintAttributes
import android.print.PrintDocumentAdapter
import android.print.PrintDocumentInfo
import android.print.PrintManager
import java.io.File
import java.io.FileInputStream
import java.io.FileOutputStream
import java.io.IOException

/**
 * Opens the system's page for printing with this PDF, which any printer that it knows prints,
 * also without a network. `false` where this phone can't.
 */
fun printFile(
    context: Context,
    file: File,
): Boolean {
    val printing = context.getSystemService(Context.PRINT_SERVICE) as? PrintManager ?: return false
    val paper = PrintAttributes.Builder().setMediaSize(PrintAttributes.MediaSize.ISO_A4).build()
    return try {
        printing.print(file.nameWithoutExtension, PdfFile(file), paper)
        true
    } catch (_: RuntimeException) {
        // Makers of phones take this part of the system away, or what it is made of.
        false
    }
}

/** A file that is already as it will be printed. */
internal class PdfFile(
    private val file: File,
) : PrintDocumentAdapter() {
    override fun onLayout(
        before: PrintAttributes?,
        now: PrintAttributes?,
        cancelled: CancellationSignal?,
        answer: LayoutResultCallback,
        extras: Bundle?,
    ) {
        if (cancelled?.isCanceled == true) return answer.onLayoutCancelled()
        val info =
            PrintDocumentInfo
                .Builder(file.name)
                .setContentType(PrintDocumentInfo.CONTENT_TYPE_DOCUMENT)
                .build()
        answer.onLayoutFinished(info, before != now)
    }

    override fun onWrite(
        pages: Array<out PageRange>?,
        destination: ParcelFileDescriptor,
        cancelled: CancellationSignal?,
        answer: WriteResultCallback,
    ) {
        try {
            FileInputStream(file).use { from ->
                FileOutputStream(destination.fileDescriptor).use { to -> from.copyTo(to) }
            }
            answer.onWriteFinished(arrayOf(PageRange.ALL_PAGES))
        } catch (_: IOException) {
            answer.onWriteFailed(null)
        }
    }
}
