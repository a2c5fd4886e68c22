package vn.camtay.feature.session

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import uniffi.camtay_core.NewSession
import uniffi.camtay_core.Organiser
import uniffi.camtay_core.Segment
import uniffi.camtay_core.SessionKind
import vn.camtay.app.Draft
import vn.camtay.app.Go
import vn.camtay.app.Route
import vn.camtay.feature.session.SessionsState.Form
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.orNull

/** Opens or joins a session; a phone is in one at a time. */
class SessionsModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val go: Go,
    private val draft: Draft,
) {
    private val current =
        MutableStateFlow(
            SessionsState(null, current = null, emptyList(), kept(), joining = false, busy = false, problem = null),
        )

    val state: StateFlow<SessionsState> = current.asStateFlow()

    init {
        scope.launch { phone.changes.collectLatest { read() } }
    }

    fun send(event: SessionsEvent) {
        when (event) {
            SessionsEvent.BackTapped -> back()
            is SessionsEvent.FormChanged -> change(event.form)
            SessionsEvent.OpenTapped -> open()
            SessionsEvent.JoinTapped -> current.update { it.copy(joining = true, problem = null) }
            is SessionsEvent.CodeRead -> enter { phone.write { joinSession(event.text) } }
            is SessionsEvent.SessionTapped -> go.to(Route.Session(event.session))
        }
    }

    private suspend fun read() {
        val sessions = phone.read { sessions() }
        val villages = phone.read { villages() }.orNull().orEmpty()
        val today = phone.read { today() }.orNull()
        current.update {
            val only = it.form.village ?: villages.singleOrNull()?.id
            it.copy(
                sessions = sessions.orNull() ?: it.sessions,
                current = today?.session,
                villages = villages,
                form = it.form.copy(village = only),
                problem = (sessions as? Outcome.No)?.problem ?: it.problem,
            )
        }
    }

    private fun open() {
        val form = current.value.form
        val village = form.village ?: return
        val session =
            NewSession(
                village = village,
                kind = form.kind,
                audience = form.audience.toList(),
                organiser = form.organiser,
                host = null,
                place = form.place.ifBlank { null },
                skills = emptyList(),
            )
        enter { phone.write { openSession(session) } }
    }

    private fun enter(call: suspend () -> Outcome<String>) {
        if (current.value.busy) return
        current.update { it.copy(busy = true, problem = null) }
        scope.launch {
            when (val entered = call()) {
                is Outcome.Ok -> {
                    draft.clear()
                    go.instead(Route.Session(entered.value))
                }

                is Outcome.No -> current.update { it.copy(busy = false, problem = entered.problem) }
            }
        }
    }

    private fun back() {
        if (current.value.joining) current.update { it.copy(joining = false, problem = null) } else go.back()
    }

    private fun change(form: Form) {
        draft[VILLAGE] = form.village.orEmpty()
        draft[KIND] = form.kind.name
        draft[ORGANISER] = form.organiser.name
        draft[AUDIENCE] = form.audience.joinToString(",") { it.name }
        draft[PLACE] = form.place
        draft[WHOLE] = if (form.whole) "yes" else ""
        current.update { it.copy(form = form, problem = null) }
    }

    private fun kept() =
        Form(
            village = draft[VILLAGE].ifEmpty { null },
            kind = SessionKind.entries.find { it.name == draft[KIND] } ?: SessionKind.HOME_VISIT,
            organiser = Organiser.entries.find { it.name == draft[ORGANISER] } ?: Organiser.TEAM,
            audience = Segment.entries.filter { it.name in draft[AUDIENCE].split(',') }.toSet(),
            place = draft[PLACE],
            whole = draft[WHOLE].isNotEmpty(),
        )

    private companion object {
        const val VILLAGE = "village"
        const val KIND = "kind"
        const val ORGANISER = "organiser"
        const val AUDIENCE = "audience"
        const val PLACE = "place"
        const val WHOLE = "whole"
    }
}
