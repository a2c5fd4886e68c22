package vn.camtay.feature.households

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import uniffi.camtay_core.HouseholdState
import uniffi.camtay_core.VillageLine
import vn.camtay.app.Draft
import vn.camtay.app.Go
import vn.camtay.app.Route
import vn.camtay.feature.households.HouseholdsState.Adding
import vn.camtay.feature.households.HouseholdsState.Place
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.orNull
import vn.camtay.phone.villageWord

/** Villages and households, a page at a time: nothing is read that nobody looks at. */
class HouseholdsModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val go: Go,
    draft: Draft,
    private val village: String?,
) {
    private val finder = Finder(phone, scope, draft)
    private val current = MutableStateFlow(HouseholdsState("", Place.Loading, finder.state.value, problem = null))
    private val newHousehold = NewHouseholdForm(phone, scope, draft, ::addingIs, ::added)

    /** Of the village and the filter that are shown. */
    private var pages: HouseholdPages? = null
    private var filter: HouseholdState? = null
    private var sight: HouseholdsEvent.Seen? = null
    private var filtering: Job? = null
    private var paging: Job? = null

    val state: StateFlow<HouseholdsState> = current.asStateFlow()

    init {
        scope.launch { finder.state.collect { found -> current.update { it.copy(search = found) } } }
        scope.launch { phone.changes.collectLatest { read() } }
    }

    fun send(event: HouseholdsEvent) {
        when (event) {
            HouseholdsEvent.RetryTapped -> scope.launch { read() }
            HouseholdsEvent.SearchTapped -> finder.prepare()
            is HouseholdsEvent.QueryTyped -> type(event.text)
            is HouseholdsEvent.VillageTapped -> go.to(Route.Households(event.village))
            is HouseholdsEvent.FilterTapped -> choose(event.state)
            is HouseholdsEvent.Seen -> seen(event)
            is HouseholdsEvent.HouseholdTapped -> go.to(Route.Household(event.household))
            is HouseholdsEvent.ResidentTapped -> go.to(Route.Resident(event.resident))
            HouseholdsEvent.UploadTapped -> go.to(Route.Upload)
            HouseholdsEvent.AddTapped -> newHousehold.open()
            is HouseholdsEvent.HeadTyped -> newHousehold.head(event.text)
            is HouseholdsEvent.WhereTyped -> newHousehold.where(event.text)
            HouseholdsEvent.SaveTapped -> newHousehold.save()
            HouseholdsEvent.CancelTapped -> newHousehold.close()
        }
    }

    /** What was typed is seen in the same moment: a field that lags loses letters. */
    private fun type(query: String) {
        finder.type(query)
        current.update { it.copy(search = finder.state.value) }
    }

    private suspend fun read() {
        val word = phone.villageWord()
        val villages =
            when (val asked = phone.read { villages() }) {
                is Outcome.Ok -> asked.value
                is Outcome.No -> return failed(asked.problem)
            }
        current.update { it.copy(villageWord = word) }
        // With one village there is nothing to choose.
        val shown = villages.find { it.id == village } ?: villages.singleOrNull()
        if (shown == null) {
            current.update { it.copy(place = Place.Villages(villages), problem = null) }
        } else {
            show(shown, filter)
        }
    }

    private suspend fun show(
        village: VillageLine,
        filter: HouseholdState?,
    ) {
        val before = current.value.place as? Place.Village
        val kept = pages.takeIf { before?.village?.id == village.id && before.filter == filter }
        val shown =
            kept ?: HouseholdPages { after, limit -> phone.read { households(village.id, filter, after, limit) } }
        shown.refresh()?.let { return failed(it) }
        // Another filter was chosen while this one was read.
        if (filter != this.filter) return
        pages = shown
        newHousehold.village = village
        current.update {
            // A form may have been opened or closed while the list was read.
            val adding = (it.place as? Place.Village)?.adding ?: newHousehold.kept().takeIf { before == null }
            val place = Place.Village(village, filter, shown.lines, shown.earlier, shown.more, adding)
            it.copy(place = place, problem = null)
        }
    }

    private fun choose(state: HouseholdState?) {
        val place = current.value.place as? Place.Village ?: return
        filter = state
        filtering?.cancel()
        filtering = scope.launch { show(place.village, state) }
    }

    /** Reads on in time, so that nobody waits at the end of a page. */
    private fun seen(now: HouseholdsEvent.Seen) {
        sight = now
        val place = current.value.place as? Place.Village ?: return
        val shown = pages ?: return
        if (paging?.isActive == true) return
        val nearEnd = place.more && place.lines.takeLast(NEAR).any { it.id == now.last }
        val nearStart = place.earlier && place.lines.take(NEAR).any { it.id == now.first }
        if (!nearEnd && !nearStart) return
        paging =
            scope.launch {
                val problem = if (nearEnd) shown.forward() else shown.back()
                current.update {
                    val village = it.place as? Place.Village
                    // Another filter was chosen meanwhile.
                    if (village == null || pages !== shown) return@update it
                    val lines = village.copy(lines = shown.lines, earlier = shown.earlier, more = shown.more)
                    it.copy(place = lines, problem = problem)
                }
                paging = null
                // The finger has gone on while this page was read.
                if (problem == null) sight?.let(::seen)
            }
    }

    private fun failed(problem: Problem) = current.update { it.copy(problem = problem) }

    private fun addingIs(adding: Adding?) =
        current.update {
            val place = it.place as? Place.Village ?: return@update it
            it.copy(place = place.copy(adding = adding))
        }

    private fun added(household: String) = go.to(Route.Household(household))

    private companion object {
        /** So many rows before the end the next page is read. */
        const val NEAR = 20
    }
}
