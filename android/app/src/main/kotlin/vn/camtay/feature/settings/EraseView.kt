package vn.camtay.feature.settings

import androidx.compose.material3.AlertDialog
import androidx.compose.runtime.Composable
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
import vn.camtay.words.ProblemNotice

/** Erase this phone: refused while the hall lacks something, and asked twice. */
@Composable
internal fun EraseView(
    state: SettingsState.Erase,
    send: (SettingsEvent) -> Unit,
) {
    Page(
        PageHead(stringResource(R.string.screen_settings_erase), onBack = { send(SettingsEvent.BackTapped) }),
        bottom = { EraseButtons(state, send) },
    ) {
        state.problem?.let { ProblemNotice(it) }
        if (state.refused) {
            Notice(
                stringResource(R.string.screen_settings_erase_refused),
                Tone.Amber,
                body = stringResource(R.string.screen_settings_erase_refused_todo),
            )
        } else {
            Words(stringResource(R.string.screen_settings_erase_body))
            Words(stringResource(R.string.screen_settings_erase_kept))
        }
        if (state.busy) Loading()
    }
    if (state.asking) Question(send)
}

@Composable
private fun EraseButtons(
    state: SettingsState.Erase,
    send: (SettingsEvent) -> Unit,
) {
    if (state.refused) {
        WideButton(
            stringResource(R.string.screen_settings_erase_courier),
            { send(SettingsEvent.CourierTapped) },
            icon = R.drawable.ic_file,
            weight = Weight.Outlined,
        )
        MainButton(
            stringResource(R.string.screen_settings_erase_upload),
            { send(SettingsEvent.UploadTapped) },
            icon = R.drawable.ic_upload,
        )
    } else {
        WideButton(
            stringResource(R.string.screen_settings_erase_go_on),
            { send(SettingsEvent.EraseGoOnTapped) },
            icon = R.drawable.ic_trash,
            weight = Weight.Amber,
            enabled = !state.busy,
        )
    }
}

@Composable
private fun Question(send: (SettingsEvent) -> Unit) =
    AlertDialog(
        onDismissRequest = { send(SettingsEvent.BackTapped) },
        containerColor = Look.colours.card,
        title = { Section(stringResource(R.string.screen_settings_erase_ask)) },
        text = { Words(stringResource(R.string.screen_settings_erase_ask_body)) },
        confirmButton = {
            QuietButton(
                stringResource(R.string.screen_settings_erase_yes),
                { send(SettingsEvent.EraseConfirmed) },
                colour = Look.colours.amber,
            )
        },
        dismissButton = { QuietButton(stringResource(R.string.action_cancel), { send(SettingsEvent.BackTapped) }) },
    )
