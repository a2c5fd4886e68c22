package vn.camtay.feature.visitend

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import uniffi.camtay_core.Event
import uniffi.camtay_core.ResidentPage
import vn.camtay.app.Go
import vn.camtay.app.Route
import vn.camtay.feature.visitend.VisitEndState.Shown
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.orNull

/** The end of a visit with somebody: what was done, what to remember, when to come back. */
class VisitEndModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val go: Go,
    private val language: String,
    private val resident: String,
) {
    private val current = MutableStateFlow<VisitEndState>(VisitEndState.Loading)

    val state: StateFlow<VisitEndState> = current.asStateFlow()

    init {
        scope.launch { phone.changes.collectLatest { read() } }
    }

    fun send(event: VisitEndEvent) {
        when (event) {
            VisitEndEvent.BackTapped -> back()
            VisitEndEvent.FaceTapped -> shown { it.copy(facing = !it.facing) }
            is VisitEndEvent.DayTapped -> appoint(event.day)
            VisitEndEvent.CheckTapped -> go.to(Route.QuickCheck(resident, after = true))
            VisitEndEvent.DoneTapped -> done()
        }
    }

    private suspend fun read() {
        val page =
            when (val asked = phone.read { resident(resident, language) }) {
                is Outcome.Ok -> asked.value
                is Outcome.No -> return current.update { VisitEndState.Failed(asked.problem) }
            }
        val today =
            phone
                .read { today() }
                .orNull()
                ?.day
                .orEmpty()
        val lines = phone.read { helpLines(language) }.orNull().orEmpty()
        current.update {
            val before = it as? Shown
            Shown(
                page,
                today,
                doneOn(page, today),
                lines,
                before?.facing ?: false,
                before?.busy ?: false,
                before?.problem,
            )
        }
    }

    private fun doneOn(
        page: ResidentPage,
        today: String,
    ): List<String> {
        val titles = page.groups.flatMap { it.skills }.associate { it.skill to it.title }
        return page.history
            .filter { it.day == today && !it.takenBack }
            .mapNotNull { line ->
                when (val event = line.event) {
                    is Event.Guided -> titles[event.skill]
                    is Event.Whole -> titles[event.skill]
                    else -> null
                }
            }.distinct()
    }

    private fun appoint(day: String) {
        if ((current.value as? Shown)?.busy != false) return
        shown { it.copy(busy = true, problem = null) }
        scope.launch {
            val problem = (phone.write { setAppointment(resident, null, day) } as? Outcome.No)?.problem
            shown { it.copy(busy = false, problem = problem) }
        }
    }

    private fun back() {
        if ((current.value as? Shown)?.facing == true) shown { it.copy(facing = false) } else go.back()
    }

    private fun done() {
        val household = (current.value as? Shown)?.page?.household ?: return go.back()
        go.backTo(Route.Household(household))
    }

    private fun shown(change: (Shown) -> Shown) = current.update { (it as? Shown)?.let(change) ?: it }
}
