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
import vn.camtay.look.Disc
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.Tone
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words
import vn.camtay.phone.Problem
import vn.camtay.words.ProblemNotice

/** The store can't be used: why, and the way out. */
fun brokenScreen(
    around: Surroundings,
    problem: Problem,
): Screen {
    val model = WayOutModel(around.phone, around.scope)
    return {
        val state by model.state.collectAsState()
        BackHandler(state != null) { model.send(LockEvent.BackTapped) }
        BrokenView(problem, state, { model.askAgain() }, { model.open() }, model::send)
    }
}

@Composable
fun BrokenView(
    problem: Problem,
    wayOut: WayOut?,
    onRetry: () -> Unit,
    onWayOut: () -> Unit,
    send: (LockEvent) -> Unit,
) {
    if (wayOut != null) return WayOutView(wayOut, WayOutKind.Broken, send)
    Page(
        PageHead(stringResource(R.string.screen_lock_broken_title)),
        isCentred = true,
        bottom = {
            WideButton(stringResource(R.string.screen_lock_way), onWayOut, weight = Weight.Outlined)
            MainButton(stringResource(R.string.action_retry), onRetry, icon = R.drawable.ic_refresh)
        },
    ) {
        Disc(R.drawable.ic_book, Tone.Amber, 96.dp, Modifier.align(Alignment.CenterHorizontally).padding(bottom = 8.dp))
        ProblemNotice(problem)
        Words(stringResource(R.string.screen_lock_broken_body))
    }
}
