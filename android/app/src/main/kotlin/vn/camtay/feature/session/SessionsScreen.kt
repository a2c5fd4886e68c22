package vn.camtay.feature.session

import androidx.activity.compose.BackHandler
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import uniffi.camtay_core.SessionLine
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.session.SessionsState.Now
import vn.camtay.feature.session.SessionsState.Part
import vn.camtay.look.Card
import vn.camtay.look.ChoiceChips
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.StateChip
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.intoView
import vn.camtay.scan.CodeScanner
import vn.camtay.words.ProblemNotice
import vn.camtay.words.dayNear
import vn.camtay.words.dotted
import vn.camtay.words.sentence
import vn.camtay.words.word

/** Screen 10, Buổi: open or join one. */
fun sessionsScreen(around: Surroundings): Screen {
    val model =
        SessionsModel(around.phone, around.uploads, around.scope, around.go, around.draft, around.language)
    return {
        val state by model.state.collectAsState()
        SessionsView(state, model::send) { CodeScanner({ model.send(SessionsEvent.CodeRead(it)) }) }
    }
}

/** [scanner] reads a colleague's code. */
@Composable
fun SessionsView(
    state: SessionsState,
    send: (SessionsEvent) -> Unit,
    scanner: @Composable () -> Unit,
) {
    BackHandler(enabled = state.part != Part.Open) { send(SessionsEvent.BackTapped) }
    when (val part = state.part) {
        Part.Open -> if (state.sessions == null) Asking(state, send) else Open(state, state.sessions, send)
        Part.Joining -> Joining(state, send, scanner)
        is Part.Teaching ->
            TeachingView(
                part.groups,
                state.form.skills,
                { send(SessionsEvent.FormChanged(state.form.copy(skills = it))) },
                { send(SessionsEvent.BackTapped) },
            )
    }
}

@Composable
private fun Asking(
    state: SessionsState,
    send: (SessionsEvent) -> Unit,
) = Page(
    PageHead(stringResource(R.string.screen_session_title), onBack = { send(SessionsEvent.BackTapped) }),
    bottom = {
        if (state.problem != null) {
            val words = stringResource(R.string.action_retry)
            MainButton(words, { send(SessionsEvent.RetryTapped) }, icon = R.drawable.ic_refresh)
        }
    },
) { if (state.problem == null) Loading() else ProblemNotice(state.problem) }

@Composable
private fun Open(
    state: SessionsState,
    sessions: List<SessionLine>,
    send: (SessionsEvent) -> Unit,
) {
    val title = if (state.canOpen) R.string.screen_session_open_title else R.string.screen_session_list_title
    Page(
        PageHead(stringResource(title), onBack = { send(SessionsEvent.BackTapped) }),
        bottom = { Bottom(state, send) },
    ) {
        state.problem?.takeUnless(SessionForm::isAtField)?.let { ProblemNotice(it, Modifier.intoView(it)) }
        NowNotice(state, send)
        if (state.now is Now.Free) {
            WideButton(
                stringResource(R.string.screen_session_join),
                { send(SessionsEvent.JoinTapped) },
                icon = R.drawable.ic_qr,
                weight = Weight.Outlined,
            )
        }
        if (state.canOpen) New(state, send)
        Listed(state, sessions, send)
    }
}

@Composable
private fun Bottom(
    state: SessionsState,
    send: (SessionsEvent) -> Unit,
) = when (val now = state.now) {
    Now.Free, is Now.Together -> {
        val words = stringResource(R.string.screen_session_open)
        val canOpen = state.form.village != null && !state.busy
        MainButton(words, { send(SessionsEvent.OpenTapped) }, icon = R.drawable.ic_play, enabled = canOpen)
    }

    is Now.UnderWay -> {
        val words = stringResource(R.string.screen_session_go_on)
        MainButton(words, { send(SessionsEvent.SessionTapped(now.line.id)) }, icon = R.drawable.ic_people)
    }

    is Now.Forgotten -> {
        WideButton(
            stringResource(R.string.screen_session_forgotten_see),
            { send(SessionsEvent.SessionTapped(now.line.id)) },
            icon = R.drawable.ic_eye,
            weight = Weight.Outlined,
        )
        val words = stringResource(R.string.screen_session_forgotten_end)
        MainButton(
            words,
            { send(SessionsEvent.EndForgottenTapped) },
            icon = R.drawable.ic_check,
            enabled = !state.busy,
        )
    }
}

