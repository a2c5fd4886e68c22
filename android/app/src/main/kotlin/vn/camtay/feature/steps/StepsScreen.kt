package vn.camtay.feature.steps

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.keepScreenOn
import androidx.compose.ui.res.stringResource
import androidx.lifecycle.compose.LifecycleStartEffect
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.phone.Problem
import vn.camtay.words.ProblemState

/** The screen of this place. */
fun stepsScreen(
    around: Surroundings,
    resident: String,
    skill: Int,
): Screen {
    val model =
        StepsModel(
            phone = around.phone,
            scope = around.scope,
            go = around.go,
            draft = around.draft,
            voice = around.voice,
            pictures = Pictures(around.phone),
            resident = resident,
            skill = skill,
            language = around.language,
        )
    return { StepsScreen(model) }
}

@Composable
private fun StepsScreen(model: StepsModel) {
    val state by model.state.collectAsState()
    val send = remember(model) { model::send }
    LifecycleStartEffect(model) {
        send(StepsEvent.Shown)
        onStopOrDispose { send(StepsEvent.Hidden) }
    }
    BackHandler { send(StepsEvent.BackTapped) }
    // Two people look at it and nobody touches it for minutes.
    Box(Modifier.fillMaxSize().keepScreenOn()) { StepsView(state, send) }
}

/** Draws [state]. */
@Composable
fun StepsView(
    state: StepsState,
    send: (StepsEvent) -> Unit,
) {
    when (state) {
        StepsState.Opening -> Page(PageHead(stringResource(R.string.screen_steps_opening))) { Loading() }
        is StepsState.Closed -> ClosedView(state, send)
        is StepsState.Going -> GoingView(state, send)
    }
}

/** An open guide; practice looks the same. */
@Composable
internal fun GoingView(
    going: StepsState.Going,
    send: (StepsEvent) -> Unit,
) {
    when (val side = going.side) {
        Side.Step -> StepView(going, send)
        Side.Facing -> FacingView(going, send)
        is Side.Stuck -> StuckView(side, going.today, send)
        is Side.ComeBack -> ComeBackView(side, going.today, send)
        Side.More -> MoreView(going, send)
        Side.People -> PeopleView(going.person, send)
        Side.NoVoice -> NoVoiceView(going.step.language, send)
        Side.End -> EndView(going, send)
    }
}

@Composable
private fun ClosedView(
    closed: StepsState.Closed,
    send: (StepsEvent) -> Unit,
) {
    val head =
        PageHead(
            title = stringResource(R.string.screen_steps_closed),
            // One way back is enough.
            onBack = ({ send(StepsEvent.BackTapped) }).takeIf { closed.problem !is Problem.NotFound },
        )
    val canAsk = closed.problem is Problem.NeedsConsent && closed.household != null
    // What is not there any more does not come by asking again.
    val (word, event) =
        when {
            canAsk -> R.string.screen_steps_ask_consent to StepsEvent.ConsentTapped
            closed.problem is Problem.NotFound -> R.string.action_back to StepsEvent.BackTapped
            else -> R.string.action_retry to StepsEvent.RetryTapped
        }
    Page(head, bottom = { MainButton(stringResource(word), { send(event) }) }) {
        ProblemState(closed.problem)
    }
}
