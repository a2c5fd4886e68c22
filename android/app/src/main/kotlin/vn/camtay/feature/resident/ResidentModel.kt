package vn.camtay.feature.resident

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.WholeGuide
import vn.camtay.app.Go
import vn.camtay.app.Route
import vn.camtay.feature.resident.ResidentState.Shown
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.orNull

/** One resident: what to do today, what was done, when to come back. */
class ResidentModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val go: Go,
    private val language: String,
    private val resident: String,
) {
    private val current = MutableStateFlow<ResidentState>(ResidentState.Loading)
    private var session: String? = null

    val state: StateFlow<ResidentState> = current.asStateFlow()

    init {
        scope.launch { phone.changes.collectLatest { read() } }
    }

    fun send(event: ResidentEvent) {
        when (event) {
            ResidentEvent.BackTapped -> go.back()
            ResidentEvent.RetryTapped -> scope.launch { read() }
            is ResidentEvent.SkillTapped -> start(event.skill)
            is ResidentEvent.ChoicesTapped -> shown { it.copy(choosing = event.skill) }
            is ResidentEvent.WholeTapped -> whole(event.outcome)
            ResidentEvent.CheckTapped -> check()
            ResidentEvent.DoneTapped -> go.to(Route.VisitEnd(resident))
            ResidentEvent.DateTapped -> shown { it.copy(dating = true) }
            is ResidentEvent.DateChosen -> write { phone.write { setAppointment(resident, null, event.day) } }
            is ResidentEvent.EntryTapped -> shown { it.copy(takingBack = event.entry) }
            ResidentEvent.TakeBackConfirmed -> takeBack()
            is ResidentEvent.GiveBackTapped -> write { phone.write { giveBack(event.entry) } }
            ResidentEvent.AskTapped -> ask()
            ResidentEvent.EraseTapped -> write { phone.write { askErasure(resident) } }
            is ResidentEvent.SameAsTapped -> go.instead(Route.Resident(event.resident))
            ResidentEvent.Dismissed -> shown { it.closed() }
        }
    }

    private suspend fun read() {
        val page =
            when (val asked = phone.read { resident(resident, language) }) {
                is Outcome.Ok -> asked.value
                is Outcome.No -> return current.update { ResidentState.Failed(asked.problem) }
            }
        val today = phone.read { today() }.orNull()
        session = today?.session?.id
        val first = page.suggestions.firstOrNull()
        val why = first?.let { skill -> phone.read { steps(skill, null, emptyList(), language) }.orNull()?.why }
        current.update {
            val before = it as? Shown
            Shown(
                page,
                today?.day.orEmpty(),
                why,
                before?.choosing,
                before?.takingBack,
                before?.dating ?: false,
                busy = before?.busy ?: false,
                before?.problem,
            )
        }
    }

    /** An open guide goes on where it stands. */
    private fun start(skill: UShort) {
        val shown = current.value as? Shown ?: return
        if (shown.busy) return
        shown { it.copy(busy = true, problem = null) }
        scope.launch {
            val started = phone.write { startGuide(resident, skill, session) }
            shown { it.copy(busy = false, problem = (started as? Outcome.No)?.problem) }
            if (started is Outcome.Ok) go.to(Route.Steps(resident, skill.toInt()))
        }
    }

    private fun whole(outcome: StepOutcome) {
        val skill = (current.value as? Shown)?.choosing ?: return
        write { phone.write { guideWhole(WholeGuide(resident, skill, outcome, null, null, session)) } }
    }

    /** Before the first guidance, after it later. */
    private fun check() {
        val page = (current.value as? Shown)?.page ?: return
        val guided = page.groups.any { group -> group.skills.any { it.visits > 0u } }
        go.to(Route.QuickCheck(resident, guided))
    }

    private fun takeBack() {
        val entry = (current.value as? Shown)?.takingBack ?: return
        write { phone.write { takeBack(entry) } }
    }

    private fun ask() {
        val page = (current.value as? Shown)?.page ?: return
        go.instead(Route.Consent(page.household, resident))
    }

    private fun write(call: suspend () -> Outcome<*>) {
        if ((current.value as? Shown)?.busy != false) return
        shown { it.copy(busy = true, problem = null) }
        scope.launch {
            val problem = (call() as? Outcome.No)?.problem
            shown { it.closed().copy(busy = false, problem = problem) }
        }
    }

    private fun Shown.closed() = copy(choosing = null, takingBack = null, dating = false)

    private fun shown(change: (Shown) -> Shown) = current.update { (it as? Shown)?.let(change) ?: it }
}