/** What must be known before a new one begins. */
@Composable
private fun NowNotice(
    state: SessionsState,
    send: (SessionsEvent) -> Unit,
) {
    when (val now = state.now) {
        is Now.Forgotten ->
            Notice(
                stringResource(
                    R.string.screen_session_forgotten_title,
                    stringResource(now.line.kind.word),
                    dayNear(now.line.day, state.today),
                ),
                Tone.Amber,
                body = stringResource(R.string.screen_session_forgotten_body),
            )

        is Now.Together ->
            Notice(
                stringResource(R.string.screen_session_together_title),
                Tone.Blue,
                body = stringResource(R.string.screen_session_together_open),
                icon = R.drawable.ic_people,
                onClick = { send(SessionsEvent.SessionTapped(now.line.id)) },
            )

        Now.Free, is Now.UnderWay -> Unit
    }
}

@Composable
private fun New(
    state: SessionsState,
    send: (SessionsEvent) -> Unit,
) {
    val form = state.form
    val change = { changed: SessionForm -> send(SessionsEvent.FormChanged(changed)) }
    when {
        state.villages.isEmpty() ->
            Notice(
                stringResource(R.string.screen_session_no_village),
                Tone.Amber,
                body = stringResource(R.string.screen_session_no_village_todo),
                icon = R.drawable.ic_house,
            )

        state.villages.size > 1 -> {
            Section(stringResource(R.string.screen_session_where))
            ChoiceChips(state.villages, { it.id == form.village }, { it.name }) { change(form.copy(village = it.id)) }
        }
    }
    FormFields(form, state.titles, state.problem, change) { send(SessionsEvent.SkillsTapped) }
}

/** The scanner stays while a code is tried: the camera does not begin anew. */
@Composable
private fun Joining(
    state: SessionsState,
    send: (SessionsEvent) -> Unit,
    scanner: @Composable () -> Unit,
) = Page(
    PageHead(
        stringResource(R.string.screen_session_join),
        stringResource(R.string.screen_session_join_under),
        onBack = { send(SessionsEvent.BackTapped) },
    ),
) {
    state.problem?.let { ProblemNotice(it, Modifier.intoView(it)) }
    QuietWords(stringResource(R.string.screen_session_join_how), type = Type.body)
    scanner()
}

@Composable
private fun Listed(
    state: SessionsState,
    sessions: List<SessionLine>,
    send: (SessionsEvent) -> Unit,
) {
    if (sessions.isEmpty()) return
    Section(stringResource(R.string.screen_session_list))
    Card {
        sessions.forEachIndexed { at, line ->
            if (at > 0) Line()
            val said = listOfNotNull(dayNear(line.day, state.today), line.villageName, line.place)
            ListRow(
                stringResource(line.kind.word),
                under = sentence(said.dotted()),
                icon = line.kind.icon,
                onClick = { send(SessionsEvent.SessionTapped(line.id)) },
            ) { LineChip(line, state.today) }
        }
    }
}

@Composable
private fun LineChip(
    line: SessionLine,
    today: String,
) = when {
    !line.open -> StateChip(stringResource(R.string.screen_session_ended), Tone.Quiet, icon = R.drawable.ic_check)

    line.day < today ->
        if (line.mine) {
            StateChip(stringResource(R.string.screen_session_forgotten), Tone.Amber)
        } else {
            StateChip(stringResource(R.string.screen_session_past), Tone.Quiet, icon = R.drawable.ic_clock)
        }

    line.mine -> StateChip(stringResource(R.string.screen_session_under_way), Tone.Blue, icon = R.drawable.ic_play)

    else -> StateChip(stringResource(R.string.screen_session_can_join), Tone.Blue, icon = R.drawable.ic_people)
}
