package vn.camtay.feature.practice

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.PracticeExercise
import uniffi.camtay_core.PracticeHome
import uniffi.camtay_core.StepOutcome
import vn.camtay.R
import vn.camtay.feature.steps.tone
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.Symbol
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Verdict
import vn.camtay.look.Words
import vn.camtay.look.box
import vn.camtay.look.icon
import vn.camtay.look.ink
import vn.camtay.look.told
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
        Scene(exercise.scene)
        Task(exercise.task)
        if (exercise.skill == null) People(state.home) else With(state.home, exercise)
    }
}

/** What is found in the house. */
@Composable
private fun Scene(words: String) =
    Card {
        Row(
            Modifier.padding(16.dp).semantics(mergeDescendants = true) {},
            horizontalArrangement = Arrangement.spacedBy(14.dp),
        ) {
            Symbol(R.drawable.ic_house, Look.colours.quietInk, 28.dp)
            Column(Modifier.weight(1f), verticalArrangement = Arrangement.spacedBy(2.dp)) {
                QuietWords(stringResource(R.string.screen_practice_scene), type = Type.smallStrong)
                Words(words, type = Type.row)
            }
        }
    }

/** What the volunteer does: the one thing to take along into the exercise. */
@Composable
private fun Task(words: String) =
    Card(ground = Look.colours.blueBox, edge = Look.colours.blueBox) {
        Row(
            Modifier.padding(16.dp).semantics(mergeDescendants = true) {},
            horizontalArrangement = Arrangement.spacedBy(14.dp),
        ) {
            Symbol(R.drawable.ic_hand, Look.colours.blue, 28.dp)
            Column(Modifier.weight(1f), verticalArrangement = Arrangement.spacedBy(2.dp)) {
                Words(
                    stringResource(R.string.screen_practice_task),
                    type = Type.smallStrong,
                    colour = Look.colours.blue,
                )
                Words(words, type = Type.told)
            }
        }
    }

/** Whom it is practised with. */
@Composable
private fun With(
    home: PracticeHome,
    exercise: PracticeExercise,
) {
    val people = home.people.filter { it.key in exercise.who }
    if (people.isEmpty()) return
    Section(stringResource(R.string.screen_practice_with))
    PeopleCard(people)
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
        val wanted = state.exercise.outcome
        when {
            wanted == null || check.tapped == null -> Unit
            check.asWanted == true -> Verdict(stringResource(R.string.screen_practice_as_wanted), Tone.Green)
            else -> Verdict(stringResource(R.string.screen_practice_wanted, wanted.words()), Tone.Amber)
        }
        Section(stringResource(R.string.screen_practice_check))
        Card { ListRow(state.exercise.done, icon = R.drawable.ic_eye) }
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
