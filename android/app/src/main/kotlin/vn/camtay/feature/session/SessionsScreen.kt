package vn.camtay.feature.session

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.Organiser
import uniffi.camtay_core.Segment
import uniffi.camtay_core.SessionKind
import uniffi.camtay_core.SessionLine
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.look.Card
import vn.camtay.look.ChoiceChip
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.Section
import vn.camtay.look.StateChip
import vn.camtay.look.Tone
import vn.camtay.look.TypeField
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.scan.CodeScanner
import vn.camtay.words.ProblemNotice
import vn.camtay.words.fieldProblem
import vn.camtay.words.sentence
import vn.camtay.words.weekdaySaid
import vn.camtay.words.word

/** Screen 10, Buổi: open or join one. */
fun sessionsScreen(around: Surroundings): Screen {
    val model = SessionsModel(around.phone, around.scope, around.go, around.draft)
    return {
        val state by model.state.collectAsState()
        SessionsView(state, model::send)
    }
}

@Composable
fun SessionsView(
    state: SessionsState,
    send: (SessionsEvent) -> Unit,
) {
    if (state.joining) return Joining(state, send)
    val canOpen = state.form.village != null && !state.busy && state.current == null
    Page(
        PageHead(stringResource(R.string.screen_session_open_title), onBack = { send(SessionsEvent.BackTapped) }),
        bottom = {
            if (state.current == null) {
                val words = stringResource(R.string.screen_session_open)
                MainButton(words, { send(SessionsEvent.OpenTapped) }, icon = R.drawable.ic_house, enabled = canOpen)
            } else {
                val words = stringResource(R.string.screen_session_go_on)
                MainButton(words, { send(SessionsEvent.SessionTapped(state.current.id)) }, icon = R.drawable.ic_people)
            }
        },
    ) {
        state.problem?.let { ProblemNotice(it) }
        if (state.sessions == null) return@Page Loading()
        if (state.current == null) Form(state, send)
        WideButton(
            stringResource(R.string.screen_session_join),
            { send(SessionsEvent.JoinTapped) },
            icon = R.drawable.ic_qr,
            weight = Weight.Outlined,
        )
        Listed(state.sessions, send)
    }
}

@Composable
private fun Joining(
    state: SessionsState,
    send: (SessionsEvent) -> Unit,
) = Page(
    PageHead(
        stringResource(R.string.screen_session_join),
        stringResource(R.string.screen_session_join_under),
        onBack = { send(SessionsEvent.BackTapped) },
    ),
) {
    state.problem?.let { ProblemNotice(it) }
    if (state.busy) Loading() else CodeScanner({ send(SessionsEvent.CodeRead(it)) })
}

@Composable
private fun Form(
    state: SessionsState,
    send: (SessionsEvent) -> Unit,
) {
    val form = state.form
    val change = { changed: SessionsState.Form -> send(SessionsEvent.FormChanged(changed)) }
    if (state.villages.size > 1) {
        Section(stringResource(R.string.screen_session_where))
        Chips(state.villages, { it.id == form.village }, { it.name }) { change(form.copy(village = it.id)) }
    }
    Section(stringResource(R.string.screen_session_kind))
    Chips(SessionKind.entries, { it == form.kind }, { stringResource(it.word) }) { change(form.copy(kind = it)) }
    if (!form.whole) {
        QuietButton(stringResource(R.string.screen_session_more), { change(form.copy(whole = true)) })
        return
    }
    Section(stringResource(R.string.screen_session_organiser))
    Chips(Organiser.entries, { it == form.organiser }, { stringResource(it.word) }) {
        change(form.copy(organiser = it))
    }
    Section(stringResource(R.string.screen_session_audience))
    Chips(Segment.entries, { it in form.audience }, { stringResource(it.word) }) {
        change(form.copy(audience = if (it in form.audience) form.audience - it else form.audience + it))
    }
    TypeField(
        stringResource(R.string.screen_session_place),
        form.place,
        { change(form.copy(place = it)) },
        problem = state.problem.fieldProblem("place"),
        icon = R.drawable.ic_house,
    )
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun <T> Chips(
    all: List<T>,
    isChosen: (T) -> Boolean,
    words: @Composable (T) -> String,
    onChoose: (T) -> Unit,
) = FlowRow(
    horizontalArrangement = Arrangement.spacedBy(8.dp),
    verticalArrangement = Arrangement.spacedBy(8.dp),
) {
    for (one in all) ChoiceChip(words(one), isChosen(one), { onChoose(one) })
}

@Composable
private fun Listed(
    sessions: List<SessionLine>,
    send: (SessionsEvent) -> Unit,
) {
    if (sessions.isEmpty()) return
    Section(stringResource(R.string.screen_session_list))
    Card {
        sessions.forEachIndexed { at, line ->
            if (at > 0) Line()
            ListRow(
                stringResource(line.kind.word),
                under =
                    listOfNotNull(
                        sentence(weekdaySaid(line.day)),
                        line.villageName,
                        line.place,
                    ).joinToString(" · "),
                icon = R.drawable.ic_people,
                onClick = { send(SessionsEvent.SessionTapped(line.id)) },
            ) {
                when {
                    line.open && line.mine ->
                        StateChip(
                            stringResource(R.string.screen_session_under_way),
                            Tone.Blue,
                            icon = R.drawable.ic_play,
                        )

                    line.open -> StateChip(stringResource(R.string.screen_session_can_join), Tone.Blue)

                    else -> StateChip(stringResource(R.string.screen_session_ended), Tone.Quiet)
                }
            }
        }
    }
}
