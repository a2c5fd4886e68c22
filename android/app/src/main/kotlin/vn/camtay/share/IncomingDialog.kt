package vn.camtay.share

import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.res.stringResource
import vn.camtay.R
import vn.camtay.look.Ask
import vn.camtay.look.Tone
import vn.camtay.look.WideButton
import vn.camtay.words.Said
import vn.camtay.words.momentSaid
import vn.camtay.words.said

/** Tells what became of a file that came from outside; over whatever is seen, also locked. */
@Composable
fun IncomingDialog(files: IncomingFiles) {
    val incoming by files.last.collectAsState()
    incoming?.let { IncomingView(it, files::told) }
}

@Composable
fun IncomingView(
    incoming: Incoming,
    onClose: () -> Unit,
) {
    val said = said(incoming)
    val isGood = incoming is Incoming.Reply || incoming is Incoming.Parcel
    Ask(
        said.what,
        said.todo,
        if (isGood) R.drawable.ic_shield else R.drawable.ic_warning,
        if (isGood) Tone.Green else Tone.Amber,
        onClose,
    ) { WideButton(stringResource(R.string.action_close), onClose) }
}

@Composable
private fun said(incoming: Incoming): Said =
    when (incoming) {
        is Incoming.Reply -> replySaid(incoming)

        Incoming.Parcel ->
            Said(
                stringResource(R.string.screen_courier_carried_taken),
                stringResource(R.string.screen_courier_carried_taken_todo),
            )

        Incoming.NoRoom ->
            Said(stringResource(R.string.screen_courier_no_room), stringResource(R.string.screen_courier_no_room_todo))

        Incoming.Unreadable ->
            Said(
                stringResource(R.string.screen_courier_unreadable),
                stringResource(R.string.screen_courier_unreadable_todo),
            )

        is Incoming.Refused -> incoming.problem.said()
    }

@Composable
private fun replySaid(reply: Incoming.Reply): Said {
    val taken = reply.taken
    val confirmedAt = taken?.confirmedAt
    return when {
        taken == null ->
            Said(
                stringResource(R.string.screen_courier_reply_waits),
                stringResource(R.string.screen_courier_reply_waits_todo),
            )

        confirmedAt == null ->
            Said(
                stringResource(R.string.screen_courier_reply_taken),
                stringResource(R.string.screen_courier_reply_nothing_new),
            )

        else ->
            Said(
                stringResource(R.string.screen_courier_reply_taken),
                stringResource(
                    if (taken.newGuides) R.string.screen_courier_reply_at_guides else R.string.screen_courier_reply_at,
                    momentSaid(confirmedAt),
                ),
            )
    }
}
