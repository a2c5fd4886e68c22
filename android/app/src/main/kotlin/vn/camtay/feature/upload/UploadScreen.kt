package vn.camtay.feature.upload

import android.Manifest
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.Waiting
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.ProgressBar
import vn.camtay.look.QuietButton
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.StateChip
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Verdict
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words
import vn.camtay.upload.Nearness
import vn.camtay.upload.UploadStage
import vn.camtay.words.ProblemState
import vn.camtay.words.dotted
import vn.camtay.words.peopleCount
import vn.camtay.words.recordsCount
import vn.camtay.words.sessionsCount
import vn.camtay.words.stepsCount

/** Screen 11, Nộp. */
fun uploadScreen(around: Surroundings): Screen {
    val model = UploadModel(around.phone, around.uploads, around.scope, around.go)
    return {
        val state by model.state.collectAsState()
        val asked = ActivityResultContracts.RequestPermission()
        val ask = rememberLauncherForActivityResult(asked) { model.send(UploadEvent.NotifyAnswered) }
        UploadView(state, model::send) { ask.launch(Manifest.permission.POST_NOTIFICATIONS) }
    }
}

@Composable
fun UploadView(
    state: UploadState,
    send: (UploadEvent) -> Unit,
    onAllowNotices: () -> Unit,
) = when (state) {
    UploadState.Loading -> Page(PageHead(stringResource(R.string.screen_upload_title))) { Loading() }

    is UploadState.Failed ->
        Page(
            PageHead(stringResource(R.string.screen_upload_title)),
            bottom = { MainButton(stringResource(R.string.action_retry), { send(UploadEvent.RetryTapped) }) },
        ) { ProblemState(state.problem) }

    is UploadState.Shown ->
        Page(
            PageHead(stringResource(R.string.screen_upload_title)),
            bottom = { Bottom(state, send) },
        ) {
            Waits(state)
            StageNotices(state)
            if (state.asksToNotify) AskToNotify(send, onAllowNotices)
            LastTime(state)
            SetAside(state.page.setAside, send)
            NoNetwork(send)
        }
}

@Composable
private fun Bottom(
    state: UploadState.Shown,
    send: (UploadEvent) -> Unit,
) {
    if (state.isSending) {
        WideButton(
            stringResource(R.string.screen_upload_stop),
            { send(UploadEvent.StopTapped) },
            weight = Weight.Outlined,
        )
        return
    }
    val nothing = state.page.waiting.isNothing
    MainButton(
        stringResource(if (nothing) R.string.screen_upload_refresh else R.string.screen_upload_send),
        { send(UploadEvent.SendTapped) },
        icon = if (nothing) R.drawable.ic_refresh else R.drawable.ic_upload,
    )
}

/** The one number that matters, and whether the hall is near. */
@Composable
private fun Waits(state: UploadState.Shown) {
    val stage = state.stage
    if (state.page.waiting.isNothing && stage !is UploadStage.Sending) return Everything(state)
    Card {
        Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
            FlowRow(horizontalArrangement = Arrangement.spacedBy(20.dp)) {
                for (part in waitingParts(state.page.waiting)) Words(part, type = Type.number)
            }
            if (stage is UploadStage.Sending) Progress(stage) else QuietWords(bodySaid(state), type = Type.body)
            if (stage !is UploadStage.Sending) Near(state)
        }
    }
}

/** Nothing waits: the receipt that just came, or that the hall has it all. */
@Composable
private fun Everything(state: UploadState.Shown) {
    val received = state.stage as? UploadStage.Received
    val isNew = received != null && received.result.entries > 0uL
    Verdict(
        if (received != null &&
            isNew
        ) {
            receivedSaid(state, received)
        } else {
            stringResource(R.string.screen_upload_nothing)
        },
        Tone.Green,
        icon = R.drawable.ic_shield,
        body = received?.let { receiptSaid(it) } ?: stringResource(R.string.screen_upload_nothing_body),
    ) {
        // It was just there; and that it is near needs no telling where nothing waits.
        if (!isNew && state.nearness != Nearness.Near) Near(state)
    }
}

