package vn.camtay.feature.session

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.PersonLine
import uniffi.camtay_core.SearchPage
import vn.camtay.R
import vn.camtay.feature.households.told
import vn.camtay.feature.session.SessionState.Part
import vn.camtay.feature.session.SessionState.Shown
import vn.camtay.look.Card
import vn.camtay.look.CheckRow
import vn.camtay.look.EmptyState
import vn.camtay.look.FoldRow
import vn.camtay.look.ListPage
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.PageHead
import vn.camtay.look.QuietWords
import vn.camtay.look.SearchField
import vn.camtay.look.StateChip
import vn.camtay.look.Symbol
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words
import vn.camtay.words.ProblemNotice
import vn.camtay.words.birthYearSaid
import vn.camtay.words.dotted
import vn.camtay.words.peopleCount

/** Who is present: ticked in the village's list, which is searched while one ticks. */
@Composable
internal fun PresentView(
    state: Shown,
    part: Part.Present,
    send: (SessionEvent) -> Unit,
) {
    val attended =
        state.page.attended
            .map { it.id }
            .toSet()
    val here = attended + part.ticking.filterValues { it }.keys - part.ticking.filterValues { !it }.keys
    ListPage(
        PageHead(
            stringResource(R.string.screen_session_present),
            above = whereabouts(state),
            onBack = { send(SessionEvent.BackTapped) },
        ),
        above = { if (!part.search.isOn) Say(part.sentence, isSaid = here.isNotEmpty()) },
        bottom = {
            val problem = state.problem
            if (problem == null) Undone(state.undo, send) else ProblemNotice(problem)
            MainButton(
                stringResource(R.string.screen_session_present_done, peopleCount(here.size)),
                { send(SessionEvent.BackTapped) },
                icon = R.drawable.ic_check,
            )
        },
    ) {
        stickyHeader(key = "search") {
            Box(Modifier.fillMaxWidth().background(Look.colours.ground).padding(bottom = 12.dp)) {
                SearchField(
                    part.search.query,
                    { send(SessionEvent.QueryTyped(it)) },
                    stringResource(R.string.screen_session_search),
                    { send(SessionEvent.SearchTapped) },
                )
            }
        }
        if (part.search.isOn) found(part, here, send) else listed(state, part, here, send)
    }
}

/** A class gives its consent by one sentence, said to all; after the first tick it folds away. */
@Composable
private fun Say(
    sentence: String,
    isSaid: Boolean,
) {
    if (sentence.isEmpty()) return
    var isOpened by rememberSaveable { mutableStateOf(false) }
    val colours = Look.colours
    if (isSaid) {
        Card(ground = colours.blueBox, edge = colours.blueBox) {
            FoldRow(
                stringResource(R.string.screen_session_said),
                if (isOpened) sentence else stringResource(R.string.screen_session_said_under),
                isOpened,
                stringResource(if (isOpened) R.string.a11y_open else R.string.a11y_closed),
                { isOpened = !isOpened },
            )
        }
        return
    }
    Card(ground = colours.blueBox, edge = colours.blueBox) {
        Column(
            Modifier.semantics(mergeDescendants = true) {}.padding(16.dp, 14.dp),
            verticalArrangement = Arrangement.spacedBy(6.dp),
        ) {
            Words(stringResource(R.string.screen_session_say), type = Type.smallStrong, colour = colours.blue)
            Words(sentence)
        }
    }
}

private fun LazyListScope.listed(
    state: Shown,
    part: Part.Present,
    here: Set<String>,
    send: (SessionEvent) -> Unit,
) {
    if (part.people.isEmpty()) {
        item(key = "nobody") { Nobody(whereabouts(state), send) }
    }
    items(part.people, key = { it.id }, contentType = { "person" }) { person ->
        Box(Modifier.padding(bottom = 8.dp)) {
            if (person.refused) Refused(person, send) else Person(person, person.id in here, send)
        }
    }
    if (part.more) {
        item(key = "more") {
            LaunchedEffect(part.people.size) { send(SessionEvent.EndNeared) }
            Loading()
        }
    }
}

@Composable
private fun Person(
    person: PersonLine,
    isHere: Boolean,
    send: (SessionEvent) -> Unit,
) {
    val of =
        person.head
            .takeIf { it != person.name && it.isNotEmpty() }
            ?.let { stringResource(R.string.screen_households_of, it) }
    CheckRow(
        person.name,
        isHere,
        { send(SessionEvent.PersonTapped(person.id, person.name, !isHere)) },
        under = listOfNotNull(birthYearSaid(person.birthYear?.toInt()), of).dotted(),
    )
}

/** Nothing is ticked for whoever wants no name written; they may have changed their mind. */
@Composable
private fun Refused(
    person: PersonLine,
    send: (SessionEvent) -> Unit,
) = Card {
    ListRow(
        person.name,
        under = birthYearSaid(person.birthYear?.toInt()),
        lead = { Symbol(R.drawable.ic_private, Look.colours.quietInk, 28.dp) },
        onClick = { send(SessionEvent.RefusedTapped(person.household, person.id)) },
    ) { StateChip(stringResource(R.string.screen_session_no_name), Tone.Quiet, icon = R.drawable.ic_person) }
}

private fun LazyListScope.found(
    part: Part.Present,
    here: Set<String>,
    send: (SessionEvent) -> Unit,
) {
    part.search.problem?.let { item(key = "problem") { ProblemNotice(it) } }
    val found: SearchPage? = part.search.found
    if (found == null) {
        if (part.search.problem == null) item(key = "loading") { Loading() }
        return
    }
    if (found.residents.isEmpty()) item(key = "none") { NotFound(send) }
    items(found.residents, key = { it.id }, contentType = { "person" }) { person ->
        val isHere = person.id in here
        Box(Modifier.padding(bottom = 8.dp)) {
            CheckRow(
                person.name,
                isHere,
                { send(SessionEvent.PersonTapped(person.id, person.name, !isHere)) },
                under = person.told(),
            )
        }
    }
    if (found.more) {
        item(key = "more") {
            QuietWords(stringResource(R.string.screen_session_found_more), Modifier.padding(vertical = 16.dp))
        }
    }
}

@Composable
private fun Nobody(
    village: String,
    send: (SessionEvent) -> Unit,
) = Column {
    EmptyState(
        stringResource(R.string.screen_session_nobody_title),
        stringResource(R.string.screen_session_nobody_body, village),
        R.drawable.ic_people,
    )
    ToHeads(send)
}

@Composable
private fun NotFound(send: (SessionEvent) -> Unit) =
    Column {
        EmptyState(
            stringResource(R.string.screen_session_not_found_title),
            stringResource(R.string.screen_session_not_found_body),
            R.drawable.ic_search,
        )
        ToHeads(send)
    }

@Composable
private fun ToHeads(send: (SessionEvent) -> Unit) =
    WideButton(
        stringResource(R.string.screen_session_to_heads),
        { send(SessionEvent.HeadsTapped) },
        icon = R.drawable.ic_person,
        weight = Weight.Outlined,
    )
