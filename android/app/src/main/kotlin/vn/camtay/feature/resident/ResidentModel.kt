package vn.camtay.feature.resident

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
import uniffi.camtay_core.ResidentChange
import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.TodayPage
import uniffi.camtay_core.WholeGuide
import vn.camtay.app.Draft
import vn.camtay.app.Go
import vn.camtay.app.Route
import vn.camtay.feature.households.Finder
import vn.camtay.feature.resident.ResidentState.Alike
import vn.camtay.feature.resident.ResidentState.Doing
import vn.camtay.feature.resident.ResidentState.First
import vn.camtay.feature.resident.ResidentState.Shown
import vn.camtay.feature.resident.ResidentState.Undo
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.map
import vn.camtay.phone.orNull
import vn.camtay.phone.sessionNow
import vn.camtay.phone.villageWord

/** One resident: what to do today, what was done, when to come back, who they are. */
class ResidentModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val go: Go,
    private val draft: Draft,
    private val language: String,
    private val resident: String,
) {
    private val current = MutableStateFlow<ResidentState>(ResidentState.Loading)
    private val finder = Finder(phone, scope, draft)
    private val typed = ParticularsDraft(draft)
    private var session: String? = null
    private var forgetting: Job? = null

    val state: StateFlow<ResidentState> = current.asStateFlow()

    init {
        scope.launch { phone.changes.collectLatest { read() } }
        scope.launch { finder.state.collectLatest { search -> shown { it.copy(search = search) } } }
    }

    fun send(event: ResidentEvent) {
        when (event) {
            ResidentEvent.BackTapped -> back()
            ResidentEvent.RetryTapped -> scope.launch { read() }
            is ResidentEvent.SkillTapped -> open(event.skill)
            is ResidentEvent.StartTapped -> start(event.skill)
            is ResidentEvent.GroupTapped -> shown { it.copy(open = it.open.toggled(event.group)) }
            is ResidentEvent.MenuTapped -> doing(Doing.Menu(event.skill))
            is ResidentEvent.WholeTapped -> whole(event.outcome)
            ResidentEvent.LeafletTapped -> leaflet()
            ResidentEvent.UndoTapped -> undo()
            ResidentEvent.CheckTapped -> check()
            ResidentEvent.DoneTapped -> go.to(Route.VisitEnd(resident))
            is ResidentEvent.DayTapped -> write { phone.write { setAppointment(resident, null, event.day) } }
            ResidentEvent.OtherDayTapped -> doing(Doing.OtherDay)
            ResidentEvent.KeptTapped -> write { phone.write { keepAppointment(resident, null) } }
            ResidentEvent.AllHistoryTapped -> doing(Doing.History)
            is ResidentEvent.EntryTapped -> correctable(event)
            ResidentEvent.CorrectConfirmed -> correct()
            ResidentEvent.AskTapped -> ask()
            ResidentEvent.JoinedTapped -> joined()
            is ResidentEvent.AlikeTapped -> go.to(Route.Resident(event.resident))
            else -> particulars(event)
        }
    }

    /** What is done about who somebody is. */
    private fun particulars(event: ResidentEvent) {
        when (event) {
            ResidentEvent.AboutTapped -> doing(Doing.About)
            ResidentEvent.EditTapped -> edit()
            is ResidentEvent.FormChanged -> changed(event.form)
            ResidentEvent.EditSaved -> saveEdit()
            ResidentEvent.MoveTapped -> pick(Doing.Moving(null), "")
            ResidentEvent.DoubleTapped -> pick(Doing.Doubling(null), page()?.name.orEmpty())
            is ResidentEvent.QueryTyped -> query(event.query)
            ResidentEvent.SearchFocused -> finder.prepare()
            is ResidentEvent.HouseholdChosen -> doing(Doing.Moving(event.household))
            is ResidentEvent.ResidentChosen -> doing(Doing.Doubling(event.resident))
            ResidentEvent.ChoiceSaved -> saveChoice()
            ResidentEvent.WithdrawTapped -> doing(Doing.Withdrawing)
            ResidentEvent.WithdrawConfirmed -> withdraw()
            ResidentEvent.EraseTapped -> doing(Doing.Erasing)
            ResidentEvent.EraseConfirmed -> write { phone.write { askErasure(resident) } }
            else -> Unit
        }
    }

    private suspend fun read() {
        val page =
            when (val asked = phone.read { resident(resident, language) }) {
                is Outcome.Ok -> asked.value
                is Outcome.No -> return current.update { ResidentState.Failed(asked.problem) }
            }
        val today = phone.read { today() }.orNull()
        session = today?.sessionNow?.id
        val first = first(page)
        val alike = page.duplicates.take(MOST_ALIKE).mapNotNull { alike(it) }
        val word = phone.villageWord()
        current.update { before ->
            if (before is Shown) {
                before.copy(page = page, today = today?.day ?: before.today, first = first, alike = alike)
            } else {
                fresh(page, word, today, first, alike)
            }
        }
    }

    private fun fresh(
        page: ResidentPage,
        word: String,
        today: TodayPage?,
        first: First?,
        alike: List<Alike>,
    ) = Shown(
        page = page,
        villageWord = word,
        today = today?.day.orEmpty(),
        first = first,
        alike = alike,
        // Where this person has begun something is seen at once.
        open =
            page.groups
                .filter { group -> group.skills.any { it.open } }
                .map { it.id }
                .toSet(),
        search = finder.state.value,
        doing = typed.form?.let(Doing::Editing) ?: Doing.Looking,
        undo = null,
        busy = false,
        problem = null,
    )

    private suspend fun first(page: ResidentPage): First? {
        val line = page.suggestions.firstOrNull()?.let(page::skill) ?: return null
        val steps = phone.read { steps(line.skill, resident, emptyList(), language) }.orNull()
        val at = steps?.at?.toInt()?.takeIf { steps.open || it > 0 }
        return First(line, steps?.why.orEmpty(), steps?.steps?.size ?: 0, at)
    }

    private suspend fun alike(other: String): Alike? {
        val page = phone.read { resident(other, language) }.orNull() ?: return null
        return Alike(other, page.name, page.birthYear?.toInt(), page.head)
    }

    /** What must come first, and what this phone can't do, is said before anybody begins. */
    private fun open(skill: UShort) {
        val shown = current.value as? Shown ?: return
        val line = shown.skill(skill) ?: return
        val isFree = line.open || line.first.isEmpty() && !shown.isOutOfReach(skill)
        if (isFree) start(skill) else doing(Doing.Menu(skill))
    }

    /** An open guide goes on where it stands. */
    private fun start(skill: UShort) =
        write({ go.to(Route.Steps(resident, skill.toInt())) }) { phone.write { startGuide(resident, skill, session) } }

    private fun whole(outcome: StepOutcome) {
        val shown = current.value as? Shown ?: return
        val line = (shown.doing as? Doing.Menu)?.let { shown.skill(it.skill) } ?: return
        write({ remember(Undo(it, line.title, outcome)) }) {
            phone.write { guideWhole(WholeGuide(resident, line.skill, outcome, null, null, session)) }
        }
    }

    private fun remember(undo: Undo) {
        shown { it.copy(undo = undo) }
        forgetting?.cancel()
        forgetting =
            scope.launch {
                delay(UNDO)
                shown { it.copy(undo = null) }
            }
    }

    private fun undo() {
        val undo = (current.value as? Shown)?.undo ?: return
        forgetting?.cancel()
        shown { it.copy(undo = null) }
        write { phone.write { takeBack(undo.entry) } }
    }

    private fun leaflet() {
        val menu = (current.value as? Shown)?.doing as? Doing.Menu ?: return
        go.to(Route.Leaflet(menu.skill.toInt()))
    }

    private fun check() {
        val page = page() ?: return
        go.to(Route.QuickCheck(resident, after = page.wasGuided))
    }

    private fun correctable(event: ResidentEvent.EntryTapped) {
        if (!event.line.own) return
        shown { it.copy(doing = Doing.Correcting(event.line, it.doing == Doing.History), problem = null) }
    }

    private fun correct() {
        val doing = (current.value as? Shown)?.doing as? Doing.Correcting ?: return
        val line = doing.line
        val next = if (doing.fromAll) Doing.History else Doing.Looking
        write({ shown { it.copy(doing = next) } }) {
            phone.write { if (line.takenBack) giveBack(line.entry) else takeBack(line.entry) }
        }
    }

    private fun ask() {
        val page = page() ?: return
        go.instead(Route.Consent(page.household, resident))
    }

    private fun joined() {
        val other = page()?.sameAs ?: return
        go.instead(Route.Resident(other))
    }

    private fun edit() {
        val form = page()?.particulars() ?: return
        typed.form = form
        doing(Doing.Editing(form))
    }

    private fun changed(form: Particulars) {
        typed.form = form
        doing(Doing.Editing(form))
    }

    private fun saveEdit() {
        val shown = current.value as? Shown ?: return
        val form = (shown.doing as? Doing.Editing)?.form ?: return
        val before = shown.page.particulars()
        val problem = form.problem(before)
        if (problem != null) return shown { it.copy(problem = problem) }
        write({ recorded() }) { phone.write { changeResident(form.changeOf(resident, before)) } }
    }

    private fun pick(
        doing: Doing,
        query: String,
    ) {
        finder.prepare()
        finder.type(query)
        doing(doing)
    }

    private fun query(text: String) {
        finder.type(text)
        shown {
            when (it.doing) {
                is Doing.Moving -> it.copy(doing = Doing.Moving(null))
                is Doing.Doubling -> it.copy(doing = Doing.Doubling(null))
                else -> it
            }
        }
    }

    private fun saveChoice() {
        when (val doing = (current.value as? Shown)?.doing) {
            is Doing.Moving -> doing.chosen?.let { move(it.id) }
            is Doing.Doubling -> doing.chosen?.let { double(it.id) }
            else -> Unit
        }
    }

    private fun move(household: String) {
        val change = ResidentChange(resident, household, null, null, null, null, null, null)
        write({ recorded() }) { phone.write { changeResident(change) } }
    }

    private fun double(other: String) = write({ recorded() }) { phone.write { markDuplicate(resident, other) } }

    private fun withdraw() = write { phone.write { recordConsent(resident, Consent.WITHDRAWN, session) } }

    /** Nothing that was typed waits any more. */
    private fun recorded() {
        draft.clear()
        finder.type("")
    }

    private fun back() {
        val doing = (current.value as? Shown)?.doing ?: return go.back()
        when (doing) {
            Doing.Looking -> return go.back()

            is Doing.Menu, Doing.OtherDay, Doing.History, Doing.About -> doing(Doing.Looking)

            is Doing.Correcting -> doing(if (doing.fromAll) Doing.History else Doing.Looking)

            is Doing.Editing, is Doing.Moving, is Doing.Doubling, Doing.Withdrawing, Doing.Erasing -> {
                recorded()
                doing(Doing.About)
            }
        }
    }

    /** Does it once, however often it is tapped; then the page is seen again. */
    private fun <T> write(
        then: (T) -> Unit,
        call: suspend () -> Outcome<T>,
    ) {
        if ((current.value as? Shown)?.busy != false) return
        shown { it.copy(busy = true, problem = null) }
        scope.launch {
            when (val done = call()) {
                is Outcome.Ok -> {
                    shown { it.copy(busy = false, doing = Doing.Looking) }
                    then(done.value)
                }

                is Outcome.No -> shown { it.copy(busy = false, problem = done.problem) }
            }
        }
    }

    private fun write(call: suspend () -> Outcome<*>) = write({}, { call().map {} })

    private fun doing(doing: Doing) = shown { it.copy(doing = doing, problem = null) }

    private fun page() = (current.value as? Shown)?.page

    private fun shown(change: (Shown) -> Shown) = current.update { (it as? Shown)?.let(change) ?: it }

    private fun Set<String>.toggled(group: String) = if (group in this) this - group else this + group

    private companion object {
        const val UNDO = 10_000L
        const val MOST_ALIKE = 3
    }
}

/** Something was shown to this person already: a check from now on is one after guidance. */
internal val ResidentPage.wasGuided: Boolean
    get() = groups.any { group -> group.skills.any { it.visits > 0u } }
