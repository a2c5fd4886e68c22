package vn.camtay.feature.visitend

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.visitend.VisitEndState.Shown
import vn.camtay.feature.visitend.VisitEndState.Side
import vn.camtay.look.Card
import vn.camtay.look.ChipFlow
import vn.camtay.look.EmptyState
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.Section
import vn.camtay.look.StateChip
import vn.camtay.look.Tone
import vn.camtay.look.box
import vn.camtay.look.icon
import vn.camtay.look.ink
import vn.camtay.phone.Problem
import vn.camtay.words.OtherDayPage
import vn.camtay.words.ProblemNotice
import vn.camtay.words.ProblemState
import vn.camtay.words.QuickDays
import vn.camtay.words.came
import vn.camtay.words.dayNear
import vn.camtay.words.icon
import vn.camtay.words.tone
import vn.camtay.words.words

/** Screen 9, Xong việc. */
fun visitEndScreen(
    around: Surroundings,
    resident: String,
): Screen {
    val model = VisitEndModel(around.phone, around.scope, around.go, around.language, resident)
    return {
        val state by model.state.collectAsState()
        VisitEndView(state, model::send)
    }
}

@Composable
fun VisitEndView(
    state: VisitEndState,
    send: (VisitEndEvent) -> Unit,
) {
    val back = { send(VisitEndEvent.BackTapped) }
    when (state) {
        VisitEndState.Loading ->
            Page(PageHead(stringResource(R.string.screen_visitend_title), onBack = back)) { Loading() }

        is VisitEndState.Failed ->
            Page(
                PageHead(
                    stringResource(R.string.screen_visitend_title),
                    // One way back is enough.
                    onBack = back.takeIf { state.problem !is Problem.NotFound },
                ),
                bottom = {
                    if (state.problem is Problem.NotFound) {
                        MainButton(stringResource(R.string.action_back), back)
                    } else {
                        MainButton(stringResource(R.string.action_retry), { send(VisitEndEvent.RetryTapped) })
                    }
                },
            ) { ProblemState(state.problem) }

        is Shown -> {
            BackHandler(enabled = state.side != Side.Summary, onBack = back)
            when (state.side) {
                Side.Summary -> Summary(state, send)
                Side.Card -> CardView(state, back)
                Side.OtherDay ->
                    OtherDayPage(
                        state.today,
                        state.page.comeBack,
                        { send(VisitEndEvent.DayTapped(it)) },
                        back,
                        state.problem,
                    )
            }
        }
    }
}

@Composable
private fun Summary(
    state: Shown,
    send: (VisitEndEvent) -> Unit,
) = Page(
    PageHead(
        stringResource(R.string.screen_visitend_title),
        above = state.page.name,
        onBack = { send(VisitEndEvent.BackTapped) },
    ),
    bottom = {
        state.problem?.let { ProblemNotice(it) }
        MainButton(
            stringResource(R.string.screen_visitend_done),
            { send(VisitEndEvent.DoneTapped) },
            icon = R.drawable.ic_house,
        )
    },
) {
    Achieved(state)
    Card(ground = Look.colours.blueBox, edge = Look.colours.blueBox) {
        ListRow(
            stringResource(R.string.screen_visitend_card),
            under = stringResource(R.string.screen_visitend_card_under),
            icon = R.drawable.ic_turn,
            iconColour = Look.colours.blue,
            iconGround = Look.colours.card,
            titleColour = Look.colours.blue,
            onClick = { send(VisitEndEvent.CardTapped) },
        )
    }
    if (state.mayRecord) {
        Appointment(state, send)
        Card {
            ListRow(
                stringResource(R.string.screen_visitend_check),
                under = stringResource(R.string.screen_visitend_check_under),
                icon = R.drawable.ic_shield,
                onClick = { send(VisitEndEvent.CheckTapped) },
            )
        }
    }
}

/** What was reached today, each with how it went. */
@Composable
private fun Achieved(state: Shown) {
    val skills = state.skills
    val others = state.others
    if (skills.isEmpty() && others.isEmpty()) {
        EmptyState(
            stringResource(R.string.screen_visitend_nothing),
            stringResource(R.string.screen_visitend_nothing_body),
            R.drawable.ic_book,
        )
        return
    }
    Section(stringResource(R.string.screen_visitend_today))
    Card {
        skills.forEachIndexed { at, (line, event) ->
            if (at > 0) Line()
            val tone = line.state.tone
            ListRow(
                line.title,
                under = event.came(),
                icon = if (tone == Tone.Quiet) R.drawable.ic_book else tone.icon,
                iconColour = tone.ink(),
                iconGround = tone.box(),
            )
        }
        if (others.isEmpty()) return@Card
        if (skills.isNotEmpty()) Line()
        // What one hears too, but what is not the news.
        ChipFlow(Modifier.padding(16.dp, 12.dp)) {
            for (event in others) StateChip(event.words(emptyMap(), state.today), Tone.Quiet, icon = event.icon)
        }
    }
}

/** When to come back: the likely days in one tap. */
@Composable
private fun Appointment(
    state: Shown,
    send: (VisitEndEvent) -> Unit,
) {
    Section(stringResource(R.string.screen_visitend_when))
    val set = state.page.comeBack
    if (set != null) {
        Notice(
            stringResource(R.string.screen_visitend_appointment, dayNear(set, state.today)),
            Tone.Amber,
            icon = R.drawable.ic_today,
        )
    }
    QuickDays(state.today, set, { send(VisitEndEvent.DayTapped(it)) }, { send(VisitEndEvent.OtherDayTapped) })
    if (set != null) {
        QuietButton(
            stringResource(R.string.screen_visitend_no_day),
            { send(VisitEndEvent.NoDayTapped) },
            icon = R.drawable.ic_close,
        )
    }
}
