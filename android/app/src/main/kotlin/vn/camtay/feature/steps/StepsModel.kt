package vn.camtay.feature.steps

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import uniffi.camtay_core.Reason
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StepPage
import uniffi.camtay_core.StepsPage
import vn.camtay.app.Draft
import vn.camtay.app.Go
import vn.camtay.app.Route
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.orNull
import vn.camtay.voice.Voice
import vn.camtay.voice.VoiceState

/**
 * A skill with a resident. Every tap is durable before the next step is seen; leaving turns
 * what was tapped into one entry and asks nothing.
 */
class StepsModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val go: Go,
    private val draft: Draft,
    private val voice: Voice,
    private val pictures: Pictures,
    private val resident: String,
    private val skill: Int,
    private val language: String,
) {
    private val states = MutableStateFlow<StepsState>(StepsState.Opening)
    private val guide = Guide(phone, resident, skill)
    private val marks = Marks(guide, draft, resident, skill)
    private var busy = false
    private var leaving = false
    private var repeated = false
    private var taken: Taken? = null
    private var countdown: Job? = null
    private var settling: Job? = null
    private var drawing: Job? = null

    val state: StateFlow<StepsState> = states.asStateFlow()

    private val going: StepsState.Going?
        get() = states.value as? StepsState.Going

    init {
        scope.coroutineContext.job.invokeOnCompletion { voice.stop() }
        scope.launch { voice.state.collect { change { copy(reading = readingOf(step)) } } }
        scope.launch { open() }
    }

    fun send(event: StepsEvent) {
        when (event) {
            is StepsEvent.Answered -> answer(event.step, event.outcome)
            is StepsEvent.RestAnswered -> answerRest(event.outcome)
            StepsEvent.StuckTapped -> turnTo(stuckDraft())
            is StepsEvent.ReasonChosen -> chooseReason(event.reason)
            is StepsEvent.NoteTyped -> typeNote(event.text)
            is StepsEvent.DayChosen -> chooseDay(event.day)
            is StepsEvent.StuckSaved -> saveStuck(event.stop)
            StepsEvent.ComeBackTapped -> turnTo(Side.ComeBack(null))
            is StepsEvent.ComeBackSaved -> saveComeBack(event.stop)
            StepsEvent.UndoTapped -> undo()
            StepsEvent.ReadTapped -> read()
            StepsEvent.VoiceSettingsTapped -> voice.openSettings()
            StepsEvent.FacingTapped -> turnTo(Side.Facing)
            StepsEvent.MoreTapped -> turnTo(Side.More)
            StepsEvent.PeopleTapped -> turnTo(Side.People)
            is StepsEvent.StepChosen -> showStep(event.step, Side.Step)
            is StepsEvent.PersonChosen -> changePerson(event.resident)
            is StepsEvent.LanguageChosen -> chooseLanguage(event.language)
            StepsEvent.BackTapped -> back()
            StepsEvent.VisitEndTapped -> leave { instead(Route.VisitEnd(resident)) }
            StepsEvent.NextSkillTapped -> going?.next?.let { leave { instead(Route.Steps(resident, it.skill)) } }
            StepsEvent.ConsentTapped -> askConsent()
            StepsEvent.RetryTapped -> scope.launch { open() }
            StepsEvent.Shown -> shown()
            StepsEvent.Hidden -> voice.stop()
        }
    }

    /** Somebody may have installed a voice meanwhile, or asked for the yes that was missing. */
    private fun shown() {
        voice.prepare()
        if (states.value is StepsState.Closed) scope.launch { open() }
    }

    private suspend fun open() {
        states.value = StepsState.Opening
        val spoken = draft[LANGUAGE].ifEmpty { language }
        when (val opened = guide.open(spoken, language)) {
            is Outcome.No -> {
                val household = guide.householdToAsk(opened.problem)
                states.value = StepsState.Closed(opened.problem, household)
            }

            is Outcome.Ok -> begin(opened.value)
        }
    }

    private fun begin(going: StepsState.Going) {
        val steps = going.page.steps
        repeated = steps.all { it.before?.isSettled == true }
        val kept = draft[AT].toIntOrNull()?.takeIf { guide.wasOpen && it in steps.indices }
        val at = kept ?: going.page.at.toInt()
        states.value = going.copy(at = at, picture = pictureOf(steps[at]))
        showStep(at, if (draft[REASON].isEmpty()) Side.Step else stuckDraft())
    }

    private fun answer(
        step: Int,
        outcome: StepOutcome,
    ) {
        if (going?.at == step) mark(listOf(step), Mark(outcome, null, null, null), stop = false)
    }

    private fun answerRest(outcome: StepOutcome) {
        val left = leftOf(going?.page?.steps ?: return)
        if (left.isEmpty()) turnTo(Side.End) else mark(left, Mark(outcome, null, null, null), stop = true)
    }

    private fun saveStuck(stop: Boolean) {
        val going = going ?: return
        val side = going.side as? Side.Stuck ?: return
        val reason = side.reason ?: return
        val note = side.note.trim().takeIf { reason == Reason.OTHER && it.isNotEmpty() }
        mark(listOf(going.at), Mark(StepOutcome.Stuck(reason), null, note, side.day), stop)
    }

    private fun saveComeBack(stop: Boolean) {
        val going = going ?: return
        val day = (going.side as? Side.ComeBack)?.day ?: return
        mark(listOf(going.at), Mark(StepOutcome.ComeBack, day, null, null), stop)
    }

    /** Durable, then on to the next step. A finger that taps twice has tapped once. */
    private fun mark(
        steps: List<Int>,
        mark: Mark,
        stop: Boolean,
    ) {
        val before = going ?: return
        alone {
            voice.stop()
            when (val made = marks.record(before.page, steps, mark)) {
                is Outcome.No -> {
                    reload()
                    change { copy(problem = made.problem) }
                }

                is Outcome.Ok -> {
                    offerUndo(made.value, Undo(steps.first(), steps.size, mark.outcome, SECONDS))
                    draft[NOTE] = ""
                    draft[REASON] = ""
                    moveOn(steps.last(), stop)
                    settling = scope.launch { delay(SETTLE) }
                }
            }
        }
    }

    private suspend fun moveOn(
        from: Int,
        stop: Boolean,
    ) {
        reload()
        val going = going ?: return
        val next = nextAfter(from, going.page.steps, repeated).takeUnless { stop }
        if (next == null) showStep(going.at, Side.End) else showStep(next, Side.Step)
    }

    private fun undo() {
        val taken = taken ?: return
        if (busy) return
        endUndo()
        settling?.cancel()
        alone {
            val undone = marks.takeBack(taken)
            reload()
            if (undone is Outcome.No) change { copy(problem = undone.problem) }
            showStep(taken.marks.first().first, Side.Step)
        }
    }

    private fun offerUndo(
        taken: Taken,
        undo: Undo,
    ) {
        endUndo()
        this.taken = taken
        change { copy(undo = undo) }
        countdown =
            scope.launch {
                repeat(SECONDS) {
                    delay(SECOND)
                    change { copy(undo = this.undo?.let { it.copy(secondsLeft = it.secondsLeft - 1) }) }
                }
                endUndo()
            }
    }

    private fun endUndo() {
        countdown?.cancel()
        taken = null
        change { copy(undo = null) }
    }

    private suspend fun reload() {
        val language = going?.language ?: return
        when (val read = guide.page(language)) {
            is Outcome.Ok -> change { copy(page = read.value, problem = null) }
            is Outcome.No -> change { copy(problem = read.problem) }
        }
    }

    private fun showStep(
        step: Int,
        side: Side,
    ) {
        val page = going?.page ?: return
        if (step !in page.steps.indices) return
        if (step != going?.at) voice.stop()
        draft[AT] = step.toString()
        val shown = page.steps[step]
        change {
            copy(at = step, side = side, picture = pictureOf(shown), reading = readingOf(shown))
        }
        drawing?.cancel()
        drawing = scope.launch { draw(page, step) }
    }

    private fun pictureOf(step: StepPage): StepPicture {
        val name = step.picture ?: return StepPicture.None
        return pictures.known(name)?.let(StepPicture::Shown) ?: StepPicture.Coming
    }

    /** This step's picture, then the one that is likely to be next. */
    private suspend fun draw(
        page: StepsPage,
        step: Int,
    ) {
        val name = page.steps[step].picture
        val shown = name?.let { pictures.load(it) }
        change { copy(picture = shown?.let(StepPicture::Shown) ?: StepPicture.None) }
        page.steps
            .getOrNull(step + 1)
            ?.picture
            ?.let { pictures.load(it) }
    }

    private fun turnTo(side: Side) {
        if (busy) return
        change { copy(side = side, problem = null) }
    }

    private fun stuckDraft() = Side.Stuck(Reason.entries.find { it.name == draft[REASON] }, draft[NOTE], null)

    private fun chooseReason(reason: Reason) {
        draft[REASON] = reason.name
        changeStuck { copy(reason = reason) }
    }

    private fun typeNote(text: String) {
        draft[NOTE] = text
        changeStuck { copy(note = text) }
    }

    private fun chooseDay(day: String?) =
        change {
            when (side) {
                is Side.Stuck -> copy(side = side.copy(day = day))
                is Side.ComeBack -> copy(side = side.copy(day = day))
                else -> this
            }
        }

    private fun changeStuck(how: Side.Stuck.() -> Side.Stuck) =
        change {
            if (side is Side.Stuck) copy(side = side.how()) else this
        }

    private fun chooseLanguage(language: String) {
        draft[LANGUAGE] = language
        voice.stop()
        scope.launch {
            change { copy(language = language) }
            reload()
            change { copy(reading = readingOf(step)) }
        }
    }

    private fun read() {
        val going = going ?: return
        val step = going.step
        when (going.reading) {
            Reading.Speaking -> voice.stop()
            Reading.NoVoice -> turnTo(Side.NoVoice)
            Reading.Unknown, Reading.Silent -> scope.launch { readAloud(step) }
        }
    }

    /** A recorded voice goes before the system's. */
    private suspend fun readAloud(step: StepPage) {
        val words = listOfNotNull(step.say, step.alone, step.see).joinToString(". ")
        val recorded = step.voice?.let { name -> phone.read { packFile(name) }.orNull() }
        when {
            going?.step?.id != step.id -> Unit
            recorded == null -> voice.speak(words, step.language)
            else -> voice.play(recorded, words, step.language)
        }
    }

    private fun readingOf(step: StepPage): Reading {
        val state = voice.state.value
        return when {
            state == VoiceState.Speaking -> Reading.Speaking
            step.voice != null -> Reading.Silent
            state == VoiceState.Starting -> Reading.Unknown
            voice.speaks(step.language) -> Reading.Silent
            else -> Reading.NoVoice
        }
    }

    /** Their guide goes on where it stands; this one stays open too. */
    private fun changePerson(other: String) {
        if (leaving) return
        leaving = true
        go.instead(Route.Steps(other, skill))
    }

    private fun back() {
        when (going?.side) {
            null, Side.Step, Side.End -> leave { back() }
            else -> turnTo(Side.Step).also { draft[REASON] = "" }
        }
    }

    private fun askConsent() {
        val household = (states.value as? StepsState.Closed)?.household ?: return
        go.to(Route.Consent(household, resident))
    }

    private fun leave(where: Go.() -> Unit) {
        if (leaving) return
        leaving = true
        scope.launch {
            val others =
                going
                    ?.person
                    ?.others
                    .orEmpty()
                    .map { it.id }
            val problem = if (going == null) null else (marks.finish(others) as? Outcome.No)?.problem
            // Said once, and nobody is kept: every tap is durable, and the guide stays open.
            if (problem != null && problem != going?.problem) {
                leaving = false
                return@launch change { copy(problem = problem) }
            }
            if (problem == null) draft.clear()
            go.where()
        }
    }

    private fun alone(work: suspend () -> Unit) {
        if (busy || leaving || settling?.isActive == true) return
        busy = true
        scope.launch {
            try {
                work()
            } finally {
                busy = false
            }
        }
    }

    private fun change(how: StepsState.Going.() -> StepsState.Going) {
        states.update { if (it is StepsState.Going) it.how() else it }
    }

    private companion object {
        const val AT = "at"
        const val NOTE = "note"
        const val REASON = "reason"
        const val LANGUAGE = "language"
        const val SECONDS = 10
        const val SECOND = 1000L

        /** Nobody reads a step in so short a time: it was the tap before. */
        const val SETTLE = 500L
    }
}
