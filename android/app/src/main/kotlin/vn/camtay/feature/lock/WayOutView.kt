package vn.camtay.feature.lock

import androidx.annotation.StringRes
import androidx.compose.material3.AlertDialog
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import vn.camtay.R
import vn.camtay.look.Loading
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.Section
import vn.camtay.look.Tone
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words
import vn.camtay.share.shareFile
import vn.camtay.share.sharedFolder
import vn.camtay.words.ProblemNotice
import vn.camtay.words.momentSaid
import vn.camtay.words.recordsCount
import java.io.File

/** Why somebody has to begin again. */
enum class WayOutKind(
    @param:StringRes val title: Int,
    @param:StringRes val body: Int,
) {
    Forgotten(R.string.screen_lock_forgotten_title, R.string.screen_lock_way_body),
    Broken(R.string.screen_lock_broken_title, R.string.screen_lock_way_body),

    /** The store was damaged and lies aside already. */
    Damaged(R.string.screen_lock_damaged_title, R.string.screen_lock_damaged_body),
}

/** The way out that loses no work. */
@Composable
fun WayOutView(
    state: WayOut,
    kind: WayOutKind,
    send: (LockEvent) -> Unit,
    above: (@Composable () -> Unit)? = null,
) {
    val context = LocalContext.current
    LaunchedEffect(state.saved) {
        state.saved?.let {
            shareFile(context, File(it))
            send(LockEvent.Shared)
        }
    }
    val back = { send(LockEvent.BackTapped) }.takeIf { kind != WayOutKind.Damaged }
    val main = if (kind == WayOutKind.Damaged) R.string.screen_lock_enrol_again else R.string.screen_lock_start_over
    Page(
        PageHead(stringResource(kind.title), stringResource(R.string.screen_lock_way_under), onBack = back),
        bottom = {
            MainButton(
                stringResource(main),
                { send(LockEvent.StartOverTapped) },
                enabled = state.canStartOver && !state.busy,
            )
        },
    ) {
        above?.invoke()
        Waiting(state)
        state.problem?.let { ProblemNotice(it) }
        if (state.busy) Loading()
        if (!state.nothingWaits) GiveAway(state, send)
        Words(stringResource(kind.body))
    }
    if (state.asking) Question(state, send)
}

/** What waits goes to the hall, or to somebody who carries it there; also a second time. */
@Composable
private fun GiveAway(
    state: WayOut,
    send: (LockEvent) -> Unit,
) {
    val context = LocalContext.current
    if (!state.outbox.given) Section(stringResource(R.string.screen_lock_first))
    WideButton(
        stringResource(R.string.screen_lock_send),
        { send(LockEvent.SendTapped) },
        icon = R.drawable.ic_upload,
        weight = Weight.Outlined,
        enabled = !state.busy,
    )
    WideButton(
        stringResource(R.string.screen_lock_save),
        { send(LockEvent.SaveTapped(sharedFolder(context).path)) },
        icon = R.drawable.ic_file,
        weight = Weight.Outlined,
        enabled = !state.busy,
    )
}

@Composable
private fun Waiting(state: WayOut) {
    val since = state.outbox.since
    when {
        state.outbox.records == 0uL -> Notice(stringResource(R.string.screen_lock_nothing_waits), Tone.Green)

        state.outbox.given ->
            Notice(
                stringResource(R.string.screen_lock_given),
                Tone.Green,
                body = stringResource(R.string.screen_lock_given_body),
            )

        else ->
            Notice(
                stringResource(R.string.screen_lock_waits, recordsCount(state.outbox.records.toInt())),
                Tone.Amber,
                body = since?.let { stringResource(R.string.screen_lock_waits_since, momentSaid(it)) },
                icon = R.drawable.ic_upload,
            )
    }
}

@Composable
private fun Question(
    state: WayOut,
    send: (LockEvent) -> Unit,
) {
    val body = if (state.nothingWaits) R.string.screen_lock_ask_body else R.string.screen_lock_ask_body_file
    AlertDialog(
        onDismissRequest = { send(LockEvent.BackTapped) },
        containerColor = Look.colours.card,
        title = { Section(stringResource(R.string.screen_lock_ask_title)) },
        text = { Words(stringResource(body)) },
        confirmButton = {
            QuietButton(
                stringResource(R.string.screen_lock_ask_yes),
                { send(LockEvent.StartOverConfirmed) },
                colour = Look.colours.amber,
            )
        },
        dismissButton = { QuietButton(stringResource(R.string.action_cancel), { send(LockEvent.BackTapped) }) },
    )
}
