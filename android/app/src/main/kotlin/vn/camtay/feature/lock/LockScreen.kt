package vn.camtay.feature.lock

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.res.stringResource
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.lock.LockState.Finger
import vn.camtay.look.Notice
import vn.camtay.look.PageHead
import vn.camtay.look.PinPad
import vn.camtay.look.PinPage
import vn.camtay.look.QuietButton
import vn.camtay.look.Tone
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.phone.Problem
import vn.camtay.words.ProblemNotice
import vn.camtay.words.minutesCount
import vn.camtay.words.secondsCount

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
    PinPage(
        PageHead(stringResource(R.string.screen_lock_title), stringResource(R.string.screen_lock_under)),
        state.entered,
        pad = {
            val digit = { digit: Int -> send(LockEvent.DigitTapped(digit)) }
            val finger = { send(LockEvent.FingerprintTapped) }.takeIf { state.finger == Finger.On }
            PinPad(digit, { send(LockEvent.DeleteTapped) }, enabled = state.canType, onFinger = finger)
        },
    ) {
        Trouble(state)
        WaysOut(state, send)
    }
}

@Composable
private fun ColumnScope.Trouble(state: LockState) {
    val problem = state.problem
    when {
        state.waitSeconds > 0 ->
            Notice(
                stringResource(R.string.screen_lock_wait),
                Tone.Amber,
                body = stringResource(R.string.screen_lock_wait_todo, timeLeft(state.waitSeconds)),
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

/** Long waits in minutes: seconds would only make one nervous. */
@Composable
private fun timeLeft(seconds: Long) =
    if (seconds <= SECONDS_MATTER) {
        secondsCount(seconds.toInt())
    } else {
        minutesCount(((seconds + 59) / 60).toInt())
    }

@Composable
private fun WaysOut(
    state: LockState,
    send: (LockEvent) -> Unit,
) {
    val forgotten = { send(LockEvent.ForgottenTapped) }
    when {
        state.isStoreBroken ->
            WideButton(stringResource(R.string.screen_lock_way), forgotten, weight = Weight.Outlined)

        state.isPinClosed ->
            WideButton(stringResource(R.string.screen_lock_forgotten), forgotten, weight = Weight.Outlined)

        else -> QuietButton(stringResource(R.string.screen_lock_forgotten), forgotten)
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

private const val SECONDS_MATTER = 120
