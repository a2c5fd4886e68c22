package vn.camtay.upload

import android.Manifest
import android.annotation.SuppressLint
import android.app.ActivityManager
import android.app.ActivityManager.RunningAppProcessInfo
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.os.Build
import androidx.core.app.NotificationChannelCompat
import androidx.core.app.NotificationCompat
import androidx.core.app.NotificationManagerCompat
import androidx.core.content.ContextCompat
import uniffi.camtay_core.Waiting
import vn.camtay.R
import vn.camtay.app.Languages
import vn.camtay.app.MainActivity
import vn.camtay.phone.Problem
import vn.camtay.words.said

/**
 * What the status bar says about handing in: how much is on its way, that the hall has it, or
 * why not and what to do. Nothing personal stands there, and nothing while the app is seen.
 */
class UploadNotices(
    private val context: Context,
) : RunListener {
    private val manager = NotificationManagerCompat.from(context)
    private val file by lazy { context.getSharedPreferences("notices", Context.MODE_PRIVATE) }

    override fun sending(
        done: Long,
        total: Long,
    ) {
        if (total == 0L) return
        val words = words()
        val said =
            words.getString(R.string.screen_upload_notice_sending_body, done.toInt(), records(total))
        tell(words.getString(R.string.screen_upload_notice_sending), said) {
            setOngoing(true).setProgress(total.toInt(), done.toInt(), false)
        }
    }

    override fun received(
        records: Long,
        sent: Waiting?,
    ) {
        if (records == 0L) return quiet()
        val people = sent?.people?.toInt() ?: 0
        val said =
            if (people > 0) {
                words().resources.getQuantityString(R.plurals.common_people, people, people)
            } else {
                records(records)
            }
        tell(
            words().getString(R.string.screen_upload_received, said),
            words().getString(R.string.screen_upload_notice_received_body),
        )
    }

    override fun stopped(problem: Problem) {
        val said = problem.said(words().resources)
        tell(said.what, said.todo)
    }

    override fun quiet() = manager.cancel(ID)

    /** See [Uploads.mayAskToNotify]. */
    fun mayAsk(): Boolean =
        Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU && !isAllowed() && !file.getBoolean(ASKED, false)

    /** Nobody is asked twice. */
    fun asked() = file.edit().putBoolean(ASKED, true).apply()

    @SuppressLint("MissingPermission")
    private fun tell(
        title: String,
        body: String,
        more: NotificationCompat.Builder.() -> Unit = {},
    ) {
        if (!isAllowed()) return
        if (isSeen()) return quiet()
        makeChannel()
        val notification =
            NotificationCompat
                .Builder(context, CHANNEL)
                .setSmallIcon(R.drawable.ic_upload)
                .setContentTitle(title)
                .setContentText(body)
                .setStyle(NotificationCompat.BigTextStyle().bigText(body))
                .setContentIntent(toApp())
                .setAutoCancel(true)
                .setOnlyAlertOnce(true)
                .setVisibility(NotificationCompat.VISIBILITY_PUBLIC)
                .apply(more)
                .build()
        manager.notify(ID, notification)
    }

    private fun toApp(): PendingIntent {
        val open = Intent(context, MainActivity::class.java).setAction(OPEN_UPLOAD)
        return PendingIntent.getActivity(context, 0, open, PendingIntent.FLAG_IMMUTABLE)
    }

    private fun makeChannel() =
        manager.createNotificationChannel(
            NotificationChannelCompat
                .Builder(CHANNEL, NotificationManagerCompat.IMPORTANCE_LOW)
                .setName(words().getString(R.string.screen_upload_notice_channel))
                .setDescription(words().getString(R.string.screen_upload_notice_channel_body))
                .build(),
        )

    private fun isAllowed() =
        Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU ||
            ContextCompat.checkSelfPermission(context, Manifest.permission.POST_NOTIFICATIONS) ==
            PackageManager.PERMISSION_GRANTED

    /** The app is in front of somebody's eyes: the screen itself tells. */
    private fun isSeen(): Boolean {
        val process = RunningAppProcessInfo()
        ActivityManager.getMyMemoryState(process)
        return process.importance == RunningAppProcessInfo.IMPORTANCE_FOREGROUND
    }

    private fun records(count: Long) =
        words().resources.getQuantityString(R.plurals.common_records, count.toInt(), count.toInt())

    private fun words() = Languages.wrap(context)

    companion object {
        /** Opens the app at Nộp. */
        const val OPEN_UPLOAD = "vn.camtay.OPEN_UPLOAD"

        const val CHANNEL = "upload"
        const val ID = 1
        private const val ASKED = "asked"
    }
}
