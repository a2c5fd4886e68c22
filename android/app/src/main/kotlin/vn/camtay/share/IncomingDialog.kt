package vn.camtay.share

import androidx.compose.material3.AlertDialog
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.res.stringResource
import vn.camtay.R
import vn.camtay.look.Look
import vn.camtay.look.QuietButton
import vn.camtay.look.Section
import vn.camtay.look.Symbol
import vn.camtay.look.Tone
import vn.camtay.look.Words
import vn.camtay.look.ink
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
    AlertDialog(
        onDismissRequest = onClose,
        containerColor = Look.colours.card,
        icon = {
            if (isGood) {
                Symbol(
                    R.drawable.ic_shield,
                    Tone.Green.ink(),
                )
            } else {
                Symbol(R.drawable.ic_warning, Tone.Amber.ink())
            }
        },
        title = { Section(said.what) },
        text = { Words(said.todo) },
        confirmButton = { QuietButton(stringResource(R.string.action_close), onClose) },
    )
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
