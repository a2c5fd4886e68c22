package vn.camtay.feature.session

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.session.SessionState.Part
import vn.camtay.feature.session.SessionState.Shown
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.intoView
import vn.camtay.phone.Problem
import vn.camtay.scan.QrCode
import vn.camtay.share.shareText
import vn.camtay.words.ProblemNotice

/** A session's own screen. */
fun sessionScreen(
    around: Surroundings,
    session: String,
): Screen {
    val model =
        SessionModel(
            around.phone,
            around.uploads,
            around.scope,
            around.go,
            around.draft,
            around.language,
            session,
        )
    return {
        val state by model.state.collectAsState()
        SessionView(state, model::send)
    }
}

@Composable
fun SessionView(
    state: SessionState,
    send: (SessionEvent) -> Unit,
) {
    val back = { send(SessionEvent.BackTapped) }
    when (state) {
        SessionState.Loading ->
            Page(PageHead(stringResource(R.string.screen_session_title), onBack = back)) { Loading() }

        is SessionState.Failed -> Failed(state.problem, send)

        is Shown -> {
            BackHandler(enabled = state.part != Part.Summary, onBack = back)
            when (val part = state.part) {
                Part.Summary -> SummaryView(state, send)
                is Part.Code -> Code(state, part, back)
                is Part.Present -> PresentView(state, part, send)
                is Part.Heads -> HeadsView(state, part, send)
                is Part.Choosing -> ChoosingView(state, part, send)
                is Part.Marking -> MarkingView(state, part, send)
                is Part.Changing -> Changing(state, part, send)
                Part.Ending -> EndingView(state, send)
            }
        }
    }
}

@Composable
private fun Failed(
    problem: Problem,
    send: (SessionEvent) -> Unit,
) = Page(
    PageHead(stringResource(R.string.screen_session_title)),
    bottom = {
        // What is not there any more does not come by asking again.
        if (problem is Problem.NotFound) {
            MainButton(stringResource(R.string.action_back), { send(SessionEvent.BackTapped) })
        } else {
            MainButton(stringResource(R.string.action_retry), { send(SessionEvent.RetryTapped) })
        }
    },
) { ProblemNotice(problem) }

@Composable
private fun Code(
    state: Shown,
    part: Part.Code,
    back: () -> Unit,
) {
    val context = LocalContext.current
    Page(
        PageHead(
            stringResource(R.string.screen_session_code),
            stringResource(R.string.screen_session_code_under),
            whereabouts(state),
            back,
        ),
    ) {
        Box(Modifier.fillMaxWidth(), contentAlignment = Alignment.Center) {
            QrCode(part.text, stringResource(R.string.screen_session_code_label))
        }
        QuietButton(
            stringResource(R.string.screen_session_code_send),
            { shareText(context, part.text) },
            icon = R.drawable.ic_message,
        )
    }
}

@Composable
private fun Changing(
    state: Shown,
    part: Part.Changing,
    send: (SessionEvent) -> Unit,
) {
    val change = { form: SessionForm -> send(SessionEvent.FormChanged(form)) }
    val back = { send(SessionEvent.BackTapped) }
    if (part.teaching) {
        return TeachingView(part.groups, part.form.skills, { change(part.form.copy(skills = it)) }, back)
    }
    Page(
        PageHead(stringResource(R.string.screen_session_change), above = whereabouts(state), onBack = back),
        bottom = {
            MainButton(
                stringResource(R.string.action_save),
                { send(SessionEvent.ChangeSaved) },
                icon = R.drawable.ic_check,
                enabled = !state.busy,
            )
        },
    ) {
        state.problem?.takeUnless(SessionForm::isAtField)?.let { ProblemNotice(it, Modifier.intoView(it)) }
        FormFields(part.form, state.titles, state.problem, change) { send(SessionEvent.TaughtTapped) }
    }
}
