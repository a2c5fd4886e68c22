package vn.camtay.upload

import android.content.Context
import androidx.work.BackoffPolicy
import androidx.work.Constraints
import androidx.work.Data
import androidx.work.ExistingPeriodicWorkPolicy
import androidx.work.ExistingWorkPolicy
import androidx.work.NetworkType
import androidx.work.OneTimeWorkRequest
import androidx.work.PeriodicWorkRequest
import androidx.work.WorkManager
import kotlinx.coroutines.flow.MutableStateFlow
import vn.camtay.phone.Phone
import java.util.concurrent.TimeUnit

/**
 * Hands in with WorkManager, so that it goes on when the app is left, and happens when nobody
 * has opened it. All runs go through one [HandInRun], so that there are never two at once.
 */
class WorkUploads(
    private val context: Context,
    private val phone: Phone,
    private val network: HallNetwork = SystemHallNetwork(context),
) : Uploads {
    private val notices = UploadNotices(context)
    override val stage = MutableStateFlow<UploadStage>(UploadStage.Ready)
    override val nearness = MutableStateFlow(Nearness.Unknown)
    private val one = HandInRun(phone, network, notices, stage, nearness)
    private val watching by lazy { network.onJoined { enqueueNear(0) } }
    private val work get() = WorkManager.getInstance(context)

    override fun handInNow() {
        if (stage.value is UploadStage.Sending) return
        // Seen at once: the tap was heard.
        stage.value = UploadStage.Sending(0, 0)
        val request =
            OneTimeWorkRequest
                .Builder(HandInWorker::class.java)
                .setInputData(Data.Builder().putBoolean(HandInWorker.BY_HAND, true).build())
                .build()
        // One that is left from before knows nothing that this one doesn't do.
        work.enqueueUniqueWork(NOW, ExistingWorkPolicy.REPLACE, request)
    }

    override fun stop() {
        one.stopping = true
        work.cancelUniqueWork(NOW)
        work.cancelUniqueWork(NEAR)
        // A tap that no run has heard yet has nobody else to say that it is over.
        if (!one.isRunning && stage.value is UploadStage.Sending) stage.value = UploadStage.Ready
    }

    override fun handInWhenNear() {
        // It first calls for the Wi-Fi that is there already.
        watching
        enqueueNear(0)
        work.enqueueUniquePeriodicWork(
            REGULARLY,
            ExistingPeriodicWorkPolicy.KEEP,
            // Without a constraint: with mobile data on, the system never tells of a Wi-Fi beside it.
            PeriodicWorkRequest
                .Builder(HandInWorker::class.java, REGULAR_HOURS, TimeUnit.HOURS)
                .setInitialDelay(REGULAR_HOURS, TimeUnit.HOURS)
                .build(),
        )
    }

    override suspend fun look() = one.look()

    override fun mayAskToNotify() = notices.mayAsk()

    override fun askedToNotify() = notices.asked()

    /** One run of a worker. */
    internal suspend fun run(byHand: Boolean): Ending = one.run(byHand)

    /** Whether there is a network on which a hall could be. */
    internal fun isHallPossible() = network.isThere()

    /** The hall could not be had: once more by itself, when it said or when it is near. */
    internal fun handInLater(afterSeconds: Long?) = enqueueNear(afterSeconds ?: BACKOFF_SECONDS)

    private fun enqueueNear(delaySeconds: Long) {
        val request =
            OneTimeWorkRequest
                .Builder(HandInWorker::class.java)
                .setConstraints(nearHall())
                .setInitialDelay(delaySeconds, TimeUnit.SECONDS)
                // After a night at home the hall is still looked for within the hour.
                .setBackoffCriteria(BackoffPolicy.LINEAR, BACKOFF_SECONDS, TimeUnit.SECONDS)
                .build()
        // A run under way ends first: what was written meanwhile is for the next one. Otherwise
        // the new occasion counts, and the waits that earlier failures have made long do not.
        val policy = if (one.isRunning) ExistingWorkPolicy.APPEND_OR_REPLACE else ExistingWorkPolicy.REPLACE
        work.enqueueUniqueWork(NEAR, policy, request)
    }

    /**
     * Any Wi-Fi: what WorkManager calls "connected" is a network with internet behind it, and
     * the hall's has none. Before Android 9 the worker looks by itself. Where mobile data is what
     * the system uses, this comes true only while the process lives; [REGULARLY] is for the rest.
     */
    private fun nearHall(): Constraints =
        Constraints
            .Builder()
            .setRequiredNetworkRequest(SystemHallNetwork.localRequest(), NetworkType.NOT_REQUIRED)
            .build()

    companion object {
        /** The unique names of the work. */
        const val NOW = "hand-in-now"
        const val NEAR = "hand-in-when-near"
        const val REGULARLY = "hand-in-regularly"

        private const val BACKOFF_SECONDS = 120L
        private const val REGULAR_HOURS = 1L
    }
}
