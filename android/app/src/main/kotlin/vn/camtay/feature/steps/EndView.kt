package vn.camtay.feature.steps

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.StepOutcome
import vn.camtay.R
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.Section
import vn.camtay.look.Symbol
import vn.camtay.look.Tone
import vn.camtay.look.Verdict
import vn.camtay.look.Words
import vn.camtay.look.icon
import vn.camtay.look.ink
import vn.camtay.look.isLargeText
import vn.camtay.words.ProblemNotice
import vn.camtay.words.dayNear
import vn.camtay.words.stepsCount
import vn.camtay.words.words

/** What was done, calmly, and where to go from here. */
@Composable
internal fun EndView(
    going: StepsState.Going,
    send: (StepsEvent) -> Unit,
) {
    val head =
        PageHead(
            title = going.page.title,
            under = going.person.name,
            above = stringResource(R.string.screen_steps_end_kept),
            onBack = { send(StepsEvent.BackTapped) },
        )
    Page(
        head,
        bottom = {
            UndoBar(going.undo, isRoomy = !Look.isLargeText) { send(StepsEvent.UndoTapped) }
            MainButton(
                stringResource(R.string.screen_steps_visit_end),
                { send(StepsEvent.VisitEndTapped) },
                icon = R.drawable.ic_check,
            )
        },
    ) {
        going.problem?.let { ProblemNotice(it) }
        Came(going)
        Section(stringResource(R.string.screen_steps_end_next))
        Next(going, send)
    }
}

/** How the whole of it came out, and each kind of answer with its count. */
@Composable
private fun Came(going: StepsState.Going) {
    val steps = going.page.steps
    val isWhole = steps.all { (it.mark ?: it.before)?.isSettled == true }
    val isStuck = steps.any { (it.mark ?: it.before)?.tone == Tone.Amber }
    val title = if (isWhole) R.string.screen_steps_end_whole else R.string.screen_steps_end_part
    val tone =
        when {
            isWhole -> Tone.Green
            isStuck -> Tone.Amber
            else -> Tone.Blue
        }
    Verdict(stringResource(title), tone, icon = if (tone == Tone.Blue) R.drawable.ic_book else tone.icon) {
        for ((outcome, count) in counted(steps)) CountLine(outcome, count)
        going.page.comeBack?.let { day ->
            IconLine(
                stringResource(R.string.screen_steps_end_day, dayNear(day, going.today)),
                R.drawable.ic_today,
                Look.colours.amber,
            )
        }
    }
}

@Composable
private fun CountLine(
    outcome: StepOutcome,
    count: Int,
) {
    val icon = if (outcome == StepOutcome.Helped) R.drawable.ic_people else outcome.tone.icon
    val words =
        stringResource(R.string.screen_steps_end_line, outcome.words(), stepsCount(count).replace(' ', '\u00a0'))
    IconLine(words, icon, outcome.tone.ink())
}

@Composable
private fun IconLine(
    words: String,
    icon: Int,
    ink: Color,
) = Row(
    Modifier.semantics(mergeDescendants = true) {},
    horizontalArrangement = Arrangement.spacedBy(10.dp),
    verticalAlignment = Alignment.CenterVertically,
) {
    Symbol(icon, ink, 20.dp)
    Words(words, Modifier.weight(1f))
}

/** Where to go from here. */
@Composable
private fun Next(
    going: StepsState.Going,
    send: (StepsEvent) -> Unit,
) = Card {
    going.next?.let { next ->
        ListRow(
            next.title,
            under = stringResource(R.string.screen_steps_end_next_skill),
            icon = R.drawable.ic_book,
            iconColour = Look.colours.blue,
            iconGround = Look.colours.blueBox,
            onClick = { send(StepsEvent.NextSkillTapped) },
        )
        Line()
    }
    if (going.person.others.isNotEmpty()) {
        ListRow(
            stringResource(R.string.screen_steps_end_change),
            icon = R.drawable.ic_swap,
            onClick = { send(StepsEvent.PeopleTapped) },
        )
        Line()
    }
    ListRow(
        stringResource(R.string.screen_steps_end_again),
        icon = R.drawable.ic_eye,
        onClick = { send(StepsEvent.MoreTapped) },
    )
}
