package vn.camtay.feature.consent

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import uniffi.camtay_core.Consent
import uniffi.camtay_core.HouseholdPage
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.NewResident
import vn.camtay.app.Draft
import vn.camtay.app.Go
import vn.camtay.app.Route
import vn.camtay.feature.consent.ConsentState.Form
import vn.camtay.feature.consent.ConsentState.Stage
import vn.camtay.feature.consent.ConsentState.Who
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.orNull
import vn.camtay.phone.sessionNow

/** Asks for consent, and writes down only who said yes. */
class ConsentModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val go: Go,
    draft: Draft,
    private val household: String,
    private val resident: String?,
    private val language: String,
) {
    private val draft = FormDraft(draft)
    private val current = MutableStateFlow(beginning())
    private var session: String? = null
    private var village = ""
    private var looking: Job? = null
    private var forgetting: Job? = null

    val state: StateFlow<ConsentState> = current.asStateFlow()

    init {
        scope.launch { phone.changes.collectLatest { read() } }
    }

    fun send(event: ConsentEvent) {
        when (event) {
            ConsentEvent.BackTapped -> back()
            ConsentEvent.RetryTapped -> scope.launch { read() }
            ConsentEvent.YesTapped -> yes()
            ConsentEvent.NoTapped, ConsentEvent.NoNameTapped -> no()
            ConsentEvent.LaterTapped -> later()
            ConsentEvent.UndoTapped -> undo()
            is ConsentEvent.FormChanged -> write(event.form)
            is ConsentEvent.AlikeTapped -> instead(event.resident)
            ConsentEvent.SaveTapped -> save()
            ConsentEvent.DoneTapped -> if (!current.value.busy) leave()
        }
    }

    private fun beginning(): ConsentState {
        // A yes that was given before the phone locked or turned needs no second question.
        val wasYes = resident == null && draft.wasYes
        val stage = if (wasYes) Stage.Writing(draft.form, alike = emptyList()) else Stage.Asking
        val who = if (resident == null) Who.SomebodyNew else Who.Listed("")
        return ConsentState(sentence = "", head = "", who, stage, busy = false, problem = null)
    }

    private suspend fun read() {
        val sentence = phone.read { consentSentence(false, language) }
        val page = phone.read { household(household) }
        val home = page.orNull()
        session =
            phone
                .read { today() }
                .orNull()
                ?.sessionNow
                ?.id
        village = home?.villageName.orEmpty()
        val problem = (sentence as? Outcome.No)?.problem ?: (page as? Outcome.No)?.problem
        current.update { state ->
            state.copy(
                sentence = sentence.orNull()?.say.orEmpty(),
                head = home?.head.orEmpty(),
                who = home?.let(::whoIn) ?: state.who,
                problem = problem ?: state.problem,
            )
        }
    }

    private fun whoIn(home: HouseholdPage): Who =
        if (resident == null) {
            Who.SomebodyNew
        } else {
            Who.Listed(
                home.people
                    .find { it.id == resident }
                    ?.name
                    .orEmpty(),
            )
        }

    private fun yes() {
        if (current.value.busy) return
        if (resident == null) {
            draft.wasYes = true
            return write(draft.form)
        }
        leaving({ phone.write { recordConsent(resident, Consent.GIVEN, session) } }) {
            go.instead(Route.Resident(resident))
        }
    }

    /** One head without a name for somebody new; somebody listed keeps their own answer. */
    private fun no() {
        if (current.value.stage != Stage.Asking) return
        if (resident == null) {
            work({ phone.write { countUnnamedRefusal(household, session) } }) { noName(undo = it) }
        } else {
            work({ phone.write { recordConsent(resident, Consent.REFUSED, session) } }) { noName(undo = null) }
        }
    }

    private fun noName(undo: String?) {
        current.update { it.copy(stage = Stage.NoName(undo)) }
        if (undo == null) return
        forgetting =
            scope.launch {
                delay(UNDO)
                current.update { if (it.stage is Stage.NoName) it.copy(stage = Stage.NoName(undo = null)) else it }
            }
    }

    private fun undo() {
        val counted = (current.value.stage as? Stage.NoName)?.undo ?: return
        work({ phone.write { takeBack(counted) } }) {
            forgetting?.cancel()
            current.update { it.copy(stage = Stage.Asking) }
        }
    }

    private fun later() {
        if (resident == null) return
        leaving({ phone.write { recordConsent(resident, Consent.ASKED, session) } }) { leave() }
    }

    private fun save() {
        val form = (current.value.stage as? Stage.Writing)?.form ?: return
        val year = form.birthYear.trim()
        if (year.isNotEmpty() && year.toUShortOrNull() == null) {
            return current.update { it.copy(problem = Problem.BadInput("birth_year", InputProblem.BIRTH_YEAR)) }
        }
        leaving({ phone.write { addResident(form.resident(year.toUShortOrNull())) } }) { added ->
            draft.clear()
            go.instead(Route.Resident(added))
        }
    }

    private fun Form.resident(year: UShort?) =
        NewResident(
            household = household,
            name = name,
            birthYear = year,
            adult = adult,
            phone = phone.ifBlank { null },
            phoneKind = phoneKind,
            occupation = occupation,
            guest = guest,
            consentGiven = true,
            session = session,
        )

    private fun write(form: Form) {
        if (current.value.busy) return
        draft.form = form
        val before = current.value.stage as? Stage.Writing
        current.update { it.copy(stage = Stage.Writing(form, before?.alike.orEmpty()), problem = null) }
        if (before?.form?.name != form.name) look(form.name)
    }

    /** Somebody of that name may be written down in this village already. */
    private fun look(name: String) {
        looking?.cancel()
        looking =
            scope.launch {
                delay(LOOK_AFTER)
                val words = name.trim().split(' ').filter(String::isNotEmpty)
                val found = if (words.size < 2) null else phone.read { search(name, ALIKE) }.orNull()
                val here = found?.residents.orEmpty().filter { it.villageName == village }
                current.update {
                    val stage = it.stage as? Stage.Writing ?: return@update it
                    it.copy(stage = stage.copy(alike = here))
                }
            }
    }

    private fun instead(resident: String) {
        draft.clear()
        go.instead(Route.Resident(resident))
    }

    /** A command after which one stays here. */
    private fun <T> work(
        call: suspend () -> Outcome<T>,
        then: (T) -> Unit,
    ) = leaving(call) {
        current.update { state -> state.copy(busy = false) }
        then(it)
    }

    /** A command after which one is elsewhere: busy to the end, a second tap finds nothing to do. */
    private fun <T> leaving(
        call: suspend () -> Outcome<T>,
        then: (T) -> Unit,
    ) {
        if (current.value.busy) return
        current.update { it.copy(busy = true, problem = null) }
        scope.launch {
            when (val done = call()) {
                is Outcome.Ok -> then(done.value)
                is Outcome.No -> current.update { it.copy(busy = false, problem = done.problem) }
            }
        }
    }

    /** From the form back to the question: what was typed stays until somebody leaves. */
    private fun back() {
        // What is being written is soon there: who leaves before would not know, and write it again.
        if (current.value.busy) return
        if (current.value.stage !is Stage.Writing) return leave()
        draft.wasYes = false
        current.update { it.copy(stage = Stage.Asking, problem = null) }
    }

    private fun leave() {
        draft.clear()
        go.back()
    }

    private companion object {
        const val LOOK_AFTER = 300L
        const val ALIKE = 3u
        const val UNDO = 10_000L
    }
}
