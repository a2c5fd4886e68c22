package vn.camtay.feature.session

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import vn.camtay.app.Draft
import vn.camtay.app.Go
import vn.camtay.app.Route
import vn.camtay.feature.households.Finder
import vn.camtay.feature.session.SessionState.Apart
import vn.camtay.feature.session.SessionState.Part
import vn.camtay.feature.session.SessionState.Shown
import vn.camtay.feature.session.SessionState.Undo
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.map
import vn.camtay.phone.orNull
import vn.camtay.phone.villageWord
import vn.camtay.upload.Uploads

/** One session: who is in it, who is there, what they learnt, its end. */
class SessionModel(
    private val phone: Phone,
    private val uploads: Uploads,
    private val scope: CoroutineScope,
    private val go: Go,
    private val draft: Draft,
    private val language: String,
    private val session: String,
) {
    private val current = MutableStateFlow<SessionState>(SessionState.Loading)
    private val skills = Skills(phone, language)
    private val typed = SessionFormDraft(draft)
    private val finder = Finder(phone, scope, draft)
    private val marks = ClassMarks(phone, draft, session, language)
    private val attendance =
        Attendance(
            phone,
            scope,
            draft,
            session,
            language,
            ticked = { resident, name -> remember(Undo.Ticked(resident, name)) },
            refused = { problem -> shown { it.copy(problem = problem) } },
        )
    private var next: String? = null
    private var paging: Job? = null
    private var forgetting: Job? = null

    val state: StateFlow<SessionState> = current.asStateFlow()

    init {
        scope.launch { phone.changes.collectLatest { read() } }
        scope.launch { finder.state.collectLatest { search -> part<Part.Present> { it.copy(search = search) } } }
        scope.launch { attendance.state.collectLatest { ticks -> part<Part.Present> { it.copy(ticking = ticks) } } }
    }

    fun send(event: SessionEvent) {
        when (event) {
            SessionEvent.BackTapped -> back()
            SessionEvent.RetryTapped -> scope.launch { read() }
            SessionEvent.JoinTapped -> write { phone.write { joinKnownSession(session) } }
            SessionEvent.HouseholdsTapped -> page()?.let { go.to(Route.Households(it.village)) }
            SessionEvent.CodeTapped -> code()
            SessionEvent.UndoTapped -> undo()
            SessionEvent.ChangeTapped -> change()
            is SessionEvent.FormChanged -> changed(event.form)
            SessionEvent.TaughtTapped -> teach()
            SessionEvent.ChangeSaved -> saveChange()
            SessionEvent.EndTapped -> go(Part.Ending)
            SessionEvent.EndConfirmed -> end()
            SessionEvent.UploadTapped -> go.to(Route.Upload)
            SessionEvent.DoneTapped -> go.backTo(Route.Today)
            else -> present(event)
        }
    }

    /** Who is there, and how many. */
    private fun present(event: SessionEvent) {
        when (event) {
            SessionEvent.PresentTapped -> people()
            is SessionEvent.PersonTapped -> tick(event)
            is SessionEvent.RefusedTapped -> event.household?.let { go.to(Route.Consent(it, event.resident)) }
            SessionEvent.EndNeared -> more()
            SessionEvent.SearchTapped -> finder.prepare()
            is SessionEvent.QueryTyped -> search(event.text)
            SessionEvent.HeadsTapped -> heads(page()?.unnamed?.toString().orEmpty())
            is SessionEvent.HeadsStepped -> step(event.more)
            is SessionEvent.HeadsTyped -> heads(event.text.filter(Char::isDigit).take(DIGITS))
            SessionEvent.HeadsSaved -> saveHeads()
            else -> marking(event)
        }
    }

    /** What all of them went through. */
    private fun marking(event: SessionEvent) {
        when (event) {
            SessionEvent.MarkTapped -> choose()
            is SessionEvent.SkillTapped -> mark(event.skill, event.title)
            is SessionEvent.OutcomeTapped -> marking { it.copy(outcome = event.outcome) }
            is SessionEvent.PupilTapped ->
                marking { it.copy(asking = it.people.find { one -> one.line.id == event.resident && one.may }) }
            is SessionEvent.ApartTapped -> marking { it.apart(event.apart) }
            SessionEvent.MarksSaved -> saveMarks()
            else -> Unit
        }
    }

    private suspend fun read() {
        val page =
            when (val asked = phone.read { session(session) }) {
                is Outcome.Ok -> asked.value
                is Outcome.No -> return current.update { SessionState.Failed(asked.problem) }
            }
        val today = phone.read { today().day }.orNull()
        val word = phone.villageWord()
        val waiting = if (page.line.open) null else phone.read { waiting() }.orNull()
        skills.titlesOf(page.skills)
        val titles = skills.titlesOf(typed.form?.skills.orEmpty())
        current.update { before ->
            if (before is Shown) {
                before.copy(page = page, today = today ?: before.today, titles = titles, waiting = waiting)
            } else {
                Shown(page, today.orEmpty(), word, titles, waiting, kept(), undo = null, busy = false, problem = null)
            }
        }
        attendance.seen()
    }

    /** What was being typed when the phone locked. */
    private fun kept(): Part {
        val form = typed.form
        return when {
            form != null -> Part.Changing(form, groups = null, teaching = false)
            draft[HEADS].isNotEmpty() -> Part.Heads(draft[HEADS])
            else -> Part.Summary
        }
    }

    private fun code() =
        write { phone.read { sessionCode(session) }.map { text -> shown { it.copy(part = Part.Code(text)) } } }

    private fun people() {
        val village = page()?.village ?: return
        write {
            val consent = phone.read { consentSentence(true, language) }.orNull()
            phone.read { people(village, null, PAGE) }.map { page ->
                next = page.next
                val say = consent?.say.orEmpty()
                val search = finder.state.value
                val part = Part.Present(page.lines, page.next != null, say, search, attendance.state.value)
                shown { it.copy(part = part) }
            }
        }
    }

    private fun more() {
        val village = page()?.village ?: return
        val from = next ?: return
        if (paging?.isActive == true) return
        paging =
            scope.launch {
                when (val read = phone.read { people(village, from, PAGE) }) {
                    is Outcome.No -> shown { it.copy(problem = read.problem) }

                    is Outcome.Ok -> {
                        next = read.value.next
                        part<Part.Present> { it.copy(people = it.people + read.value.lines, more = next != null) }
                    }
                }
            }
    }

    private fun tick(event: SessionEvent.PersonTapped) {
        shown { it.copy(problem = null) }
        attendance.tick(event.resident, event.name, event.present)
    }

    /** What was typed is seen in the same moment: a field that lags loses letters. */
    private fun search(query: String) {
        finder.type(query)
        part<Part.Present> { it.copy(search = finder.state.value) }
    }

    private fun heads(typed: String) {
        draft[HEADS] = typed
        shown { it.copy(part = Part.Heads(typed), problem = null) }
    }

    private fun step(more: Int) {
        val part = (current.value as? Shown)?.part as? Part.Heads ?: return
        heads((part.count + more).coerceIn(0, MOST_TYPED).toString())
    }

    private fun saveHeads() {
        val part = (current.value as? Shown)?.part as? Part.Heads ?: return
        val before = page()?.unnamed ?: return
        val now = part.count.toUInt()
        write({ recordedHeads(before, now) }) {
            if (now == before) Outcome.Ok(Unit) else phone.write { countHeads(session, now) }
        }
    }

    private fun recordedHeads(
        before: UInt,
        now: UInt,
    ) {
        draft[HEADS] = ""
        if (now != before) remember(Undo.Counted(before, now))
    }

    private fun choose() {
        val village = page()?.village ?: return
        go(Part.Choosing(null))
        scope.launch {
            val groups = skills.groupsIn(village)
            part<Part.Choosing> { it.copy(groups = groups) }
        }
    }

    private fun mark(
        skill: UShort,
        title: String,
    ) {
        val page = page() ?: return
        write { marks.begin(page, skill, title).map { marking -> shown { it.copy(part = marking) } } }
    }

    private fun marking(change: (Part.Marking) -> Part.Marking) {
        part<Part.Marking> { before -> change(before).also(marks::keep) }
        shown { it.copy(problem = null) }
    }

    private fun Part.Marking.apart(apart: Apart?): Part.Marking {
        val id = asking?.line?.id ?: return this
        return copy(asking = null, exceptions = if (apart == null) exceptions - id else exceptions + (id to apart))
    }

    private fun saveMarks() {
        val shown = current.value as? Shown ?: return
        val marking = shown.part as? Part.Marking ?: return
        if (shown.busy || marking.marked.isEmpty()) return
        shown { it.copy(busy = true, problem = null) }
        scope.launch {
            val done = marks.record(marking)
            // Whoever is recorded is left out when the rest is tried again.
            val rest = marking.copy(exceptions = marking.exceptions + done.people.associateWith { Apart.LeftOut })
            val part = if (done.problem == null) Part.Summary else rest
            marks.keep(rest.takeIf { done.problem != null })
            shown { it.copy(busy = false, part = part, problem = done.problem) }
            if (done.entries.isNotEmpty()) remember(Undo.Marked(done.entries, marking.title, done.people.size))
        }
    }

    private fun change() {
        val page = page() ?: return
        changed(SessionForm.of(page))
    }

    private fun changed(form: SessionForm) {
        typed.form = form
        shown {
            val before = it.part as? Part.Changing
            it.copy(part = Part.Changing(form, before?.groups, before?.teaching == true), problem = null)
        }
    }

    private fun teach() {
        val village = page()?.village ?: return
        part<Part.Changing> { it.copy(teaching = true) }
        scope.launch {
            val groups = skills.groupsIn(village)
            val titles = skills.titlesOf(emptyList())
            shown { it.copy(titles = titles) }
            part<Part.Changing> { it.copy(groups = groups) }
        }
    }

    private fun saveChange() {
        val page = page() ?: return
        val form = ((current.value as? Shown)?.part as? Part.Changing)?.form ?: return
        val problem = form.emptied(page)
        if (problem != null) return shown { it.copy(problem = problem) }
        write({ typed.form = null }) { phone.write { changeSession(form.changeOf(session)) } }
    }

    private fun end() =
        write({
            draft.clear()
            forget()
            uploads.handInWhenNear()
        }) { phone.write { closeSession(session) } }

    private fun remember(undo: Undo) {
        forgetting?.cancel()
        shown { it.copy(undo = undo) }
        forgetting =
            scope.launch {
                delay(UNDO)
                shown { it.copy(undo = null) }
            }
    }

    private fun forget() {
        forgetting?.cancel()
        shown { it.copy(undo = null) }
    }

    private fun undo() {
        val undo = (current.value as? Shown)?.undo ?: return
        forget()
        when (undo) {
            is Undo.Ticked -> attendance.takeBack(undo.resident)
            is Undo.Counted -> take { phone.write { countHeads(session, undo.before) } }
            is Undo.Marked -> for (entry in undo.entries) take { phone.write { takeBack(entry) } }
        }
    }

    private fun take(call: suspend () -> Outcome<*>) {
        scope.launch {
            val problem = (call() as? Outcome.No)?.problem
            if (problem != null) shown { it.copy(problem = problem) }
        }
    }

    /** Does it once, however often it is tapped. */
    private fun write(call: suspend () -> Outcome<*>) {
        if ((current.value as? Shown)?.busy != false) return
        shown { it.copy(busy = true, problem = null) }
        scope.launch {
            val problem = (call() as? Outcome.No)?.problem
            shown { it.copy(busy = false, problem = problem) }
        }
    }

    /** The same, and back to the summary when it is done. */
    private fun write(
        then: () -> Unit,
        call: suspend () -> Outcome<*>,
    ) = write {
        call().map {
            shown { it.copy(part = Part.Summary) }
            then()
        }
    }

    private fun back() {
        val shown = current.value as? Shown ?: return go.back()
        // What is being written is soon there, and tells what came of it.
        if (shown.busy) return
        when (val part = shown.part) {
            Part.Summary -> return go.back()
            is Part.Changing -> if (part.teaching) return part<Part.Changing> { it.copy(teaching = false) }
            is Part.Marking -> if (part.asking != null) return part<Part.Marking> { it.copy(asking = null) }
            else -> Unit
        }
        typed.form = null
        draft[HEADS] = ""
        marks.keep(null)
        finder.type("")
        go(Part.Summary)
    }

    private fun go(part: Part) = shown { it.copy(part = part, problem = null) }

    private fun page() = (current.value as? Shown)?.page

    private inline fun <reified T : Part> part(crossinline change: (T) -> T) =
        shown { shown -> (shown.part as? T)?.let { shown.copy(part = change(it)) } ?: shown }

    private fun shown(change: (Shown) -> Shown) = current.update { (it as? Shown)?.let(change) ?: it }

    private companion object {
        const val PAGE = 50u
        const val UNDO = 10_000L
        const val HEADS = "heads"
        const val DIGITS = 5
        const val MOST_TYPED = 99_999
    }
}
