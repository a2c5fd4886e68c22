package vn.camtay.feature.lock

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.lock.LockState.Finger
import vn.camtay.look.Disc
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.PinPad
import vn.camtay.look.PinPage
import vn.camtay.look.QuietButton
import vn.camtay.look.Tone
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.phone.Problem
import vn.camtay.words.ProblemNotice
import vn.camtay.words.waitSaid

/** Screen 16, Khoá. */
fun lockScreen(
    around: Surroundings,
    biometric: Boolean,
): Screen {
    val model = LockModel(around.phone, around.scope, around.clock, biometric)
    return {
        val state by model.state.collectAsState()
        BackHandler(state.wayOut != null) { model.send(LockEvent.BackTapped) }
        LockView(state, model::send)
    }
}

@Composable
fun LockView(
    state: LockState,
    send: (LockEvent) -> Unit,
) {
    val kind = if (state.isStoreBroken) WayOutKind.Broken else WayOutKind.Forgotten
    state.wayOut?.let { return WayOutView(it, kind, send) { OtherWay(state) } }
    val head = PageHead(stringResource(R.string.screen_lock_title), stringResource(R.string.screen_lock_under))
    if (state.isPinClosed) return Closed(state, send)
    PinPage(
        head,
        state.entered,
        pad = {
            val digit = { digit: Int -> send(LockEvent.DigitTapped(digit)) }
            val finger = { send(LockEvent.FingerprintTapped) }.takeIf { state.finger == Finger.On }
            PinPad(digit, { send(LockEvent.DeleteTapped) }, enabled = state.canType, onFinger = finger)
        },
        // A long notice scrolls by itself; the seconds that pass are no news.
        tell = state.problem ?: state.finger.takeIf { it == Finger.Changed },
        quiet = {
            if (!state.isStoreBroken) {
                val words = stringResource(R.string.screen_lock_forgotten)
                QuietButton(words, { send(LockEvent.ForgottenTapped) })
            }
        },
    ) {
        Trouble(state)
        if (state.isStoreBroken) {
            val words = stringResource(R.string.screen_lock_way)
            WideButton(words, { send(LockEvent.ForgottenTapped) }, weight = Weight.Outlined)
        }
    }
}

/** No PIN opens it any more: keys that do nothing would only be tried. */
@Composable
private fun Closed(
    state: LockState,
    send: (LockEvent) -> Unit,
) = Page(
    PageHead(stringResource(R.string.screen_lock_closed_title)),
    isCentred = true,
    bottom = {
        val words = stringResource(R.string.screen_lock_forgotten)
        val forgotten = { send(LockEvent.ForgottenTapped) }
        if (state.finger == Finger.On) {
            WideButton(words, forgotten, weight = Weight.Outlined)
            val finger = stringResource(R.string.a11y_pin_finger)
            MainButton(finger, { send(LockEvent.FingerprintTapped) }, icon = R.drawable.ic_finger)
        } else {
            MainButton(words, forgotten)
        }
    },
) {
    Disc(R.drawable.ic_lock, Tone.Amber, 96.dp, Modifier.align(Alignment.CenterHorizontally).padding(bottom = 8.dp))
    Trouble(state)
}

@Composable
private fun Trouble(state: LockState) {
    val problem = state.problem
    when {
        state.waitSeconds > 0 ->
            Notice(
                stringResource(R.string.screen_lock_wait),
                Tone.Amber,
                body = stringResource(R.string.screen_lock_wait_todo, waitSaid(state.waitSeconds)),
            )

        // Once the wait is over, "wait" would be untrue.
        problem is Problem.WrongPin -> ProblemNotice(problem.copy(waitSeconds = 0))

        problem != null -> ProblemNotice(problem)

        state.finger == Finger.Changed ->
            Notice(
                stringResource(R.string.screen_lock_changed),
                Tone.Blue,
                body = stringResource(R.string.screen_lock_changed_todo),
                icon = R.drawable.ic_finger,
            )
    }
}

/** Nobody needs to begin again whose finger still opens. */
@Composable
private fun OtherWay(state: LockState) {
    if (state.finger == Finger.On) {
        Notice(
            stringResource(R.string.screen_lock_finger_works),
            Tone.Blue,
            body = stringResource(R.string.screen_lock_finger_works_todo),
            icon = R.drawable.ic_finger,
        )
    }
}
