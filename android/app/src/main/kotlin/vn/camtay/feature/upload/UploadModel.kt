package vn.camtay.feature.upload

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.SharingStarted
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.stateIn
import kotlinx.coroutines.launch
import uniffi.camtay_core.UploadPage
import vn.camtay.app.Go
import vn.camtay.app.Route
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.communeName
import vn.camtay.phone.orNull
import vn.camtay.upload.UploadStage
import vn.camtay.upload.Uploads

/** Shows what waits and what came of it; the hand-in itself outlives this screen. */
class UploadModel(
    private val phone: Phone,
    private val uploads: Uploads,
    private val scope: CoroutineScope,
    private val go: Go,
) {
    private val page = MutableStateFlow<Outcome<UploadPage>?>(null)
    private val commune = MutableStateFlow("")
    private val asks = MutableStateFlow(uploads.mayAskToNotify())

    val state: StateFlow<UploadState> =
        combine(page, commune, uploads.stage, uploads.nearness, asks) { page, commune, stage, nearness, asks ->
            when (page) {
                null -> UploadState.Loading
                is Outcome.No -> UploadState.Failed(page.problem)
                is Outcome.Ok -> UploadState.Shown(page.value, commune, stage, nearness, asks && stage.isOver)
            }
        }.stateIn(scope, SharingStarted.Eagerly, UploadState.Loading)

    init {
        scope.launch { phone.changes.collectLatest { read() } }
        scope.launch { uploads.look() }
    }

    fun send(event: UploadEvent) {
        when (event) {
            UploadEvent.RetryTapped -> scope.launch { read() }

            UploadEvent.SendTapped -> uploads.handInNow()

            UploadEvent.StopTapped -> uploads.stop()

            UploadEvent.RecordsTapped -> go.to(Route.Records)

            UploadEvent.CourierTapped -> go.to(Route.Courier)

            UploadEvent.NotifyAnswered -> {
                uploads.askedToNotify()
                asks.value = false
            }
        }
    }

    private suspend fun read() {
        page.value = phone.read { uploadPage() }
        commune.value = phone.communeName()
    }

    // Somebody has just seen what handing in is: now the question makes sense.
    private val UploadStage.isOver: Boolean
        get() = this is UploadStage.Received || this is UploadStage.Stopped
}
