package vn.camtay.feature.steps

import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
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
import vn.camtay.look.Tone
import vn.camtay.look.box
import vn.camtay.look.icon
import vn.camtay.look.ink
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
    val steps = going.page.steps
    val isWhole = steps.all { (it.mark ?: it.before)?.isSettled == true }
    val title = if (isWhole) R.string.screen_steps_end_whole else R.string.screen_steps_end_part
    val head =
        PageHead(
            title = stringResource(title),
            under = stringResource(R.string.screen_steps_end_under, going.person.name, going.page.title),
            above = stringResource(R.string.screen_steps_end_kept),
            onBack = { send(StepsEvent.BackTapped) },
        )
    Page(
        head,
        bottom = {
            UndoBar(going.undo, isRoomy = true) { send(StepsEvent.UndoTapped) }
            MainButton(
                stringResource(R.string.screen_steps_visit_end),
                { send(StepsEvent.VisitEndTapped) },
                icon = R.drawable.ic_check,
            )
        },
    ) {
        going.problem?.let { ProblemNotice(it) }
        Card {
            counted(steps).forEachIndexed { place, (outcome, count) ->
                if (place > 0) Line()
                CountRow(outcome, count)
            }
            going.page.comeBack?.let { day ->
                Line()
                ListRow(
                    stringResource(R.string.screen_steps_end_day, dayNear(day, going.today)),
                    icon = R.drawable.ic_today,
                    iconColour = Look.colours.amber,
                    iconGround = Look.colours.amberBox,
                )
            }
        }
        Section(stringResource(R.string.screen_steps_end_next))
        Card {
            going.next?.let { next ->
                ListRow(
                    next.title,
                    under = stringResource(R.string.screen_steps_end_next_skill),
                    icon = R.drawable.ic_book,
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
    }
}

@Composable
private fun CountRow(
    outcome: StepOutcome,
    count: Int,
) {
    val tone: Tone = outcome.tone
    ListRow(
        title = outcome.words(),
        under = stepsCount(count),
        icon = tone.icon,
        iconColour = tone.ink(),
        iconGround = tone.box(),
    )
}
