package vn.camtay.feature.resident

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.SearchPage
import vn.camtay.R
import vn.camtay.feature.households.Search
import vn.camtay.feature.households.told
import vn.camtay.feature.resident.ResidentState.Doing
import vn.camtay.feature.resident.ResidentState.Shown
import vn.camtay.look.EmptyState
import vn.camtay.look.ListPage
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.PageHead
import vn.camtay.look.QuietWords
import vn.camtay.look.RadioRow
import vn.camtay.look.SearchField
import vn.camtay.words.ProblemNotice
import vn.camtay.words.dotted

/** Which household somebody lives in now. */
@Composable
internal fun MoveView(
    state: Shown,
    doing: Doing.Moving,
    send: (ResidentEvent) -> Unit,
) = Pick(
    state,
    title = R.string.screen_resident_move,
    under = R.string.screen_resident_move_under,
    hint = R.string.screen_resident_move_search,
    save = doing.chosen?.let { stringResource(R.string.screen_resident_move_save, it.head) },
    send,
) { found ->
    val others = found.households.filter { it.id != state.page.household }
    if (others.isEmpty()) item("none") { Nobody() }
    items(others, { it.id }, { "row" }) { household ->
        Chosen {
            RadioRow(
                household.head,
                doing.chosen?.id == household.id,
                { send(ResidentEvent.HouseholdChosen(household)) },
                under = listOfNotNull(household.place, household.villageName).dotted(),
                icon = R.drawable.ic_house,
            )
        }
    }
}

/** With whom somebody may be one person. Only the hall joins them. */
@Composable
internal fun DoubleView(
    state: Shown,
    doing: Doing.Doubling,
    send: (ResidentEvent) -> Unit,
) = Pick(
    state,
    title = R.string.screen_resident_double,
    under = R.string.screen_resident_double_under,
    hint = R.string.screen_resident_double_search,
    save = doing.chosen?.let { stringResource(R.string.screen_resident_double_save) },
    send,
) { found ->
    val others = found.residents.filter { it.id != state.page.id }
    if (others.isEmpty()) item("none") { Nobody() }
    items(others, { it.id }, { "row" }) { other ->
        Chosen {
            RadioRow(
                other.name,
                doing.chosen?.id == other.id,
                { send(ResidentEvent.ResidentChosen(other)) },
                under = other.told(),
                icon = R.drawable.ic_person,
            )
        }
    }
}

@Composable
private fun Pick(
    state: Shown,
    title: Int,
    under: Int,
    hint: Int,
    save: String?,
    send: (ResidentEvent) -> Unit,
    rows: LazyListScope.(SearchPage) -> Unit,
) = ListPage(
    PageHead(
        stringResource(title),
        stringResource(under),
        state.page.name,
        onBack = { send(ResidentEvent.BackTapped) },
    ),
    above = {
        SearchField(
            state.search.query,
            { send(ResidentEvent.QueryTyped(it)) },
            stringResource(hint),
            { send(ResidentEvent.SearchFocused) },
        )
    },
    bottom = {
        state.problem?.let { ProblemNotice(it) }
        if (save != null) {
            MainButton(
                save,
                { send(ResidentEvent.ChoiceSaved) },
                icon = R.drawable.ic_check,
                enabled = !state.busy,
            )
        }
    },
) { found(state.search, rows) }

private fun LazyListScope.found(
    search: Search,
    rows: LazyListScope.(SearchPage) -> Unit,
) {
    search.problem?.let { item("problem") { ProblemNotice(it) } }
    val found = search.found
    if (!search.isOn) return item("hint") { Hint() }
    if (found == null) {
        if (search.problem == null) item("loading") { Loading() }
        return
    }
    rows(found)
    if (found.more) {
        item("more") {
            QuietWords(stringResource(R.string.screen_households_more), Modifier.padding(vertical = 16.dp))
        }
    }
}

@Composable
private fun Chosen(content: @Composable () -> Unit) = Box(Modifier.padding(bottom = 8.dp)) { content() }

@Composable
private fun Hint() =
    EmptyState(
        stringResource(R.string.screen_resident_pick),
        stringResource(R.string.screen_resident_pick_body),
        R.drawable.ic_search,
    )

@Composable
private fun Nobody() =
    EmptyState(
        stringResource(R.string.screen_households_not_found_title),
        stringResource(R.string.screen_resident_not_found_body),
        R.drawable.ic_search,
    )
