package vn.camtay.feature.enrol

import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import vn.camtay.R
import vn.camtay.feature.enrol.EnrolState.PinTrouble
import vn.camtay.feature.enrol.EnrolState.Stage
import vn.camtay.look.EmptyState
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.PinPad
import vn.camtay.look.PinPage
import vn.camtay.look.Tone
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words
import vn.camtay.words.ProblemNotice

@Composable
internal fun ChoosePinPage(
    stage: Stage.ChoosePin,
    state: EnrolState,
    send: (EnrolEvent) -> Unit,
) {
    val title = if (stage.again) R.string.screen_enrol_pin_again_title else R.string.screen_enrol_pin_title
    val under = if (stage.again) R.string.screen_enrol_pin_again_under else R.string.screen_enrol_pin_under
    PinPage(
        PageHead(stringResource(title), stringResource(under), stepOf(3)),
        stage.entered,
        pad = {
            val digit = { digit: Int -> send(EnrolEvent.DigitTapped(digit)) }
            PinPad(digit, { send(EnrolEvent.DeleteTapped) }, enabled = !state.busy)
        },
    ) {
        when (stage.trouble) {
            PinTrouble.Differed -> Again(R.string.screen_enrol_pin_differed, R.string.screen_enrol_pin_differed_todo)
            PinTrouble.Easy -> Again(R.string.screen_enrol_pin_easy, R.string.screen_enrol_pin_easy_todo)
            null -> Unit
        }
        state.problem?.let { ProblemNotice(it) }
    }
}

@Composable
private fun Again(
    what: Int,
    todo: Int,
) = Notice(stringResource(what), Tone.Amber, body = stringResource(todo), icon = R.drawable.ic_warning)

@Composable
internal fun FingerprintPage(
    state: EnrolState,
    send: (EnrolEvent) -> Unit,
) = Page(
    PageHead(stringResource(R.string.screen_enrol_finger_title), above = stepOf(3)),
    bottom = {
        MainButton(
            stringResource(R.string.screen_enrol_finger_yes),
            { send(EnrolEvent.FingerprintAnswered(true)) },
            icon = R.drawable.ic_finger,
            enabled = !state.busy,
        )
        WideButton(
            stringResource(R.string.screen_enrol_finger_no),
            { send(EnrolEvent.FingerprintAnswered(false)) },
            weight = Weight.Outlined,
            enabled = !state.busy,
        )
    },
) {
    state.problem?.let { ProblemNotice(it) }
    EmptyState(
        stringResource(R.string.screen_enrol_finger_quick),
        stringResource(R.string.screen_enrol_finger_body),
        R.drawable.ic_finger,
    )
}

@Composable
internal fun FetchPage(
    state: EnrolState,
    send: (EnrolEvent) -> Unit,
) {
    val stopped = state.problem != null
    val title = if (stopped) R.string.screen_enrol_fetch_stopped else R.string.screen_enrol_fetch_title
    Page(
        PageHead(stringResource(title), stringResource(R.string.screen_enrol_fetch_under), stepOf(4)),
        bottom = {
            if (!state.busy) {
                val words = stringResource(R.string.action_retry)
                MainButton(words, { send(EnrolEvent.RetryTapped) }, icon = R.drawable.ic_refresh)
            }
        },
    ) {
        state.problem?.let {
            ProblemNotice(it)
            Words(stringResource(R.string.screen_enrol_fetch_kept))
        }
        if (state.busy) {
            Loading()
            val words = stringResource(R.string.screen_enrol_fetch_long)
            Words(words, Modifier.align(Alignment.CenterHorizontally).padding(bottom = 24.dp))
        }
    }
}
