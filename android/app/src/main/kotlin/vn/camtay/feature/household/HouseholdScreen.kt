package vn.camtay.feature.household

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.HouseholdPage
import uniffi.camtay_core.PersonLine
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.household.HouseholdScreenState.Doing
import vn.camtay.feature.household.HouseholdScreenState.Shown
import vn.camtay.feature.household.HouseholdScreenState.What
import vn.camtay.feature.households.icon
import vn.camtay.look.Card
import vn.camtay.look.CardButton
import vn.camtay.look.Disc
import vn.camtay.look.EmptyState
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.Section
import vn.camtay.look.StateChip
import vn.camtay.look.Tone
import vn.camtay.look.UndoBar
import vn.camtay.look.ink
import vn.camtay.look.intoView
import vn.camtay.phone.Problem
import vn.camtay.words.ProblemNotice
import vn.camtay.words.birthYearSaid
import vn.camtay.words.dayNear
import vn.camtay.words.sentence
import vn.camtay.words.skillsCount
import vn.camtay.words.tone
import vn.camtay.words.word

/** Screen 4, Hộ. */
fun householdScreen(
    around: Surroundings,
    household: String,
): Screen {
    val model = HouseholdModel(around.phone, around.scope, around.go, around.draft, household)
    return {
        val state by model.state.collectAsState()
        HouseholdView(state, model::send)
    }
}

@Composable
fun HouseholdView(
    state: HouseholdScreenState,
    send: (HouseholdEvent) -> Unit,
) {
    val back = { send(HouseholdEvent.BackTapped) }
    when (state) {
        HouseholdScreenState.Loading ->
            Page(PageHead(stringResource(R.string.screen_household_title), onBack = back)) { Loading() }

        is HouseholdScreenState.Failed ->
            Page(
                PageHead(
                    stringResource(R.string.screen_household_title),
                    onBack = back.takeIf { state.problem !is Problem.NotFound },
                ),
                bottom = {
                    // What is not there any more does not come by asking again.
                    if (state.problem is Problem.NotFound) {
                        MainButton(stringResource(R.string.action_back), back)
                    } else {
                        MainButton(stringResource(R.string.action_retry), { send(HouseholdEvent.RetryTapped) })
                    }
                },
            ) { ProblemNotice(state.problem) }

        is Shown -> {
            BackHandler(enabled = state.doing != Doing.Looking, onBack = back)
            when (val doing = state.doing) {
                Doing.Looking -> Shown(state, send)
                is Doing.Visiting -> VisitView(state, doing, send)
                is Doing.Editing -> EditHouseholdView(state, doing, send)
            }
        }
    }
}

@Composable
private fun Shown(
    state: Shown,
    send: (HouseholdEvent) -> Unit,
) {
    val page = state.page
    Page(
        PageHead(
            page.head.ifEmpty { stringResource(R.string.screen_household_erased) },
            page.place,
            sentence("${state.villageWord} ${page.villageName}".trim()),
            onBack = { send(HouseholdEvent.BackTapped) },
        ),
        bottom = { Bottom(state, send) },
    ) {
        state.problem?.let { ProblemNotice(it, Modifier.intoView(it)) }
        HowFar(state, send)
        People(page, state.today, send)
        Others(send)
    }
}

@Composable
private fun Bottom(
    state: Shown,
    send: (HouseholdEvent) -> Unit,
) {
    val undo = state.undo
    if (undo != null) {
        val words =
            when (undo.what) {
                What.Visited -> R.string.screen_household_visited_now
                What.RefusedName -> R.string.screen_household_no_name_now
            }
        UndoBar(stringResource(words), { send(HouseholdEvent.UndoTapped) })
    }
    val words = stringResource(R.string.screen_household_add_person)
    MainButton(words, { send(HouseholdEvent.AddPersonTapped) }, icon = R.drawable.ic_plus)
}

