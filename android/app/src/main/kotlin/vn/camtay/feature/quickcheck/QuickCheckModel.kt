package vn.camtay.feature.quickcheck

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import uniffi.camtay_core.CheckAnswer
import uniffi.camtay_core.CheckQuestionWords
import vn.camtay.app.Draft
import vn.camtay.app.Go
import vn.camtay.feature.quickcheck.QuickCheckState.Asking
import vn.camtay.feature.quickcheck.QuickCheckState.Done
import vn.camtay.feature.quickcheck.QuickCheckState.Part
import vn.camtay.feature.quickcheck.QuickCheckState.Ready
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.orNull

/** Eight questions; answers are recorded together at the end, and kept as a draft until then. */
class QuickCheckModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val go: Go,
    private val draft: Draft,
    private val language: String,
    private val resident: String,
    private val after: Boolean,
) {
    private val current = MutableStateFlow<QuickCheckState>(QuickCheckState.Loading)

    val state: StateFlow<QuickCheckState> = current.asStateFlow()

    init {
        scope.launch { read() }
    }

    fun send(event: QuickCheckEvent) {
        when (event) {
            QuickCheckEvent.BackTapped -> back()
            QuickCheckEvent.RetryTapped -> scope.launch { read() }
            QuickCheckEvent.BeginTapped -> begin()
            is QuickCheckEvent.AnswerTapped -> answer(event.at)
            QuickCheckEvent.GoOnTapped -> goOn()
            QuickCheckEvent.QuestionBeforeTapped -> questionBefore()
            QuickCheckEvent.StayTapped -> asking { it.copy(part = Part.Question) }
            QuickCheckEvent.LaterTapped -> go.back()
            QuickCheckEvent.DropTapped -> drop()
            QuickCheckEvent.ReviewTapped -> current.update { (it as? Done)?.copy(isReviewing = true) ?: it }
            QuickCheckEvent.DoneTapped -> go.back()
        }
    }

    private suspend fun read() {
        current.value =
            when (val asked = phone.read { checkPage(resident, language) }) {
                is Outcome.Ok -> {
                    val questions = asked.value.questions
                    val kept = kept(questions)
                    if (kept.isEmpty()) {
                        Ready(questions, after)
                    } else {
                        Asking(questions, after, kept, Part.Question, problem = null)
                    }
                }

                is Outcome.No -> QuickCheckState.Failed(asked.problem)
            }
    }

    private fun begin() =
        current.update {
            if (it is Ready) Asking(it.questions, it.after, emptyList(), Part.Question, problem = null) else it
        }

    /** Before guidance the next question comes at once: nothing says whether the answer was safe. */
    private fun answer(at: Int) {
        val asking = current.value as? Asking ?: return
        if (asking.part != Part.Question || asking.question == null) return
        val answers = asking.answers + at
        keep(asking.questions, answers)
        current.value = asking.copy(answers = answers, part = if (after) Part.Because else Part.Question)
        if (!after) recordWhenDone()
    }

    private fun goOn() {
        val asking = current.value as? Asking ?: return
        when (asking.part) {
            Part.Because -> asking { it.copy(part = Part.Question) }
            Part.Recording -> if (asking.problem == null) return
            else -> return
        }
        recordWhenDone()
    }

    private fun recordWhenDone() {
        val asking = current.value as? Asking ?: return
        if (asking.answers.size < asking.questions.size) return
        current.value = asking.copy(part = Part.Recording, problem = null)
        scope.launch {
            val answers =
                asking.questions.zip(asking.answers) { question, at -> CheckAnswer(question.number, at.toUInt()) }
            when (val recorded = phone.write { quickCheck(resident, after, answers) }) {
                is Outcome.Ok -> {
                    draft.clear()
                    val page = phone.read { checkPage(resident, language) }.orNull()
                    current.value = Done(after, areasOf(asking, page), asking.questions, isReviewing = false)
                }

                is Outcome.No -> asking { it.copy(problem = recorded.problem) }
            }
        }
    }

    private fun questionBefore() {
        val asking = current.value as? Asking ?: return
        // What is being recorded can't be answered otherwise any more.
        if (asking.part == Part.Recording && asking.problem == null) return
        val answers = asking.answers.dropLast(1)
        keep(asking.questions, answers)
        current.value = asking.copy(answers = answers, part = Part.Question, problem = null)
    }

    /** With nothing answered there is nothing to ask about. */
    private fun back() {
        when (val now = current.value) {
            is Asking ->
                when {
                    now.part == Part.Leaving -> asking { it.copy(part = Part.Question) }
                    now.part == Part.Recording && now.problem == null -> Unit
                    now.answers.isEmpty() -> go.back()
                    else -> asking { it.copy(part = Part.Leaving, problem = null) }
                }

            is Done -> if (now.isReviewing) current.value = now.copy(isReviewing = false) else go.back()

            else -> go.back()
        }
    }

    private fun drop() {
        draft.clear()
        go.back()
    }

    private fun keep(
        questions: List<CheckQuestionWords>,
        answers: List<Int>,
    ) {
        draft[ANSWERS] = questions.zip(answers) { question, at -> "${question.number}:$at" }.joinToString(",")
    }

    /** The answers to these very questions; a colleague may have asked this person others since. */
    private fun kept(questions: List<CheckQuestionWords>): List<Int> {
        val kept =
            draft[ANSWERS]
                .split(',')
                .map { it.split(':').mapNotNull(String::toIntOrNull) }
                .filter { it.size == 2 }
        return questions
            .zip(kept)
            .takeWhile { (question, pair) -> question.number.toInt() == pair[0] && pair[1] in question.answers.indices }
            .map { (_, pair) -> pair[1] }
            // The last answer records: nobody has given it yet.
            .take((questions.size - 1).coerceAtLeast(0))
    }

    private fun asking(change: (Asking) -> Asking) = current.update { (it as? Asking)?.let(change) ?: it }

    private companion object {
        const val ANSWERS = "answers"
    }
}
