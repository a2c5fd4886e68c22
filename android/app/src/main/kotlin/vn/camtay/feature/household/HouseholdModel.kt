package vn.camtay.feature.household

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import uniffi.camtay_core.HouseholdChange
import uniffi.camtay_core.InputProblem
import vn.camtay.app.Draft
import vn.camtay.app.Go
import vn.camtay.app.Route
import vn.camtay.feature.household.HouseholdScreenState.Doing
import vn.camtay.feature.household.HouseholdScreenState.Shown
import vn.camtay.feature.household.HouseholdScreenState.Undo
import vn.camtay.feature.household.HouseholdScreenState.What
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.orNull
import vn.camtay.phone.sessionNow
import vn.camtay.phone.villageWord

/** One household: who lives there, that it was visited, that somebody wanted no name written. */
class HouseholdModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val go: Go,
    private val draft: Draft,
    private val household: String,
) {
    private val current = MutableStateFlow<HouseholdScreenState>(HouseholdScreenState.Loading)
    private var forgetting: Job? = null

    val state: StateFlow<HouseholdScreenState> = current.asStateFlow()

    init {
        scope.launch { phone.changes.collectLatest { read() } }
    }

    fun send(event: HouseholdEvent) {
        when (event) {
            HouseholdEvent.BackTapped -> back()
            HouseholdEvent.RetryTapped -> scope.launch { read() }
            is HouseholdEvent.PersonTapped -> open(event.resident)
            HouseholdEvent.AddPersonTapped -> go.to(Route.Consent(household, null))
            HouseholdEvent.VisitTapped -> visit()
            is HouseholdEvent.MetTapped -> doing<Doing.Visiting> { it.toggle(event.resident) }
            HouseholdEvent.VisitSaved -> saveVisit()
            HouseholdEvent.NoNameTapped -> noName()
            HouseholdEvent.UndoTapped -> undo()
            HouseholdEvent.EditTapped -> edit()
            is HouseholdEvent.HeadTyped -> typed { it.copy(head = event.text) }
            is HouseholdEvent.WhereTyped -> typed { it.copy(where = event.text) }
            HouseholdEvent.EditSaved -> saveEdit()
        }
    }

    private suspend fun read() {
        val page =
            when (val asked = phone.read { household(household) }) {
                is Outcome.Ok -> asked.value
                is Outcome.No -> return current.update { HouseholdScreenState.Failed(asked.problem) }
            }
        val today = phone.read { today() }.orNull()
        val word = phone.villageWord()
        current.update { before ->
            val day = today?.day.orEmpty()
            val session = today?.sessionNow?.id
            when (before) {
                is Shown -> before.copy(page = page, today = day, session = session)
                else -> Shown(page, word, day, session, kept(), undo = null, busy = false, problem = null)
            }
        }
    }

    /** Whoever was not asked yet, or said no, is asked first. */
    private fun open(resident: String) {
        val agreed = (current.value as? Shown)?.agreed.orEmpty()
        val isAgreed = agreed.any { it.id == resident }
        go.to(if (isAgreed) Route.Resident(resident) else Route.Consent(household, resident))
    }

    /** With nobody who may be written down there is nobody to choose. */
    private fun visit() {
        val shown = current.value as? Shown ?: return
        if (shown.agreed.isEmpty()) return recordVisit(shown, emptyList())
        shown { it.copy(doing = Doing.Visiting(emptySet()), problem = null) }
    }

    private fun saveVisit() {
        val shown = current.value as? Shown ?: return
        val met = (shown.doing as? Doing.Visiting)?.met ?: return
        recordVisit(shown, met.toList())
    }

    private fun recordVisit(
        shown: Shown,
        met: List<String>,
    ) = record(What.Visited) { phone.write { visitHousehold(household, met, shown.session) } }

    private fun noName() {
        val session = (current.value as? Shown ?: return).session
        record(What.RefusedName) { phone.write { countUnnamedRefusal(household, session) } }
    }

    private fun record(
        what: What,
        call: suspend () -> Outcome<String>,
    ) {
        if ((current.value as? Shown)?.busy != false) return
        shown { it.copy(busy = true, problem = null) }
        scope.launch {
            when (val recorded = call()) {
                is Outcome.Ok -> {
                    shown { it.copy(busy = false, doing = Doing.Looking, undo = Undo(recorded.value, what)) }
                    forgetUndo()
                }

                is Outcome.No -> shown { it.copy(busy = false, problem = recorded.problem) }
            }
        }
    }

    private fun undo() {
        val undo = (current.value as? Shown)?.undo ?: return
        forgetting?.cancel()
        shown { it.copy(undo = null, problem = null) }
        scope.launch {
            val taken = phone.write { takeBack(undo.entry) }
            if (taken is Outcome.No) shown { it.copy(problem = taken.problem) }
        }
    }

    private fun forgetUndo() {
        forgetting?.cancel()
        forgetting =
            scope.launch {
                delay(UNDO)
                shown { it.copy(undo = null) }
            }
    }

    private fun edit() {
        draft[EDITING] = YES
        shown { it.copy(doing = Doing.Editing(it.page.head, it.page.place.orEmpty()), undo = null, problem = null) }
    }

    private fun typed(change: (Doing.Editing) -> Doing.Editing) {
        doing<Doing.Editing> { before ->
            change(before).also {
                draft[HEAD] = it.head
                draft[WHERE] = it.where
            }
        }
        shown { it.copy(problem = null) }
    }

    private fun saveEdit() {
        val shown = current.value as? Shown ?: return
        val editing = shown.doing as? Doing.Editing ?: return
        if (shown.busy) return
        // To the core an empty field says "as it was": nobody is to believe that it was emptied.
        val empty =
            when {
                editing.head.isBlank() -> HEAD
                editing.where.isBlank() && shown.page.place != null -> WHERE
                else -> null
            }
        if (empty != null) return shown { it.copy(problem = Problem.BadInput(empty, InputProblem.EMPTY)) }
        shown { it.copy(busy = true, problem = null) }
        scope.launch {
            val change = HouseholdChange(household, null, editing.head, editing.where.ifBlank { null })
            when (val saved = phone.write { changeHousehold(change) }) {
                is Outcome.Ok -> {
                    draft.clear()
                    shown { it.copy(busy = false, doing = Doing.Looking) }
                }

                is Outcome.No -> shown { it.copy(busy = false, problem = saved.problem) }
            }
        }
    }

    private fun back() {
        val shown = current.value as? Shown
        if (shown == null || shown.doing == Doing.Looking) return go.back()
        draft.clear()
        shown { it.copy(doing = Doing.Looking, problem = null) }
    }

    /** What was being changed when the phone locked. */
    private fun kept(): Doing =
        if (draft[EDITING].isEmpty() || draft[HEAD].isEmpty() && draft[WHERE].isEmpty()) {
            Doing.Looking
        } else {
            Doing.Editing(draft[HEAD], draft[WHERE])
        }

    private fun Doing.Visiting.toggle(resident: String) =
        copy(met = if (resident in met) met - resident else met + resident)

    private inline fun <reified T : Doing> doing(change: (T) -> Doing) {
        val doing = (current.value as? Shown)?.doing as? T ?: return
        val changed = change(doing)
        current.update { (it as? Shown)?.copy(doing = changed) ?: it }
    }

    private fun shown(change: (Shown) -> Shown) = current.update { (it as? Shown)?.let(change) ?: it }

    private companion object {
        const val UNDO = 10_000L
        const val YES = "yes"
        const val EDITING = "editing"
        const val HEAD = "head"
        const val WHERE = "place"
    }
}