/** Under a notice of what stopped, that nothing is lost stands there already. */
@Composable
private fun bodySaid(state: UploadState.Shown): String {
    val steps = state.page.waiting.steps
    val isStopped = state.stage is UploadStage.Stopped
    val counted = stepsCount(steps.toInt())
    return when {
        steps == 0u && isStopped -> stringResource(R.string.screen_upload_waiting_short)
        steps == 0u -> stringResource(R.string.screen_upload_waiting_body)
        isStopped -> stringResource(R.string.screen_upload_waiting_short_steps, counted)
        else -> stringResource(R.string.screen_upload_waiting_body_steps, counted)
    }
}

@Composable
private fun Progress(stage: UploadStage.Sending) {
    if (stage.total == 0L) {
        val said = Modifier.padding(top = 8.dp).semantics { liveRegion = LiveRegionMode.Polite }
        Words(stringResource(R.string.screen_upload_looking), said)
    } else {
        val all = recordsCount(stage.total.toInt())
        ProgressBar(
            stage.done.toFloat() / stage.total,
            stringResource(R.string.screen_upload_progress, stage.done.toInt(), all),
            Modifier.padding(top = 8.dp),
        )
    }
}

@Composable
private fun Near(state: UploadState.Shown) {
    // What the hall just answered says it better.
    if (state.stage is UploadStage.Stopped) return
    val place = state.commune.ifEmpty { stringResource(R.string.screen_upload_hall) }
    val space = Modifier.padding(top = 8.dp)
    when (state.nearness) {
        Nearness.Near ->
            StateChip(stringResource(R.string.screen_upload_near, place), Tone.Green, space, R.drawable.ic_wifi)

        Nearness.Away ->
            StateChip(stringResource(away(state), place), Tone.Quiet, space, R.drawable.ic_offline)

        Nearness.Looking ->
            StateChip(stringResource(R.string.screen_upload_looking), Tone.Quiet, space, R.drawable.ic_search)

        Nearness.Unknown -> Unit
    }
}

private fun away(state: UploadState.Shown) =
    if (state.page.waiting.isNothing) R.string.screen_upload_away else R.string.screen_upload_away_waiting

/** It would tell when nobody looks; the system's question comes after this one's reason. */
@Composable
private fun AskToNotify(
    send: (UploadEvent) -> Unit,
    onAllow: () -> Unit,
) = Card {
    Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
        Words(stringResource(R.string.screen_upload_notify), type = Type.row)
        QuietWords(stringResource(R.string.screen_upload_notify_body))
        WideButton(stringResource(R.string.screen_upload_notify_yes), onAllow, weight = Weight.Outlined)
        QuietButton(stringResource(R.string.screen_upload_notify_no), { send(UploadEvent.NotifyAnswered) })
    }
}

@Composable
private fun NoNetwork(send: (UploadEvent) -> Unit) {
    Section(stringResource(R.string.screen_upload_no_network))
    Card {
        ListRow(
            stringResource(R.string.screen_upload_courier),
            under = stringResource(R.string.screen_upload_courier_body),
            icon = R.drawable.ic_offline,
            iconColour = Look.colours.blue,
            iconGround = Look.colours.blueBox,
            onClick = { send(UploadEvent.CourierTapped) },
        )
        Line()
        ListRow(
            stringResource(R.string.screen_upload_records),
            under = stringResource(R.string.screen_upload_records_body),
            icon = R.drawable.ic_list,
            iconColour = Look.colours.blue,
            iconGround = Look.colours.blueBox,
            onClick = { send(UploadEvent.RecordsTapped) },
        )
    }
}

/** "37 người · 5 buổi"; where it is about nobody, how many records. */
@Composable
internal fun waitingSaid(waiting: Waiting): String = waitingParts(waiting).dotted()

/** The same in parts. A line breaks between them, never between a number and what it counts. */
@Composable
private fun waitingParts(waiting: Waiting): List<String> {
    val people = waiting.people.toInt()
    val sessions = waiting.sessions.toInt()
    val counted =
        listOfNotNull(
            people.takeIf { it > 0 }?.let { peopleCount(it) },
            sessions.takeIf { it > 0 }?.let { sessionsCount(it) },
        )
    return counted.ifEmpty { listOf(recordsCount(waiting.records.toInt())) }.map { it.replace(' ', '\u00a0') }
}
