package vn.camtay.feature.practice

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import uniffi.camtay_core.PracticeExercise
import uniffi.camtay_core.PracticeHome
import uniffi.camtay_core.StepOutcome
import vn.camtay.R
import vn.camtay.feature.steps.tone
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.Tone
import vn.camtay.look.box
import vn.camtay.look.icon
import vn.camtay.look.ink
import vn.camtay.words.stepsCount
import vn.camtay.words.words

@Composable
private fun head(
    state: PracticeState.Exercise,
    send: (PracticeEvent) -> Unit,
) = PageHead(
    title = state.exercise.title,
    above = stringResource(R.string.screen_practice_exercise_of, state.place + 1, state.home.exercises.size),
    onBack = { send(PracticeEvent.BackTapped) },
)

/** What happens in the house, and what the volunteer does. */
@Composable
internal fun SceneView(
    state: PracticeState.Exercise,
    send: (PracticeEvent) -> Unit,
) {
    val exercise = state.exercise
    val word = if (exercise.skill == null) R.string.screen_practice_look else R.string.screen_practice_begin
    val event = if (exercise.skill == null) PracticeEvent.CheckTapped else PracticeEvent.BeginTapped
    Page(
        head(state, send),
        bottom = { MainButton(stringResource(word), { send(event) }, icon = R.drawable.ic_next) },
    ) {
        With(state.home, exercise)
        Section(stringResource(R.string.screen_practice_scene))
        Notice(exercise.scene, Tone.Blue, icon = R.drawable.ic_house)
        Section(stringResource(R.string.screen_practice_task))
        Notice(exercise.task, Tone.Amber, icon = R.drawable.ic_hand)
        if (exercise.skill == null) People(state.home)
    }
}

@Composable
private fun With(
    home: PracticeHome,
    exercise: PracticeExercise,
) {
    val names = home.people.filter { it.key in exercise.who }.map { it.name }
    if (names.isNotEmpty()) QuietWords(stringResource(R.string.screen_practice_with, names.joinToString(", ")))
}

/** How it should look, beside what was tapped. */
@Composable
internal fun CheckView(
    state: PracticeState.Exercise,
    check: Stage.Check,
    send: (PracticeEvent) -> Unit,
) {
    val isLast = state.place == state.home.exercises.lastIndex
    val on = if (isLast) R.string.screen_practice_home else R.string.screen_practice_next
    Page(
        head(state, send),
        bottom = {
            MainButton(stringResource(on), { send(PracticeEvent.NextTapped) }, icon = R.drawable.ic_next)
            QuietButton(
                stringResource(R.string.screen_practice_again),
                { send(PracticeEvent.AgainTapped) },
                Modifier.fillMaxWidth(),
                R.drawable.ic_refresh,
            )
        },
    ) {
        Section(stringResource(R.string.screen_practice_check))
        Notice(state.exercise.done, Tone.Green)
        val tapped = check.tapped ?: return@Page
        Section(stringResource(R.string.screen_practice_yours))
        if (tapped.isEmpty()) {
            QuietWords(stringResource(R.string.screen_practice_nothing_tapped))
        } else {
            Card {
                tapped.forEachIndexed { place, (outcome, count) ->
                    if (place > 0) Line()
                    Tapped(outcome, count)
                }
            }
        }
        val wanted = state.exercise.outcome ?: return@Page
        if (check.asWanted == true) {
            Notice(stringResource(R.string.screen_practice_as_wanted), Tone.Green)
        } else {
            Notice(stringResource(R.string.screen_practice_wanted, wanted.words()), Tone.Amber)
        }
    }
}

@Composable
private fun Tapped(
    outcome: StepOutcome,
    count: Int,
) {
    val tone = outcome.tone
    ListRow(
        title = outcome.words(),
        under = stepsCount(count),
        icon = tone.icon,
        iconColour = tone.ink(),
        iconGround = tone.box(),
    )
}
