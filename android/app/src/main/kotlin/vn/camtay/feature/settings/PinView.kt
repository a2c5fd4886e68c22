package vn.camtay.feature.settings

import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import vn.camtay.R
import vn.camtay.look.Notice
import vn.camtay.look.PageHead
import vn.camtay.look.PinPad
import vn.camtay.look.PinPage
import vn.camtay.look.Tone
import vn.camtay.words.ProblemNotice

/** The old PIN, a new one, the new one again. */
@Composable
internal fun PinView(
    state: SettingsState.Pin,
    send: (SettingsEvent) -> Unit,
) {
    val asked =
        when (state.stage) {
            PinStage.Old -> R.string.screen_settings_pin_old
            PinStage.New -> R.string.screen_settings_pin_new
            PinStage.Again -> R.string.screen_settings_pin_again
        }
    PinPage(
        PageHead(
            stringResource(asked),
            above = stringResource(R.string.screen_settings_pin),
            onBack = { send(SettingsEvent.BackTapped) },
        ),
        state.entered,
        pad = {
            PinPad(
                { send(SettingsEvent.DigitTapped(it)) },
                { send(SettingsEvent.DeleteTapped) },
                enabled = !state.busy,
            )
        },
        tell = state.problem,
        icon = if (state.stage == PinStage.Old) R.drawable.ic_lock else R.drawable.ic_key,
    ) {
        when (val problem = state.problem) {
            null -> Unit

            PinProblem.Differed ->
                Notice(
                    stringResource(R.string.screen_settings_pin_differed),
                    Tone.Amber,
                    body = stringResource(R.string.screen_settings_pin_differed_todo),
                    icon = R.drawable.ic_warning,
                )

            is PinProblem.Refused -> ProblemNotice(problem.problem)
        }
    }
}
