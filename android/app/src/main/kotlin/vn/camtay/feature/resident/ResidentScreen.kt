package vn.camtay.feature.resident

import androidx.activity.compose.BackHandler
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.res.stringResource
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.resident.ResidentState.Doing
import vn.camtay.feature.resident.ResidentState.Shown
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.phone.Problem
import vn.camtay.words.OtherDayPage
import vn.camtay.words.ProblemState

/** Screen 6, Người dân. */
fun residentScreen(
    around: Surroundings,
    resident: String,
): Screen {
    val model = ResidentModel(around.phone, around.scope, around.go, around.draft, around.language, resident)
    return {
        val state by model.state.collectAsState()
        ResidentView(state, model::send)
    }
}

@Composable
fun ResidentView(
    state: ResidentState,
    send: (ResidentEvent) -> Unit,
) {
    val back = { send(ResidentEvent.BackTapped) }
    when (state) {
        ResidentState.Loading ->
            Page(PageHead(stringResource(R.string.screen_resident_title), onBack = back)) { Loading() }

        is ResidentState.Failed ->
            Page(
                PageHead(
                    stringResource(R.string.screen_resident_title),
                    // One way back is enough.
                    onBack = back.takeIf { state.problem !is Problem.NotFound },
                ),
                bottom = {
                    // What is not there any more does not come by asking again.
                    if (state.problem is Problem.NotFound) {
                        MainButton(stringResource(R.string.action_back), back)
                    } else {
                        MainButton(stringResource(R.string.action_retry), { send(ResidentEvent.RetryTapped) })
                    }
                },
            ) { ProblemState(state.problem) }

        is Shown -> {
            BackHandler(enabled = state.doing != Doing.Looking, onBack = back)
            Doing(state, send)
        }
    }
}

@Composable
private fun Doing(
    state: Shown,
    send: (ResidentEvent) -> Unit,
) {
    val back = { send(ResidentEvent.BackTapped) }
    when (val doing = state.doing) {
        Doing.Looking -> MainView(state, send)
        is Doing.Menu -> SkillMenuView(state, doing, send)
        Doing.OtherDay ->
            OtherDayPage(
                state.today,
                state.page.comeBack,
                { send(ResidentEvent.DayTapped(it)) },
                back,
                state.problem,
            )
        Doing.History -> HistoryView(state, send)
        is Doing.Correcting -> CorrectView(state, doing, send)
        Doing.About -> AboutView(state, send)
        is Doing.Editing -> EditView(state, doing.form, send)
        is Doing.Moving -> MoveView(state, doing, send)
        is Doing.Doubling -> DoubleView(state, doing, send)
        Doing.Withdrawing -> WithdrawView(state, send)
        Doing.Erasing -> EraseView(state, send)
    }
}
