package vn.camtay.feature.visitend

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.HelpLineWords
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.visitend.VisitEndState.Shown
import vn.camtay.look.Card
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
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words
import vn.camtay.words.ProblemNotice
import vn.camtay.words.dayNear
import vn.camtay.words.nextSaturday
import vn.camtay.words.plusDays
import vn.camtay.words.sentence

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
    val head = PageHead(stringResource(R.string.screen_visitend_title), onBack = { send(VisitEndEvent.BackTapped) })
    when (state) {
        VisitEndState.Loading -> Page(head) { Loading() }
        is VisitEndState.Failed -> Page(head) { ProblemNotice(state.problem) }
        is Shown -> if (state.facing) RememberCard(state.helpLines, send) else Shown(state, head, send)
    }
}

@Composable
private fun Shown(
    state: Shown,
    head: PageHead,
    send: (VisitEndEvent) -> Unit,
) = Page(
    head.copy(above = state.page.name),
    bottom = {
        MainButton(
            stringResource(R.string.screen_visitend_done),
            { send(VisitEndEvent.DoneTapped) },
            icon = R.drawable.ic_house,
        )
    },
) {
    state.problem?.let { ProblemNotice(it) }
    if (state.done.isEmpty()) {
        Notice(stringResource(R.string.screen_visitend_nothing), Tone.Quiet)
    } else {
        Section(stringResource(R.string.screen_visitend_today))
        Card {
            state.done.forEachIndexed { at, title ->
                if (at > 0) Line()
                ListRow(
                    title,
                    icon = R.drawable.ic_check,
                    iconColour = Look.colours.green,
                    iconGround = Look.colours.greenBox,
                )
            }
        }
    }
    WideButton(
        stringResource(R.string.screen_visitend_card),
        { send(VisitEndEvent.FaceTapped) },
        icon = R.drawable.ic_turn,
        weight = Weight.Outlined,
    )
    Appointment(state, send)
    QuietButton(
        stringResource(R.string.screen_visitend_check),
        { send(VisitEndEvent.CheckTapped) },
        icon = R.drawable.ic_shield,
    )
}

@Composable
private fun Appointment(
    state: Shown,
    send: (VisitEndEvent) -> Unit,
) {
    Section(stringResource(R.string.screen_visitend_when))
    val set = state.page.comeBack
    if (set != null) {
        val words = stringResource(R.string.screen_visitend_appointment, dayNear(set, state.today))
        Notice(words, Tone.Amber, icon = R.drawable.ic_today)
    }
    val days = listOf(plusDays(state.today, 1), nextSaturday(state.today), plusDays(state.today, WEEK))
    for (day in days.distinct().filter { it != set }) {
        WideButton(
            sentence(dayNear(day, state.today)),
            { send(VisitEndEvent.DayTapped(day)) },
            weight = Weight.Outlined,
            enabled = !state.busy,
        )
    }
}

/** What the resident may photograph: three things never to give away, and whom to call. */
@Composable
private fun RememberCard(
    lines: List<HelpLineWords>,
    send: (VisitEndEvent) -> Unit,
) = Page(
    PageHead(stringResource(R.string.screen_visitend_card_title), onBack = { send(VisitEndEvent.BackTapped) }),
) {
    val rules =
        listOf(
            R.string.screen_visitend_rule_code,
            R.string.screen_visitend_rule_link,
            R.string.screen_visitend_rule_money,
        )
    for (rule in rules) Words(stringResource(rule), type = Type.step)
    Section(stringResource(R.string.screen_visitend_call))
    Card {
        lines.forEachIndexed { at, line ->
            if (at > 0) Line()
            Column(Modifier.padding(16.dp), Arrangement.spacedBy(2.dp)) {
                Words(line.name, type = Type.row)
                Words(line.number ?: line.find.orEmpty(), type = Type.section, colour = Look.colours.blue)
            }
        }
    }
}

private const val WEEK = 7
