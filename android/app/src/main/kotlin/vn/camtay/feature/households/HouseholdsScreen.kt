package vn.camtay.feature.households

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.snapshotFlow
import androidx.compose.ui.res.stringResource
import uniffi.camtay_core.HouseholdState
import uniffi.camtay_core.VillageLine
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.households.HouseholdsState.Place
import vn.camtay.look.EmptyState
import vn.camtay.look.LazyCardRow
import vn.camtay.look.ListPage
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.PageHead
import vn.camtay.look.SearchField
import vn.camtay.look.Tone
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.phone.Problem
import vn.camtay.words.ProblemNotice
import vn.camtay.words.householdsCount
import vn.camtay.words.sentence

/** Screen 3, Hộ dân. */
fun householdsScreen(
    around: Surroundings,
    village: String?,
): Screen {
    val model = HouseholdsModel(around.phone, around.scope, around.go, around.draft, village)
    val onBack = if (village == null) null else around.go::back
    return {
        val state by model.state.collectAsState()
        HouseholdsView(state, onBack, model::send)
    }
}

@Composable
fun HouseholdsView(
    state: HouseholdsState,
    onBack: (() -> Unit)?,
    send: (HouseholdsEvent) -> Unit,
) {
    val place = state.place
    if (place is Place.Village && place.adding != null) {
        return AddHouseholdView(place.village, state.villageWord, place.adding, send)
    }
    BackHandler(enabled = state.search.isOn) { send(HouseholdsEvent.QueryTyped("")) }
    // Field and filters are the list's first item: whoever reaches them is at the top.
    val list = rememberLazyListState()
    if (place is Place.Village && !state.search.isOn) Sight(list, send)
    Listed(state, list, onBack, send)
}

@Composable
private fun Listed(
    state: HouseholdsState,
    list: LazyListState,
    onBack: (() -> Unit)?,
    send: (HouseholdsEvent) -> Unit,
) {
    val place = state.place
    val searching = state.search.isOn
    val earlier = !searching && place is Place.Village && place.earlier
    ListPage(
        if (earlier) null else head(state, onBack),
        list = list,
        above = {
            SearchField(
                state.search.query,
                { send(HouseholdsEvent.QueryTyped(it)) },
                stringResource(R.string.screen_households_search),
                onFocus = { send(HouseholdsEvent.SearchTapped) },
            )
            state.problem?.let { ProblemNotice(it) }
            if (!searching && place is Place.Village) HouseholdFilters(place, send)
        },
        bottom = bottom(state, send),
    ) {
        when {
            searching ->
                foundRows(
                    state.search,
                    { send(HouseholdsEvent.ResidentTapped(it.id)) },
                    { send(HouseholdsEvent.HouseholdTapped(it.id)) },
                )

            place is Place.Villages -> villages(place.lines, send)

            place is Place.Village -> households(place, state.problem, send)

            state.problem == null -> item(key = "loading") { Loading() }
        }
    }
}

private fun bottom(
    state: HouseholdsState,
    send: (HouseholdsEvent) -> Unit,
): (@Composable ColumnScope.() -> Unit)? =
    when {
        // Whoever is not found here may be new here.
        state.search.isOn && !state.search.isNobody -> null

        state.place is Place.Village -> {
            {
                WideButton(
                    stringResource(R.string.screen_households_add),
                    { send(HouseholdsEvent.AddTapped) },
                    icon = R.drawable.ic_plus,
                    weight = Weight.Outlined,
                )
            }
        }

        state.place is Place.Villages && state.place.lines.isEmpty() && !state.search.isOn -> {
            {
                val words = stringResource(R.string.screen_households_to_upload)
                MainButton(words, { send(HouseholdsEvent.UploadTapped) }, icon = R.drawable.ic_upload)
            }
        }

        state.place is Place.Loading && state.problem != null -> {
            { MainButton(stringResource(R.string.action_retry), { send(HouseholdsEvent.RetryTapped) }) }
        }

        else -> null
    }

/** Tells the model which households are in sight. */
@Composable
private fun Sight(
    list: LazyListState,
    send: (HouseholdsEvent) -> Unit,
) = LaunchedEffect(list) {
    snapshotFlow {
        val rows = list.layoutInfo.visibleItemsInfo.filter { it.contentType == HOUSEHOLD }
        rows.firstOrNull()?.let { it.key as String to rows.last().key as String }
    }.collect { sight -> if (sight != null) send(HouseholdsEvent.Seen(sight.first, sight.second)) }
}

@Composable
private fun head(
    state: HouseholdsState,
    onBack: (() -> Unit)?,
): PageHead {
    val village = (state.place as? Place.Village)?.village
    val title =
        if (village == null) {
            stringResource(R.string.screen_households_title)
        } else {
            sentence("${state.villageWord} ${village.name}".trim())
        }
    return PageHead(title, village?.let { householdsCount(it.households.toInt()) }, onBack = onBack)
}

private fun LazyListScope.villages(
    lines: List<VillageLine>,
    send: (HouseholdsEvent) -> Unit,
) {
    if (lines.isEmpty()) {
        item(key = "none") {
            EmptyState(
                stringResource(R.string.screen_households_no_village_title),
                stringResource(R.string.screen_households_no_village_body),
                R.drawable.ic_house,
            )
        }
    }
    itemsIndexed(lines, key = { _, line -> line.id }, contentType = { _, _ -> "village" }) { at, line ->
        LazyCardRow(at == 0, at == lines.lastIndex) { VillageRow(line, send) }
    }
}

private fun LazyListScope.households(
    place: Place.Village,
    problem: Problem?,
    send: (HouseholdsEvent) -> Unit,
) {
    val lines = place.lines
    if (lines.isEmpty() && !place.more) item(key = "none") { NoHousehold(place.filter) }
    itemsIndexed(lines, key = { _, line -> line.id }, contentType = { _, _ -> HOUSEHOLD }) { at, line ->
        LazyCardRow(at == 0 && !place.earlier, at == lines.lastIndex && !place.more) { HouseholdRow(line, send) }
    }
    if (!place.more) return
    item(key = "more") {
        // At the top of the list the problem stands above it.
        if (problem == null) {
            Loading()
        } else if (place.earlier) {
            ProblemNotice(problem)
        }
    }
}

@Composable
private fun NoHousehold(filter: HouseholdState?) =
    if (filter == null) {
        EmptyState(
            stringResource(R.string.screen_households_none_title),
            stringResource(R.string.screen_households_none_body),
            R.drawable.ic_house,
        )
    } else {
        val title =
            when (filter) {
                HouseholdState.NOT_VISITED -> R.string.screen_households_none_not_visited
                HouseholdState.IN_PROGRESS -> R.string.screen_households_none_in_progress
                HouseholdState.COME_BACK -> R.string.screen_households_none_come_back
                HouseholdState.DONE -> R.string.screen_households_none_done
            }
        // Where nobody waits any more, that is good news.
        val isGood = filter == HouseholdState.NOT_VISITED
        EmptyState(
            stringResource(title),
            stringResource(R.string.screen_households_none_so_body),
            if (isGood) R.drawable.ic_check else filter.icon,
            tone = if (isGood) Tone.Green else Tone.Blue,
        )
    }

private const val HOUSEHOLD = "household"
