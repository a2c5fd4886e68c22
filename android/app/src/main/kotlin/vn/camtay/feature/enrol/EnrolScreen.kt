package vn.camtay.feature.enrol

import androidx.activity.compose.BackHandler
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.res.stringResource
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.enrol.EnrolState.Stage
import vn.camtay.feature.lock.LockEvent
import vn.camtay.feature.lock.WayOutKind
import vn.camtay.feature.lock.WayOutView
import vn.camtay.look.Loading
import vn.camtay.look.Page
import vn.camtay.look.PageHead

/** Screen 1, Ghi danh. What was wiped and when, the model hears from the phone itself. */
@Suppress("UNUSED_PARAMETER")
fun enrolScreen(
    around: Surroundings,
    wipedAt: Long?,
    hasFingerprint: Boolean,
): Screen {
    val model = EnrolModel(around.phone, around.scope, around.draft, hasFingerprint)
    return {
        val state by model.state.collectAsState()
        val stage = state.stage
        BackHandler(stage == Stage.Scan || stage is Stage.Type) { model.send(EnrolEvent.BackTapped) }
        EnrolView(state, model::send)
    }
}

@Composable
fun EnrolView(
    state: EnrolState,
    send: (EnrolEvent) -> Unit,
) = when (val stage = state.stage) {
    Stage.Starting -> Page(PageHead(stringResource(R.string.app_name)), isCentred = true) { Loading() }
    is Stage.Welcome -> WelcomePage(stage, state, send)
    is Stage.Leftover -> Leftover(stage, send)
    Stage.Scan -> ScanPage(state, send)
    is Stage.Type -> TypePage(stage, state, send)
    is Stage.Compare -> ComparePage(stage, state, send)
    is Stage.NotLetIn -> NotLetInPage(stage, state, send)
    is Stage.ChoosePin -> ChoosePinPage(stage, state, send)
    Stage.Fingerprint -> FingerprintPage(state, send)
    Stage.Fetch -> FetchPage(state, send)
}

@Composable
private fun Leftover(
    stage: Stage.Leftover,
    send: (EnrolEvent) -> Unit,
) = WayOutView(stage.wayOut, WayOutKind.Damaged, { event ->
    // Nothing is begun over: the store is aside already.
    send(if (event == LockEvent.StartOverTapped) EnrolEvent.BeginTapped else EnrolEvent.LeftoverTapped(event))
})
