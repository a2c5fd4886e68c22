package vn.camtay.feature.quickcheck

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import uniffi.camtay_core.CheckAnswer
import vn.camtay.app.Draft
import vn.camtay.app.Go
import vn.camtay.feature.quickcheck.QuickCheckState.Asking
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
            is QuickCheckEvent.AnswerTapped -> answer(event.at)
            QuickCheckEvent.GoOnTapped -> goOn()
            QuickCheckEvent.DoneTapped -> go.back()
        }
    }

    private suspend fun read() {
        current.value =
            when (val asked = phone.read { checkPage(resident, language) }) {
                is Outcome.Ok -> {
                    val kept = draft[ANSWERS].split(',').mapNotNull(String::toIntOrNull)
                    val answers = kept.take((asked.value.questions.size - 1).coerceAtLeast(0))
                    Asking(asked.value, after, answers, because = false, busy = false, problem = null)
                }

                is Outcome.No -> QuickCheckState.Failed(asked.problem)
            }
    }

    private fun answer(at: Int) {
        val asking = current.value as? Asking ?: return
        if (asking.because || asking.busy || asking.answers.size == asking.page.questions.size) return
        val answers = asking.answers + at
        draft[ANSWERS] = answers.joinToString(",")
        current.value = asking.copy(answers = answers, because = after)
        if (!after) goOn()
    }

    private fun goOn() {
        val asking = current.value as? Asking ?: return
        if (asking.busy) return
        current.value = asking.copy(because = false)
        if (asking.answers.size == asking.page.questions.size) record()
    }

    private fun record() {
        val asking = current.value as? Asking ?: return
        current.value = asking.copy(busy = true, problem = null)
        scope.launch {
            val answers =
                asking.page.questions.zip(asking.answers) { question, at ->
                    CheckAnswer(question.number, at.toUInt())
                }
            when (val recorded = phone.write { quickCheck(resident, after, answers) }) {
                is Outcome.Ok -> {
                    draft.clear()
                    val page = phone.read { checkPage(resident, language) }.orNull() ?: asking.page
                    current.value = QuickCheckState.Done(page)
                }

                is Outcome.No ->
                    current.update {
                        (it as? Asking)?.copy(busy = false, problem = recorded.problem) ?: it
                    }
            }
        }
    }

    /** One question back; from the first one out, with the answers kept. */
    private fun back() {
        val asking = current.value as? Asking
        if (asking == null || asking.answers.isEmpty()) return go.back()
        val answers = asking.answers.dropLast(1)
        draft[ANSWERS] = answers.joinToString(",")
        current.value = asking.copy(answers = answers, because = false, problem = null)
    }

    private companion object {
        const val ANSWERS = "answers"
    }
}
