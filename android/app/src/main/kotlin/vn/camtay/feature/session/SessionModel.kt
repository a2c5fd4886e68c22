package vn.camtay.feature.session

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import vn.camtay.app.Go
import vn.camtay.app.Route
import vn.camtay.feature.session.SessionState.Part
import vn.camtay.feature.session.SessionState.Shown
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.map
import vn.camtay.phone.orNull

/** One session: who is in it, who is there, its end. */
class SessionModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val go: Go,
    private val language: String,
    private val session: String,
) {
    private val current = MutableStateFlow<SessionState>(SessionState.Loading)
    private var next: String? = null
    private var paging: Job? = null

    val state: StateFlow<SessionState> = current.asStateFlow()

    init {
        scope.launch { phone.changes.collectLatest { read() } }
    }

    fun send(event: SessionEvent) {
        when (event) {
            SessionEvent.BackTapped -> back()
            SessionEvent.JoinTapped -> write { phone.write { joinKnownSession(session) } }
            SessionEvent.HouseholdsTapped -> households()
            SessionEvent.CodeTapped -> code()
            SessionEvent.PresentTapped -> people()
            is SessionEvent.PersonTapped -> tick(event.resident, event.present)
            SessionEvent.EndNeared -> more()
            is SessionEvent.HeadsTapped -> heads(event.more)
            SessionEvent.EndTapped -> shown { it.copy(part = Part.Ending) }
            SessionEvent.EndConfirmed -> end()
        }
    }

    private suspend fun read() {
        val asked = phone.read { session(session) }
        current.update { before ->
            val shown = before as? Shown
            when (asked) {
                is Outcome.Ok ->
                    Shown(asked.value, shown?.part ?: Part.Summary, shown?.busy ?: false, shown?.problem)

                is Outcome.No -> SessionState.Failed(asked.problem)
            }
        }
    }

    private fun households() {
        val village = (current.value as? Shown)?.page?.village ?: return
        go.to(Route.Households(village))
    }

    private fun code() =
        write {
            phone.read { sessionCode(session) }.map { text -> shown { it.copy(part = Part.Code(text)) } }
        }

    private fun people() {
        val village = (current.value as? Shown)?.page?.village ?: return
        write {
            val sentence =
                phone
                    .read { consentSentence(true, language) }
                    .orNull()
                    ?.say
                    .orEmpty()
            phone.read { people(village, null, PAGE) }.map { page ->
                next = page.next
                shown { it.copy(part = Part.Present(page.lines, page.next != null, sentence)) }
            }
        }
    }

    private fun more() {
        val village = (current.value as? Shown)?.page?.village ?: return
        val from = next ?: return
        if (paging?.isActive == true) return
        paging =
            scope.launch {
                val page = phone.read { people(village, from, PAGE) }.orNull() ?: return@launch
                next = page.next
                shown {
                    val part = it.part as? Part.Present ?: return@shown it
                    it.copy(part = part.copy(people = part.people + page.lines, more = page.next != null))
                }
            }
    }

    private fun tick(
        resident: String,
        present: Boolean,
    ) = write { phone.write { markAttendance(session, listOf(resident), present) } }

    private fun heads(more: Int) {
        val page = (current.value as? Shown)?.page ?: return
        val heads = (page.unnamed.toInt() + more).coerceAtLeast(0)
        if (heads != page.unnamed.toInt()) write { phone.write { countHeads(session, heads.toUInt()) } }
    }

    private fun end() =
        write {
            phone.write { closeSession(session) }.map { shown { it.copy(part = Part.Summary) } }
        }

    private fun write(call: suspend () -> Outcome<*>) {
        if ((current.value as? Shown)?.busy != false) return
        shown { it.copy(busy = true, problem = null) }
        scope.launch {
            val problem = (call() as? Outcome.No)?.problem
            shown { it.copy(busy = false, problem = problem) }
        }
    }

    private fun back() {
        val shown = current.value as? Shown
        if (shown == null || shown.part == Part.Summary) return go.back()
        shown { it.copy(part = Part.Summary, problem = null) }
    }

    private fun shown(change: (Shown) -> Shown) = current.update { (it as? Shown)?.let(change) ?: it }

    private companion object {
        const val PAGE = 50u
    }
}
