package vn.camtay.feature.today

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import uniffi.camtay_core.TodayPage
import vn.camtay.app.Draft
import vn.camtay.app.Go
import vn.camtay.app.Route
import vn.camtay.feature.households.Finder
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.communeName
import vn.camtay.phone.orNull

/** Whom to go back to, what is under way, what waits. */
class TodayModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val go: Go,
    draft: Draft,
    private val language: String,
) {
    private val finder = Finder(phone, scope, draft)
    private val current = MutableStateFlow<TodayState>(TodayState.Loading)
    private val titles = mutableMapOf<UShort, String>()

    val state: StateFlow<TodayState> = current.asStateFlow()

    init {
        scope.launch { phone.changes.collectLatest { read() } }
        scope.launch { finder.state.collect { found -> shown { it.copy(search = found) } } }
    }

    fun send(event: TodayEvent) {
        when (event) {
            TodayEvent.RetryTapped -> scope.launch { read() }
            TodayEvent.SearchTapped -> finder.prepare()
            is TodayEvent.QueryTyped -> type(event.text)
            is TodayEvent.ResidentTapped -> go.to(Route.Resident(event.resident))
            is TodayEvent.HouseholdTapped -> go.to(Route.Household(event.household))
            TodayEvent.WaitingTapped -> go.to(Route.Upload)
            TodayEvent.StartSessionTapped -> go.to(Route.Sessions)
            TodayEvent.NextHouseTapped -> go.to(Route.Households(null))
            is TodayEvent.SessionTapped -> go.to(Route.Session(event.session))
            is TodayEvent.OpenGuideTapped -> go.to(Route.Steps(event.resident, event.skill.toInt()))
            TodayEvent.FetchTapped -> fetch()
        }
    }

    /** What was typed is seen in the same moment: a field that lags loses letters. */
    private fun type(query: String) {
        finder.type(query)
        shown { it.copy(search = finder.state.value) }
    }

    private suspend fun read() {
        val page =
            when (val asked = phone.read { today() }) {
                is Outcome.Ok -> asked.value
                is Outcome.No -> return current.update { TodayState.Failed(asked.problem) }
            }
        val volunteer = phone.read { contribution().name }.orNull()
        val commune = phone.communeName()
        val skills = titlesOf(page)
        current.update { before ->
            val shown = before as? TodayState.Shown
            TodayState.Shown(
                page,
                volunteer,
                commune,
                skills,
                finder.state.value,
                shown?.fetching ?: false,
                shown?.problem,
            )
        }
    }

    /** Each skill's title is asked for once. */
    private suspend fun titlesOf(page: TodayPage): Map<UShort, String> {
        val named = page.comeBack.mapNotNull { it.skill } + page.openGuides.map { it.skill }
        for (skill in named.distinct() - titles.keys) {
            val steps = phone.read { steps(skill, null, emptyList(), language) }
            if (steps is Outcome.Ok) titles[skill] = steps.value.title
        }
        return titles.toMap()
    }

    private fun fetch() {
        val shown = current.value as? TodayState.Shown ?: return
        if (shown.fetching) return
        current.value = shown.copy(fetching = true, problem = null)
        scope.launch {
            val problem = (phone.online { pull() } as? Outcome.No)?.problem
            shown { it.copy(fetching = false, problem = problem) }
        }
    }

    private fun shown(change: (TodayState.Shown) -> TodayState.Shown) =
        current.update { (it as? TodayState.Shown)?.let(change) ?: it }
}