/** The household's state, the days on which somebody was here, and that one is here now. */
@Composable
private fun HowFar(
    state: Shown,
    send: (HouseholdEvent) -> Unit,
) {
    val page = state.page
    val visited = said(page.visited, state.today)?.let { stringResource(R.string.screen_household_visited_on, it) }
    val refused = said(page.refused, state.today)?.let { stringResource(R.string.screen_household_refused_on, it) }
    Card {
        ListRow(
            stringResource(page.state.word),
            under = listOfNotNull(visited, refused).joinToString("\n").ifEmpty { null },
            titleColour = page.state.tone.ink(),
            lead = { Disc(page.state.icon, page.state.tone, 48.dp) },
        )
        Line()
        val words =
            if (state.isVisitedToday) R.string.screen_household_visit_again else R.string.screen_household_visit
        CardButton(
            stringResource(words),
            { send(HouseholdEvent.VisitTapped) },
            R.drawable.ic_check,
            enabled = !state.busy && state.undo == null,
        )
    }
}

/** The latest days of these, and how many others there are. */
@Composable
private fun said(
    days: List<String>,
    today: String,
): String? {
    if (days.isEmpty()) return null
    val latest = days.take(DAYS).map { dayNear(it, today) }.joinToString(", ")
    val others = days.size - DAYS
    return if (others > 0) stringResource(R.string.screen_household_days_more, latest, others) else latest
}

@Composable
private fun People(
    page: HouseholdPage,
    today: String,
    send: (HouseholdEvent) -> Unit,
) {
    if (page.people.isEmpty()) {
        EmptyState(
            stringResource(R.string.screen_household_nobody_title),
            stringResource(R.string.screen_household_nobody_body),
            R.drawable.ic_people,
        )
        return
    }
    Section(stringResource(R.string.screen_household_people))
    Card {
        page.people.forEachIndexed { at, person ->
            if (at > 0) Line()
            ListRow(
                person.name.ifEmpty { stringResource(R.string.screen_household_erased) },
                under = birthYearSaid(person.birthYear?.toInt()),
                icon = R.drawable.ic_person,
                onClick = { send(HouseholdEvent.PersonTapped(person.id)) },
            ) { PersonChip(person, person.id in page.notAsked, today) }
        }
    }
}

/** The one thing about a person that matters at the door. */
@Composable
private fun PersonChip(
    person: PersonLine,
    notAsked: Boolean,
    today: String,
) {
    val back = person.comeBack
    when {
        person.refused -> StateChip(stringResource(R.string.screen_household_refused), Tone.Quiet)

        notAsked ->
            StateChip(
                stringResource(R.string.screen_household_not_asked),
                Tone.Quiet,
                icon = R.drawable.ic_message,
            )

        back != null ->
            StateChip(stringResource(R.string.screen_household_come_back, dayNear(back, today)), Tone.Amber)

        person.inProgress ->
            StateChip(stringResource(R.string.common_skill_begun), Tone.Blue, icon = R.drawable.ic_play)

        person.practised > 0u ->
            StateChip(stringResource(R.string.screen_household_done, skillsCount(person.practised.toInt())), Tone.Green)

        else -> StateChip(stringResource(R.string.common_skill_not_begun), Tone.Quiet)
    }
}

/** What is seldom needed. */
@Composable
private fun Others(send: (HouseholdEvent) -> Unit) {
    Section(stringResource(R.string.screen_household_others), Modifier.padding(top = 8.dp))
    Card {
        ListRow(
            stringResource(R.string.screen_household_no_name),
            under = stringResource(R.string.screen_household_no_name_body),
            icon = R.drawable.ic_private,
            onClick = { send(HouseholdEvent.NoNameTapped) },
        )
        Line()
        ListRow(
            stringResource(R.string.screen_household_edit),
            icon = R.drawable.ic_edit,
            onClick = { send(HouseholdEvent.EditTapped) },
        )
    }
}

private const val DAYS = 2
