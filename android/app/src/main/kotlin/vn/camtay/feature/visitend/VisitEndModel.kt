package vn.camtay.feature.visitend

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import vn.camtay.app.Go
import vn.camtay.app.Route
import vn.camtay.feature.resident.wasGuided
import vn.camtay.feature.visitend.VisitEndState.Shown
import vn.camtay.feature.visitend.VisitEndState.Side
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.communeName
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
            VisitEndEvent.RetryTapped -> scope.launch { read() }
            VisitEndEvent.CardTapped -> shown { it.copy(side = Side.Card) }
            is VisitEndEvent.DayTapped -> write { phone.write { setAppointment(resident, null, event.day) } }
            VisitEndEvent.OtherDayTapped -> shown { it.copy(side = Side.OtherDay, problem = null) }
            VisitEndEvent.NoDayTapped -> write { phone.write { keepAppointment(resident, null) } }
            VisitEndEvent.CheckTapped -> check()
            VisitEndEvent.DoneTapped -> done()
        }
    }

    private suspend fun read() {
        val page =
            when (val asked = phone.read { resident(resident, language) }) {
                is Outcome.Ok -> asked.value
                is Outcome.No -> return current.update { VisitEndState.Failed(asked.problem) }
            }
        val today = phone.read { today() }.orNull()
        val commune = phone.communeName()
        val lines = phone.read { helpLines(language) }.orNull()
        current.update { before ->
            if (before is Shown) {
                before.copy(page = page, today = today?.day ?: before.today)
            } else {
                Shown(
                    page = page,
                    today = today?.day.orEmpty(),
                    commune = commune,
                    helpLines = lines.orEmpty(),
                    side = Side.Summary,
                    busy = false,
                    problem = null,
                )
            }
        }
    }

    private fun write(call: suspend () -> Outcome<Unit>) {
        if ((current.value as? Shown)?.busy != false) return
        shown { it.copy(busy = true, problem = null) }
        scope.launch {
            val problem = (call() as? Outcome.No)?.problem
            shown {
                // A day that was refused is chosen again where it was chosen.
                it.copy(busy = false, problem = problem, side = if (problem == null) Side.Summary else it.side)
            }
        }
    }

    /** Whoever was guided already can only be asked what guidance has changed. */
    private fun check() {
        val page = (current.value as? Shown)?.page ?: return
        go.to(Route.QuickCheck(resident, after = page.wasGuided))
    }

    private fun back() {
        val side = (current.value as? Shown)?.side ?: Side.Summary
        if (side == Side.Summary) go.back() else shown { it.copy(side = Side.Summary, problem = null) }
    }

    private fun done() {
        val household = (current.value as? Shown)?.page?.household ?: return go.back()
        go.backTo(Route.Household(household))
    }

    private fun shown(change: (Shown) -> Shown) = current.update { (it as? Shown)?.let(change) ?: it }
}
