package vn.camtay.feature.session

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
import vn.camtay.feature.session.SessionsState.Now
import vn.camtay.feature.session.SessionsState.Part
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.orNull
import vn.camtay.upload.Uploads

/** Opens or joins a session; a phone is in one at a time. */
class SessionsModel(
    private val phone: Phone,
    private val uploads: Uploads,
    private val scope: CoroutineScope,
    private val go: Go,
    private val draft: Draft,
    language: String,
) {
    private val skills = Skills(phone, language)
    private val kept = SessionFormDraft(draft)
    private val current =
        MutableStateFlow(
            SessionsState(
                sessions = null,
                today = "",
                now = Now.Free,
                villages = emptyList(),
                form = kept.form ?: SessionForm.fresh,
                titles = emptyMap(),
                part = Part.Open,
                busy = false,
                problem = null,
            ),
        )

    val state: StateFlow<SessionsState> = current.asStateFlow()

    init {
        scope.launch { phone.changes.collectLatest { read() } }
    }

    fun send(event: SessionsEvent) {
        when (event) {
            SessionsEvent.BackTapped -> back()
            SessionsEvent.RetryTapped -> scope.launch { read() }
            is SessionsEvent.FormChanged -> change(event.form)
            SessionsEvent.SkillsTapped -> teach()
            SessionsEvent.OpenTapped -> open()
            SessionsEvent.JoinTapped -> part(Part.Joining)
            is SessionsEvent.CodeRead -> join(event.text)
            is SessionsEvent.SessionTapped -> go.to(Route.Session(event.session))
            SessionsEvent.EndForgottenTapped -> endForgotten()
        }
    }

    private suspend fun read() {
        val today =
            when (val asked = phone.read { today() }) {
                is Outcome.Ok -> asked.value
                is Outcome.No -> return current.update { it.copy(problem = asked.problem) }
            }
        val sessions = phone.read { sessions() }
        val villages = phone.read { villages() }.orNull().orEmpty()
        val now = nowOf(today)
        val titles = skills.titlesOf(current.value.form.skills)
        current.update {
            val only = it.form.village ?: villages.singleOrNull()?.id
            it.copy(
                sessions = sessions.orNull() ?: it.sessions,
                today = today.day,
                now = now,
                villages = villages,
                form = it.form.copy(village = only),
                titles = titles,
                problem = (sessions as? Outcome.No)?.problem ?: it.problem.takeIf { _ -> it.sessions != null },
            )
        }
    }

    private suspend fun nowOf(today: TodayPage): Now {
        val line = today.session ?: return Now.Free
        if (line.day < today.day) return Now.Forgotten(line)
        val page = phone.read { session(line.id) }.orNull()
        return if (page != null && page.organiser == null) Now.Together(line) else Now.UnderWay(line)
    }

    private fun teach() {
        val village = current.value.form.village ?: return
        part(Part.Teaching(null))
        scope.launch {
            val groups = skills.groupsIn(village)
            val titles = skills.titlesOf(emptyList())
            current.update {
                if (it.part is Part.Teaching) it.copy(part = Part.Teaching(groups), titles = titles) else it
            }
        }
    }

    private fun open() {
        val shown = current.value
        val village = shown.form.village ?: return
        if (shown.canOpen) enter { phone.write { openSession(shown.form.toNew(village)) } }
    }

    private fun join(code: String) = enter { phone.write { joinSession(code) } }

    /** Does it once, however often it is tapped or read. */
    private fun enter(call: suspend () -> Outcome<String>) =
        once(call) { session ->
            draft.clear()
            go.instead(Route.Session(session))
        }

    private fun endForgotten() {
        val line = (current.value.now as? Now.Forgotten)?.line ?: return
        once({ phone.write { closeSession(line.id) } }) { uploads.handInWhenNear() }
    }

    private fun <T> once(
        call: suspend () -> Outcome<T>,
        then: (T) -> Unit,
    ) {
        if (current.value.busy) return
        current.update { it.copy(busy = true, problem = null) }
        scope.launch {
            val done = call()
            current.update { it.copy(busy = false, problem = (done as? Outcome.No)?.problem) }
            if (done is Outcome.Ok) then(done.value)
        }
    }

    private fun back() {
        if (current.value.part == Part.Open) go.back() else part(Part.Open)
    }

    private fun part(part: Part) = current.update { it.copy(part = part, problem = null) }

    private fun change(form: SessionForm) {
        kept.form = form
        current.update { it.copy(form = form, problem = null) }
    }
}
