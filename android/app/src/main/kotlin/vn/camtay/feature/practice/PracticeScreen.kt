package vn.camtay.feature.practice

import androidx.activity.compose.BackHandler
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.ui.res.stringResource
import androidx.lifecycle.compose.LifecycleStartEffect
import uniffi.camtay_core.PracticeHome
import uniffi.camtay_core.PracticeListed
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.steps.GoingView
import vn.camtay.feature.steps.Pictures
import vn.camtay.feature.steps.StepsEvent
import vn.camtay.look.Card
import vn.camtay.look.EmptyState
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.Section
import vn.camtay.look.StateChip
import vn.camtay.look.Tone
import vn.camtay.look.Words
import vn.camtay.words.ProblemNotice
import vn.camtay.words.isoDay

/** The screen of this place. */
fun practiceScreen(around: Surroundings): Screen {
    val model =
        PracticeModel(
            phone = around.phone,
            scope = around.scope,
            go = around.go,
            voice = around.voice,
            pictures = Pictures(around.phone),
            language = around.language,
            today = isoDay(around.clock.now()),
        )
    return { PracticeScreen(model) }
}

@Composable
private fun PracticeScreen(model: PracticeModel) {
    val state by model.state.collectAsState()
    val send = remember(model) { model::send }
    LifecycleStartEffect(model) {
        send(PracticeEvent.Stepped(StepsEvent.Shown))
        onStopOrDispose { send(PracticeEvent.Stepped(StepsEvent.Hidden)) }
    }
    BackHandler {
        val walking = (state as? PracticeState.Exercise)?.stage is Stage.Walking
        send(if (walking) PracticeEvent.Stepped(StepsEvent.BackTapped) else PracticeEvent.BackTapped)
    }
    PracticeView(state, send)
}

/** Draws [state], in a frame that no real visit has. */
@Composable
fun PracticeView(
    state: PracticeState,
    send: (PracticeEvent) -> Unit,
) = PracticeFrame {
    when (state) {
        PracticeState.Opening -> Page(head(send)) { Loading() }

        is PracticeState.Stopped ->
            Page(
                head(send),
                bottom = { MainButton(stringResource(R.string.action_retry), { send(PracticeEvent.RetryTapped) }) },
            ) { ProblemNotice(state.problem) }

        PracticeState.Empty ->
            Page(head(send)) {
                EmptyState(
                    stringResource(R.string.screen_practice_empty),
                    stringResource(R.string.screen_practice_empty_body),
                    R.drawable.ic_house,
                )
            }

        is PracticeState.Home -> HomeView(state, send)

        is PracticeState.Exercise ->
            when (val stage = state.stage) {
                Stage.Scene -> SceneView(state, send)
                is Stage.Walking -> GoingView(stage.going) { send(PracticeEvent.Stepped(it)) }
                is Stage.Check -> CheckView(state, stage, send)
            }
    }
}

@Composable
private fun head(send: (PracticeEvent) -> Unit) =
    PageHead(
        title = stringResource(R.string.screen_practice_title),
        onBack = { send(PracticeEvent.BackTapped) },
    )

@Composable
private fun HomeView(
    state: PracticeState.Home,
    send: (PracticeEvent) -> Unit,
) {
    val home = state.home
    Page(
        PageHead(
            title = stringResource(R.string.screen_practice_head, home.head),
            under = stringResource(R.string.screen_practice_about, home.village, home.place),
            onBack = { send(PracticeEvent.BackTapped) },
        ),
    ) {
        val all = home.exercises.all { it.key in state.done }
        if (all) {
            Notice(stringResource(R.string.screen_practice_all_done), Tone.Green)
        } else {
            Words(stringResource(R.string.screen_practice_intro))
        }
        Section(stringResource(R.string.screen_practice_exercises))
        Card {
            home.exercises.forEachIndexed { place, exercise ->
                if (place > 0) Line()
                ListRow(
                    title = stringResource(R.string.screen_steps_line, place + 1, exercise.title),
                    onClick = { send(PracticeEvent.ExerciseChosen(exercise.key)) },
                    chip = practised(exercise.key in state.done),
                )
            }
        }
        People(home)
    }
}

private fun practised(isSo: Boolean): (@Composable () -> Unit)? {
    if (!isSo) return null
    return { StateChip(stringResource(R.string.screen_practice_done_chip), Tone.Green) }
}

@Composable
internal fun People(home: PracticeHome) {
    Section(stringResource(R.string.screen_practice_people))
    Card {
        home.people.forEachIndexed { place, person ->
            if (place > 0) Line()
            ListRow(
                title = person.name,
                under = listOfNotNull(person.role, person.birthYear.toString(), person.about).joinToString(" · "),
                icon = R.drawable.ic_person,
            )
        }
    }
    if (home.listed.isEmpty()) return
    Section(stringResource(R.string.screen_practice_listed))
    Card {
        home.listed.forEachIndexed { place, listed ->
            if (place > 0) Line()
            ListRow(listed.name, under = listedUnder(listed), icon = R.drawable.ic_file)
        }
    }
}

@Composable
private fun listedUnder(listed: PracticeListed) =
    listed.birthYear?.let {
        stringResource(R.string.screen_practice_listed_under, it.toInt(), listed.head)
    } ?: stringResource(R.string.screen_practice_listed_no_year, listed.head)
