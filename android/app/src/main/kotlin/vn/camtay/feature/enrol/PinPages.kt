package vn.camtay.feature.enrol

import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import vn.camtay.R
import vn.camtay.feature.enrol.EnrolState.PinTrouble
import vn.camtay.feature.enrol.EnrolState.Stage
import vn.camtay.look.Card
import vn.camtay.look.EmptyState
import vn.camtay.look.Line
import vn.camtay.look.ListRow
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
import vn.camtay.look.box
import vn.camtay.look.ink
import vn.camtay.words.ProblemNotice

@Composable
internal fun ChoosePinPage(
    stage: Stage.ChoosePin,
    state: EnrolState,
    send: (EnrolEvent) -> Unit,
) {
    val title = if (stage.again) R.string.screen_enrol_pin_again_title else R.string.screen_enrol_pin_title
    val under = if (stage.again) R.string.screen_enrol_pin_again_under else R.string.screen_enrol_pin_under
    val trouble = stage.trouble ?: state.problem
    PinPage(
        // Words that were read before give way to what is new.
        PageHead(
            stringResource(title),
            stringResource(under).takeIf { trouble == null },
            stepOf(3),
            part = partOf(3),
        ),
        stage.entered,
        pad = {
            val digit = { digit: Int -> send(EnrolEvent.DigitTapped(digit)) }
            PinPad(digit, { send(EnrolEvent.DeleteTapped) }, enabled = !state.busy)
        },
        tell = trouble,
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
    PageHead(stringResource(R.string.screen_enrol_finger_title), above = stepOf(3), part = partOf(3)),
    isCentred = true,
    bottom = {
        WideButton(
            stringResource(R.string.screen_enrol_finger_no),
            { send(EnrolEvent.FingerprintAnswered(false)) },
            weight = Weight.Outlined,
            enabled = !state.busy,
        )
        MainButton(
            stringResource(R.string.screen_enrol_finger_yes),
            { send(EnrolEvent.FingerprintAnswered(true)) },
            icon = R.drawable.ic_finger,
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
        PageHead(
            stringResource(title),
            stringResource(R.string.screen_enrol_fetch_under),
            stepOf(4),
            part = partOf(4),
        ),
        bottom =
            if (state.busy) {
                null
            } else {
                {
                    val words = stringResource(R.string.action_retry)
                    MainButton(words, { send(EnrolEvent.RetryTapped) }, icon = R.drawable.ic_refresh)
                }
            },
    ) {
        state.problem?.let { ProblemNotice(it) }
        Card {
            Step(R.string.screen_enrol_done_let_in, Tone.Green, R.drawable.ic_check)
            Line()
            Step(R.string.screen_enrol_done_pin, Tone.Green, R.drawable.ic_check)
            Line()
            if (stopped) {
                Step(R.string.screen_enrol_fetch_missing, Tone.Amber, R.drawable.ic_clock)
            } else {
                Step(R.string.screen_enrol_fetch_now, Tone.Blue, R.drawable.ic_house)
            }
        }
        if (state.busy) Loading(words = stringResource(R.string.screen_enrol_fetch_long))
    }
}

/** One thing that is done, or is left. */
@Composable
private fun Step(
    words: Int,
    tone: Tone,
    icon: Int,
) = ListRow(stringResource(words), icon = icon, iconColour = tone.ink(), iconGround = tone.box())
