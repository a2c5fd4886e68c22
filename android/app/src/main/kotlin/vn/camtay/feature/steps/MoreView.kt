package vn.camtay.feature.steps

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.runtime.Composable
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StepPage
import vn.camtay.R
import vn.camtay.look.Card
import vn.camtay.look.ChoiceChip
import vn.camtay.look.ChoiceChips
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.StateChip
import vn.camtay.words.languageSaid
import vn.camtay.words.words

/** What is one tap deeper. */
@Composable
internal fun MoreView(
    going: StepsState.Going,
    send: (StepsEvent) -> Unit,
) {
    val head =
        PageHead(
            title = stringResource(R.string.screen_steps_more_title),
            above = stringResource(R.string.screen_steps_step_of, going.at + 1, going.page.steps.size),
            onBack = { send(StepsEvent.BackTapped) },
        )
    Page(head) {
        Section(stringResource(R.string.screen_steps_this_step))
        Card {
            ListRow(
                stringResource(R.string.screen_steps_already),
                icon = R.drawable.ic_star,
                onClick = { send(StepsEvent.Answered(going.at, StepOutcome.Already)) },
            )
            Line()
            ListRow(
                stringResource(R.string.screen_steps_not_applicable),
                icon = R.drawable.ic_close,
                onClick = { send(StepsEvent.Answered(going.at, StepOutcome.NotApplicable)) },
            )
            Line()
            ListRow(
                stringResource(R.string.screen_steps_refused),
                icon = R.drawable.ic_hand,
                onClick = { send(StepsEvent.Answered(going.at, StepOutcome.Refused)) },
            )
            Line()
            ListRow(
                stringResource(R.string.screen_steps_come_back),
                icon = R.drawable.ic_clock,
                onClick = { send(StepsEvent.ComeBackTapped) },
            )
        }
        Rest(leftOf(going.page.steps).size, send)
        Section(stringResource(R.string.screen_steps_jump))
        Card {
            going.page.steps.forEachIndexed { place, step ->
                if (place > 0) Line()
                StepLine(place, step) { send(StepsEvent.StepChosen(place)) }
            }
        }
        if (going.languages.size > 1) {
            Section(stringResource(R.string.screen_steps_language))
            ChoiceChips(going.languages, { it == going.language }, { languageSaid(it) }) {
                send(StepsEvent.LanguageChosen(it))
            }
        }
    }
}

/** One answer for everything that is left. */
@Composable
private fun Rest(
    left: Int,
    send: (StepsEvent) -> Unit,
) {
    if (left == 0) return
    Section(stringResource(R.string.screen_steps_rest))
    QuietWords(pluralStringResource(R.plurals.screen_steps_rest_count, left, left))
    Card {
        val answers =
            listOf(
                Triple(R.string.screen_steps_rest_alone, R.drawable.ic_check, StepOutcome.Alone),
                Triple(R.string.screen_steps_rest_helped, R.drawable.ic_people, StepOutcome.Helped),
                Triple(R.string.screen_steps_rest_already, R.drawable.ic_star, StepOutcome.Already),
                Triple(R.string.screen_steps_rest_refused, R.drawable.ic_hand, StepOutcome.Refused),
            )
        answers.forEachIndexed { place, (word, icon, outcome) ->
            if (place > 0) Line()
            ListRow(stringResource(word), icon = icon, onClick = { send(StepsEvent.RestAnswered(outcome)) })
        }
    }
}

@Composable
private fun StepLine(
    place: Int,
    step: StepPage,
    onClick: () -> Unit,
) {
    val outcome = step.mark ?: step.before
    ListRow(
        title = stringResource(R.string.screen_steps_line, place + 1, step.say),
        onClick = onClick,
        chip = outcome?.let { { StateChip(it.words(), it.tone) } },
    )
}
