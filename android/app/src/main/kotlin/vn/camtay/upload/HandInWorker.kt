package vn.camtay.upload

import android.content.Context
import androidx.work.CoroutineWorker
import androidx.work.ListenableWorker
import androidx.work.WorkerFactory
import androidx.work.WorkerParameters

/** One hand-in in WorkManager's hands. */
class HandInWorker(
    context: Context,
    parameters: WorkerParameters,
    private val uploads: WorkUploads,
) : CoroutineWorker(context, parameters) {
    override suspend fun doWork(): Result {
        val byHand = inputData.getBoolean(BY_HAND, false)
        // Below Android 9 no constraint knows a Wi-Fi without internet.
        if (!byHand && !uploads.isHallPossible()) return Result.retry()
        return when (val ending = uploads.run(byHand)) {
            Ending.Done, Ending.Stopped -> Result.success()

            is Ending.Again ->
                if (byHand || ending.afterSeconds != null) {
                    uploads.handInLater(ending.afterSeconds)
                    Result.success()
                } else {
                    Result.retry()
                }
        }
    }

    companion object {
        /** Whether somebody tapped and waits. */
        const val BY_HAND = "by_hand"
    }
}

/** Makes [HandInWorker]s. */
class HandInWorkers(
    private val uploads: () -> Uploads,
) : WorkerFactory() {
    override fun createWorker(
        appContext: Context,
        workerClassName: String,
        workerParameters: WorkerParameters,
    ): ListenableWorker? {
        val uploads = uploads() as? WorkUploads ?: return null
        if (workerClassName != HandInWorker::class.java.name) return null
        return HandInWorker(appContext, workerParameters, uploads)
    }
}
