package vn.camtay.feature.upload

import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.NotCounting
import uniffi.camtay_core.OwnRecord
import uniffi.camtay_core.Whereabouts
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.look.EmptyState
import vn.camtay.look.LazyCardRow
import vn.camtay.look.ListPage
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.Section
import vn.camtay.look.StateChip
import vn.camtay.words.ProblemNotice
import vn.camtay.words.dayNear
import vn.camtay.words.peopleCount
import vn.camtay.words.sentence
import vn.camtay.words.todo
import vn.camtay.words.tone
import vn.camtay.words.word
import vn.camtay.words.words

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
            ) { ProblemNotice(state.problem) }

        is RecordsState.Shown ->
            ListPage(head) {
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
        R.drawable.ic_text,
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

@Composable
private fun RecordRow(record: OwnRecord) {
    val kind = stringResource(record.kind.word)
    val people = record.people.toInt()
    val name = record.name
    val reason = ((record.whereabouts as? Whereabouts.NotCounting)?.reason as? NotCounting.SetAside)?.reason
    val under =
        listOfNotNull(
            kind.takeIf { name != null },
            people.takeIf { it > 1 }?.let { peopleCount(it) },
            reason?.let { stringResource(it.todo) },
        )
    ListRow(name ?: kind, under = under.joinToString(" · ").ifEmpty { null }) {
        StateChip(record.whereabouts.words(), record.whereabouts.tone, icon = record.whereabouts.icon)
    }
}

/** Where a record is has its own picture: phone, hall, report. */
private val Whereabouts.icon: Int
    get() =
        when (this) {
            Whereabouts.OnThisPhone -> R.drawable.ic_phone
            Whereabouts.Received -> R.drawable.ic_shield
            Whereabouts.NextReport -> R.drawable.ic_clock
            is Whereabouts.InReport -> R.drawable.ic_check
            is Whereabouts.NotCounting -> R.drawable.ic_warning
        }
