package vn.camtay.feature.lock

import androidx.annotation.StringRes
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.HallProblem
import vn.camtay.R
import vn.camtay.look.Card
import vn.camtay.look.CardButton
import vn.camtay.look.Line
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.Section
import vn.camtay.look.Tone
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words
import vn.camtay.phone.Problem
import vn.camtay.share.SentQuestion
import vn.camtay.share.shareFile
import vn.camtay.share.sharedFolder
import vn.camtay.words.ProblemNotice
import vn.camtay.words.momentSaid
import vn.camtay.words.recordsCount
import java.io.File

/** Why somebody has to begin again. */
enum class WayOutKind(
    @param:StringRes val title: Int,
    @param:StringRes val under: Int,
    @param:StringRes val body: Int,
) {
    Forgotten(R.string.screen_lock_forgotten_title, R.string.screen_lock_way_under, R.string.screen_lock_way_body),
    Broken(R.string.screen_lock_broken_title, R.string.screen_lock_way_under, R.string.screen_lock_way_body),

    /** The store was damaged and lies aside already. */
    Damaged(R.string.screen_lock_damaged_title, R.string.screen_lock_damaged_under, R.string.screen_lock_damaged_body),
}

/** The way out that loses no work. */
@Composable
fun WayOutView(
    state: WayOut,
    kind: WayOutKind,
    send: (LockEvent) -> Unit,
    above: (@Composable () -> Unit)? = null,
) {
    if (state.asking) return Question(state, send)
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
        PageHead(stringResource(kind.title), stringResource(kind.under), onBack = back),
        bottom = { Actions(state, stringResource(main), send) },
    ) {
        above?.invoke()
        Waiting(state)
        state.problem?.let { Trouble(it) }
        if (state.lent != null) SentQuestion(enabled = !state.busy) { send(LockEvent.SentTapped) }
        if (state.busy) Loading(words = stringResource(R.string.screen_lock_sending))
        if (!state.canStartOver) Words(stringResource(R.string.screen_lock_first))
        Words(stringResource(kind.body))
        if (state.canStartOver && !state.nothingWaits) OnceMore(state, send)
    }
}

/** What comes first is the main action: what waits is given away, then one begins again. */
@Composable
private fun Actions(
    state: WayOut,
    startOver: String,
    send: (LockEvent) -> Unit,
) {
    if (state.canStartOver) {
        return MainButton(startOver, { send(LockEvent.StartOverTapped) }, enabled = !state.busy)
    }
    val folder = sharedFolder(LocalContext.current).path
    WideButton(
        stringResource(R.string.screen_lock_save),
        { send(LockEvent.SaveTapped(folder)) },
        icon = R.drawable.ic_file,
        weight = Weight.Outlined,
        enabled = !state.busy,
    )
    MainButton(
        stringResource(R.string.screen_lock_send),
        { send(LockEvent.SendTapped) },
        icon = R.drawable.ic_upload,
        enabled = !state.busy,
    )
}

/** Whoever can't unlock is not told to. */
@Composable
private fun Trouble(problem: Problem) {
    if (problem == Problem.Hall(HallProblem.EarlierMissing)) {
        Notice(
            stringResource(R.string.problem_hall_earlier_missing),
            Tone.Amber,
            body = stringResource(R.string.screen_lock_earlier_missing_todo),
            icon = R.drawable.ic_warning,
        )
    } else {
        ProblemNotice(problem)
    }
}

/** A file that was lost on the way can be given a second time. */
@Composable
private fun OnceMore(
    state: WayOut,
    send: (LockEvent) -> Unit,
) {
    val folder = sharedFolder(LocalContext.current).path
    Section(stringResource(R.string.screen_lock_once_more), Modifier.padding(top = 8.dp))
    Card {
        CardButton(
            stringResource(R.string.screen_lock_send),
            { send(LockEvent.SendTapped) },
            R.drawable.ic_upload,
            enabled = !state.busy,
        )
        Line()
        CardButton(
            stringResource(R.string.screen_lock_save),
            { send(LockEvent.SaveTapped(folder)) },
            R.drawable.ic_file,
            enabled = !state.busy,
        )
    }
}

@Composable
private fun Waiting(state: WayOut) {
    // Where it can't be told, the problem above says so.
    val outbox = state.outbox ?: return
    val since = outbox.since
    when {
        outbox.records == 0uL -> Notice(stringResource(R.string.screen_lock_nothing_waits), Tone.Green)

        outbox.given ->
            Notice(
                stringResource(R.string.screen_lock_given),
                Tone.Green,
                body = stringResource(R.string.screen_lock_given_body),
            )

        else ->
            Notice(
                stringResource(R.string.screen_lock_waits, recordsCount(outbox.records.toInt())),
                Tone.Amber,
                body = since?.let { stringResource(R.string.screen_lock_waits_since, momentSaid(it)) },
                icon = R.drawable.ic_upload,
            )
    }
}

/** The last question: a page of its own, so that nobody taps through it. */
@Composable
private fun Question(
    state: WayOut,
    send: (LockEvent) -> Unit,
) = Page(
    PageHead(stringResource(R.string.screen_lock_ask_title), onBack = { send(LockEvent.BackTapped) }),
    isCentred = true,
    bottom = {
        MainButton(stringResource(R.string.screen_lock_ask_yes), { send(LockEvent.StartOverConfirmed) })
    },
) {
    if (!state.nothingWaits) {
        Notice(
            stringResource(R.string.screen_lock_ask_file),
            Tone.Amber,
            body = stringResource(R.string.screen_lock_ask_file_todo),
            icon = R.drawable.ic_file,
        )
    }
    Words(stringResource(R.string.screen_lock_ask_body))
}
