package vn.camtay.feature.upload

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.OwnRecord
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.look.Card
import vn.camtay.look.EmptyState
import vn.camtay.look.LazyCardRow
import vn.camtay.look.ListPage
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.Section
import vn.camtay.look.Symbol
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Words
import vn.camtay.look.ink
import vn.camtay.words.ProblemState
import vn.camtay.words.dayNear
import vn.camtay.words.dotted
import vn.camtay.words.peopleCount
import vn.camtay.words.sentence
import vn.camtay.words.word

/** Every record of this phone, and where it is. */
fun recordsScreen(around: Surroundings): Screen {
    val model = RecordsModel(around.phone, around.scope, around.go, around.clock)
    return {
        val state by model.state.collectAsState()
        RecordsView(state, model::send)
    }
}

@Composable
fun RecordsView(
    state: RecordsState,
    send: (RecordsEvent) -> Unit,
) {
    val head =
        PageHead(
            stringResource(R.string.screen_records_title),
            stringResource(R.string.screen_records_under),
            onBack = { send(RecordsEvent.BackTapped) },
        )
    when (state) {
        RecordsState.Loading -> Page(head) { Loading() }

        is RecordsState.Failed ->
            Page(
                head,
                bottom = { MainButton(stringResource(R.string.action_retry), { send(RecordsEvent.RetryTapped) }) },
            ) { ProblemState(state.problem) }

        is RecordsState.Shown ->
            ListPage(head, above = { if (state.records.isNotEmpty()) Journey() }) {
                if (state.records.isEmpty()) item(key = "empty") { Nothing() }
                days(state)
                if (state.hasMore) {
                    item(key = "more") {
                        LaunchedEffect(state.records.size) { send(RecordsEvent.EndReached) }
                        Loading()
                    }
                }
            }
    }
}

@Composable
private fun Nothing() =
    EmptyState(
        stringResource(R.string.screen_records_empty),
        stringResource(R.string.screen_records_empty_body),
        R.drawable.ic_list,
    )

private fun LazyListScope.days(state: RecordsState.Shown) {
    val records = state.records
    // A day may come again further down, where a phone's clock was set back: the place is the key.
    records.forEachIndexed { at, record ->
        val isFirst = at == 0 || records[at - 1].day != record.day
        val isLast = at == records.lastIndex || records[at + 1].day != record.day
        if (isFirst) {
            item(key = "day-${record.entry}", contentType = "day") {
                Section(sentence(dayNear(record.day, state.today)), Modifier.padding(top = 12.dp, bottom = 8.dp))
            }
        }
        item(key = record.entry, contentType = "record") {
            LazyCardRow(isFirst, isLast) { RecordRow(record) }
        }
    }
}

/** The way of every record, in the signs that the rows below carry. */
@Composable
private fun Journey() =
    Card {
        FlowRow(
            Modifier.padding(14.dp, 10.dp).semantics(mergeDescendants = true) {},
            horizontalArrangement = Arrangement.spacedBy(8.dp),
            verticalArrangement = Arrangement.spacedBy(6.dp),
        ) {
            Stop(R.string.screen_records_phone, R.drawable.ic_phone, Tone.Quiet, isLast = false)
            Stop(R.string.screen_records_hall, R.drawable.ic_shield, Tone.Blue, isLast = false)
            Stop(R.string.screen_records_report, R.drawable.ic_check, Tone.Green, isLast = true)
        }
    }

@Composable
private fun Stop(
    words: Int,
    icon: Int,
    tone: Tone,
    isLast: Boolean,
) = Row(horizontalArrangement = Arrangement.spacedBy(6.dp), verticalAlignment = Alignment.CenterVertically) {
    Symbol(icon, tone.ink(), 20.dp)
    Words(stringResource(words), type = Type.smallStrong, colour = tone.ink())
    if (!isLast) Symbol(R.drawable.ic_next, Look.colours.quietInk, 16.dp)
}

@Composable
private fun RecordRow(record: OwnRecord) {
    val kind = stringResource(record.kind.word)
    val people = record.people.toInt()
    val name = record.name
    val under =
        listOfNotNull(
            kind.takeIf { name != null },
            people.takeIf { it > 1 }?.let { peopleCount(it) },
        )
    ListRow(name ?: kind, under = under.dotted().ifEmpty { null }) {
        WhereIsIt(record.whereabouts, isTold = false)
    }
}
