package vn.camtay.feature.practice

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import uniffi.camtay_core.PracticeExercise
import uniffi.camtay_core.PracticeHome
import uniffi.camtay_core.PracticePerson
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StepsPage
import vn.camtay.app.Go
import vn.camtay.feature.steps.Guided
import vn.camtay.feature.steps.Pictures
import vn.camtay.feature.steps.Reading
import vn.camtay.feature.steps.Side
import vn.camtay.feature.steps.StepPicture
import vn.camtay.feature.steps.StepsEvent
import vn.camtay.feature.steps.StepsState
import vn.camtay.feature.steps.Undo
import vn.camtay.feature.steps.counted
import vn.camtay.feature.steps.leftOf
import vn.camtay.feature.steps.nextAfter
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.map
import vn.camtay.voice.Voice
import vn.camtay.voice.VoiceState

/** A visit that isn't one: the same screens, and no command of the core is ever called. */
class PracticeModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val go: Go,
    private val voice: Voice,
    private val pictures: Pictures,
    private val language: String,
    private val today: String,
) {
    private val states = MutableStateFlow<PracticeState>(PracticeState.Opening)
    private val done = mutableSetOf<String>()
    private var before: StepsPage? = null
    private var countdown: Job? = null
    private var drawing: Job? = null

    val state: StateFlow<PracticeState> = states.asStateFlow()

    private val exercise: PracticeState.Exercise?
        get() = states.value as? PracticeState.Exercise

    private val going: StepsState.Going?
        get() = (exercise?.stage as? Stage.Walking)?.going

    init {
        scope.coroutineContext.job.invokeOnCompletion { voice.stop() }
        scope.launch { voice.state.collect { walk { copy(reading = readingOf(this)) } } }
        scope.launch { open() }
    }

    fun send(event: PracticeEvent) {
        when (event) {
            is PracticeEvent.ExerciseChosen -> begin(event.key)
            PracticeEvent.BeginTapped -> scope.launch { walkInto() }
            is PracticeEvent.Stepped -> step(event.event)
            PracticeEvent.CheckTapped -> check()
            PracticeEvent.AgainTapped -> exercise?.let { begin(it.exercise.key) }
            PracticeEvent.NextTapped -> next()
            PracticeEvent.RetryTapped -> scope.launch { open() }
            PracticeEvent.BackTapped -> back()
        }
    }

    private suspend fun open() {
        states.value = PracticeState.Opening
        states.value =
            when (val read = phone.read { practice(language) }) {
                is Outcome.No -> PracticeState.Stopped(read.problem)
                is Outcome.Ok -> homeOf(read.value)
            }
    }

    private fun homeOf(home: PracticeHome) =
        if (home.exercises.isEmpty()) PracticeState.Empty else PracticeState.Home(home, done.toSet())

    private fun begin(key: String) {
        val home = home() ?: return
        val place = home.exercises.indexOfFirst { it.key == key }
        if (place < 0) return
        voice.stop()
        states.value = PracticeState.Exercise(home, home.exercises[place], place, Stage.Scene)
    }

    private suspend fun walkInto() {
        val at = exercise ?: return
        val skill = at.exercise.skill ?: return check()
        val read = phone.read { steps(skill, null, emptyList(), language) }
        when (val page = read.map { page -> goingOf(at, page) }) {
            is Outcome.No -> states.value = PracticeState.Stopped(page.problem)

            is Outcome.Ok -> {
                states.value = at.copy(stage = Stage.Walking(page.value))
                show(0)
            }
        }
    }

    private fun goingOf(
        at: PracticeState.Exercise,
        page: StepsPage,
    ): StepsState.Going {
        val person: PracticePerson? = at.home.people.firstOrNull { it.key in at.exercise.who }
        return StepsState.Going(
            person = Guided(person?.key.orEmpty(), person?.name ?: at.home.head, at.home.head, emptyList()),
            page = page,
            at = 0,
            picture = StepPicture.None,
            side = Side.Step,
            undo = null,
            reading = Reading.Unknown,
            problem = null,
            languages = listOf(language),
            language = language,
            next = null,
            today = today,
        )
    }

    private fun step(event: StepsEvent) {
        val going = going ?: return
        when (event) {
            is StepsEvent.Answered -> if (event.step == going.at) mark(listOf(event.step), event.outcome)
            is StepsEvent.RestAnswered -> mark(leftOf(going.page.steps), event.outcome, stop = true)
            StepsEvent.StuckTapped -> turnTo(Side.Stuck(null, "", null))
            is StepsEvent.ReasonChosen -> stuck { copy(reason = event.reason) }
            is StepsEvent.NoteTyped -> stuck { copy(note = event.text) }
            is StepsEvent.DayChosen -> chooseDay(event.day)
            is StepsEvent.StuckSaved -> saveStuck(event.stop)
            StepsEvent.ComeBackTapped -> turnTo(Side.ComeBack(null))
            is StepsEvent.ComeBackSaved -> mark(listOf(going.at), StepOutcome.ComeBack, event.stop)
            StepsEvent.UndoTapped -> undo()
            StepsEvent.ReadTapped -> read()
            StepsEvent.VoiceSettingsTapped -> voice.openSettings()
            StepsEvent.FacingTapped -> turnTo(Side.Facing)
            StepsEvent.MoreTapped -> turnTo(Side.More)
            is StepsEvent.StepChosen -> show(event.step)
            StepsEvent.BackTapped -> if (going.side == Side.Step) back() else turnTo(Side.Step)
            StepsEvent.Shown -> voice.prepare()
            StepsEvent.Hidden -> voice.stop()
            is StepsEvent.LanguageChosen, is StepsEvent.PersonChosen, StepsEvent.PeopleTapped,
            StepsEvent.ConsentTapped, StepsEvent.RetryTapped, StepsEvent.NextSkillTapped,
            StepsEvent.VisitEndTapped,
            -> Unit
        }
    }

    private fun saveStuck(stop: Boolean) {
        val reason = (going?.side as? Side.Stuck)?.reason ?: return
        mark(listOf(going?.at ?: return), StepOutcome.Stuck(reason), stop)
    }

    private fun mark(
        places: List<Int>,
        outcome: StepOutcome,
        stop: Boolean = false,
    ) {
        val going = going ?: return
        if (places.isEmpty()) return check()
        voice.stop()
        before = going.page
        val steps =
            going.page.steps.mapIndexed { place, step ->
                if (place in places) step.copy(mark = outcome) else step
            }
        walk { copy(page = page.copy(steps = steps)) }
        offerUndo(Undo(places.first(), places.size, outcome, SECONDS))
        val next = nextAfter(places.last(), steps, repeated = false).takeUnless { stop }
        if (next == null) check() else show(next)
    }

    private fun undo() {
        val page = before ?: return
        val step = going?.undo?.step ?: return
        endUndo()
        walk { copy(page = page) }
        show(step)
    }

    private fun offerUndo(undo: Undo) {
        countdown?.cancel()
        walk { copy(undo = undo) }
        countdown =
            scope.launch {
                repeat(SECONDS) {
                    delay(SECOND)
                    walk { copy(undo = this.undo?.let { it.copy(secondsLeft = it.secondsLeft - 1) }) }
                }
                endUndo()
            }
    }

    private fun endUndo() {
        countdown?.cancel()
        before = null
        walk { copy(undo = null) }
    }

    private fun check() {
        val at = exercise ?: return
        val steps = going?.page?.steps
        countdown?.cancel()
        voice.stop()
        done += at.exercise.key
        val tapped = steps?.let(::counted)
        states.value = at.copy(stage = Stage.Check(tapped, tapped?.let { isAsWanted(at.exercise, it) }))
    }

    /** The exercise wants one kind of answer somewhere; where everything was done, help anywhere is help. */
    private fun isAsWanted(
        exercise: PracticeExercise,
        tapped: List<Pair<StepOutcome, Int>>,
    ): Boolean? = exercise.outcome?.let { wanted -> tapped.any { it.first == wanted } }

    private fun show(step: Int) {
        val page = going?.page ?: return
        if (step !in page.steps.indices) return
        val name = page.steps[step].picture
        val known = name?.let(pictures::known)
        val picture =
            when {
                name == null -> StepPicture.None
                known != null -> StepPicture.Shown(known)
                else -> StepPicture.Coming
            }
        walk { copy(at = step, side = Side.Step, picture = picture, reading = readingOf(copy(at = step))) }
        drawing?.cancel()
        drawing =
            scope.launch {
                val shown = name?.let { pictures.load(it) }
                walk { copy(picture = shown?.let(StepPicture::Shown) ?: StepPicture.None) }
            }
    }

    private fun read() {
        val going = going ?: return
        when (going.reading) {
            Reading.Speaking -> voice.stop()
            Reading.NoVoice -> turnTo(Side.NoVoice)
            Reading.Unknown, Reading.Silent -> voice.speak(going.step.say, going.step.language)
        }
    }

    private fun readingOf(going: StepsState.Going): Reading =
        when (voice.state.value) {
            VoiceState.Speaking -> Reading.Speaking
            VoiceState.Starting -> Reading.Unknown
            VoiceState.Ready, VoiceState.Missing ->
                if (voice.speaks(going.step.language)) Reading.Silent else Reading.NoVoice
        }

    private fun chooseDay(day: String?) =
        walk {
            when (val side = side) {
                is Side.Stuck -> copy(side = side.copy(day = day))
                is Side.ComeBack -> copy(side = side.copy(day = day))
                else -> this
            }
        }

    private fun stuck(how: Side.Stuck.() -> Side.Stuck) =
        walk {
            val side = side
            if (side is Side.Stuck) copy(side = side.how()) else this
        }

    private fun turnTo(side: Side) = walk { copy(side = side) }

    private fun next() {
        val at = exercise ?: return
        val next = at.home.exercises.getOrNull(at.place + 1)
        if (next == null) states.value = homeOf(at.home) else begin(next.key)
    }

    private fun back() {
        voice.stop()
        val at = exercise
        when {
            at == null -> go.back()
            at.stage is Stage.Walking -> states.value = at.copy(stage = Stage.Scene)
            else -> states.value = homeOf(at.home)
        }
    }

    private fun home(): PracticeHome? =
        when (val state = states.value) {
            is PracticeState.Home -> state.home
            is PracticeState.Exercise -> state.home
            PracticeState.Opening, PracticeState.Empty, is PracticeState.Stopped -> null
        }

    private fun walk(how: StepsState.Going.() -> StepsState.Going) {
        val at = exercise ?: return
        val going = going ?: return
        states.value = at.copy(stage = Stage.Walking(going.how()))
    }

    private companion object {
        const val SECONDS = 10
        const val SECOND = 1000L
    }
}
