package vn.camtay.feature.practice

import androidx.activity.compose.BackHandler
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import androidx.lifecycle.compose.LifecycleStartEffect
import uniffi.camtay_core.PracticeHome
import uniffi.camtay_core.PracticeListed
import uniffi.camtay_core.PracticePerson
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.steps.GoingView
import vn.camtay.feature.steps.Pictures
import vn.camtay.feature.steps.StepsEvent
import vn.camtay.look.Badge
import vn.camtay.look.Card
import vn.camtay.look.EmptyState
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.Seal
import vn.camtay.look.Section
import vn.camtay.look.Tone
import vn.camtay.look.Verdict
import vn.camtay.look.Words
import vn.camtay.words.ProblemState
import vn.camtay.words.birthYearSaid
import vn.camtay.words.countSaid
import vn.camtay.words.dotted
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
            ) { ProblemState(state.problem) }

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
    val next = next(state)
    Page(
        PageHead(
            title = stringResource(R.string.screen_practice_head, home.head),
            under = stringResource(R.string.screen_practice_about, home.village, home.place),
            onBack = { send(PracticeEvent.BackTapped) },
        ),
        bottom =
            if (next == null) {
                null
            } else {
                { NextButton(next.first) { send(PracticeEvent.ExerciseChosen(next.second)) } }
            },
    ) {
        if (next == null) {
            Verdict(stringResource(R.string.screen_practice_all_done), Tone.Green)
        } else {
            Words(stringResource(R.string.screen_practice_intro))
        }
        Section(stringResource(R.string.screen_practice_exercises))
        Card {
            home.exercises.forEachIndexed { place, exercise ->
                if (place > 0) Line()
                ExerciseRow(place, exercise.title, exercise.key in state.done) {
                    send(PracticeEvent.ExerciseChosen(exercise.key))
                }
            }
        }
        People(home)
    }
}

/** The first exercise that was not gone through, with its place. */
private fun next(state: PracticeState.Home): Pair<Int, String>? {
    val exercises = state.home.exercises
    val place = exercises.indexOfFirst { it.key !in state.done }
    return exercises.getOrNull(place)?.let { place to it.key }
}

@Composable
private fun NextButton(
    place: Int,
    onClick: () -> Unit,
) = MainButton(
    stringResource(R.string.screen_practice_go, place + 1),
    onClick,
    icon = R.drawable.ic_play,
)

/** Its number, or the mark that it was gone through. */
@Composable
private fun ExerciseRow(
    place: Int,
    title: String,
    isDone: Boolean,
    onClick: () -> Unit,
) = ListRow(
    title = title,
    under = stringResource(R.string.screen_practice_done_chip).takeIf { isDone },
    onClick = onClick,
    lead = {
        if (isDone) Seal(R.drawable.ic_check, Tone.Green, 40.dp) else Badge(countSaid(place + 1))
    },
)

@Composable
internal fun People(home: PracticeHome) {
    Section(stringResource(R.string.screen_practice_people))
    PeopleCard(home.people)
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
internal fun PeopleCard(people: List<PracticePerson>) =
    Card {
        people.forEachIndexed { place, person ->
            if (place > 0) Line()
            val known = listOfNotNull(person.role, birthYearSaid(person.birthYear.toInt())).dotted()
            ListRow(
                title = person.name,
                under = listOf(known, person.about).joinToString("\n"),
                icon = R.drawable.ic_person,
            )
        }
    }

@Composable
private fun listedUnder(listed: PracticeListed) =
    listed.birthYear?.let {
        stringResource(R.string.screen_practice_listed_under, it.toInt(), listed.head)
    } ?: stringResource(R.string.screen_practice_listed_no_year, listed.head)
