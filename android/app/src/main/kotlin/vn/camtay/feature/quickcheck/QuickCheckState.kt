package vn.camtay.feature.quickcheck

import uniffi.camtay_core.CheckPage
import uniffi.camtay_core.CheckQuestionWords
import vn.camtay.phone.Problem

/** Screen 13, Kiểm tra nhanh: eight everyday situations, before guidance or after. */
sealed interface QuickCheckState {
    data object Loading : QuickCheckState

    data class Failed(
        val problem: Problem,
    ) : QuickCheckState

    /** How it goes is said first. */
    data class Ready(
        val questions: List<CheckQuestionWords>,
        /** After guidance the reason is told at once; before it nobody is corrected. */
        val after: Boolean,
    ) : QuickCheckState

    data class Asking(
        val questions: List<CheckQuestionWords>,
        val after: Boolean,
        /** The place of each answer so far. */
        val answers: List<Int>,
        val part: Part,
        val problem: Problem?,
    ) : QuickCheckState {
        /** The question that is seen. */
        val at: Int
            get() = if (part == Part.Because) answers.lastIndex else answers.size

        val question: CheckQuestionWords?
            get() = questions.getOrNull(at)
    }

    enum class Part {
        Question,

        /** The reason of the last answer is being read. */
        Because,

        /** Somebody wants to leave halfway. */
        Leaving,

        /** All were answered; they are being recorded, or could not be. */
        Recording,
    }

    /** Never a mark for a person: what went well, what to practise. */
    data class Done(
        val after: Boolean,
        /** The areas, by what is to be said of them. */
        val areas: Areas,
        /** What was asked, to look at together. */
        val questions: List<CheckQuestionWords>,
        val isReviewing: Boolean,
    ) : QuickCheckState

    data class Areas(
        val grown: List<String>,
        val sure: List<String>,
        val next: List<String>,
    )
}

/** What the areas of this check come to. Before guidance only what to learn is named. */
internal fun areasOf(
    asking: QuickCheckState.Asking,
    page: CheckPage?,
): QuickCheckState.Areas {
    val growth = page?.growth
    val latest = page?.after
    return when {
        !asking.after -> QuickCheckState.Areas(emptyList(), emptyList(), toLearn(asking))

        growth != null -> QuickCheckState.Areas(growth.grown, growth.sure, growth.next)

        latest != null -> {
            val (sure, next) = latest.areas.partition { it.safe == it.of }
            QuickCheckState.Areas(emptyList(), sure.map { it.area }, next.map { it.area })
        }

        else -> QuickCheckState.Areas(emptyList(), emptyList(), toLearn(asking))
    }
}

private fun toLearn(asking: QuickCheckState.Asking) =
    asking.questions
        .zip(asking.answers)
        .filter { (question, answer) -> question.right.toInt() != answer }
        .map { (question, _) -> question.area }
        .distinct()

/** What somebody did. */
sealed interface QuickCheckEvent {
    data object BackTapped : QuickCheckEvent

    data object RetryTapped : QuickCheckEvent

    data object BeginTapped : QuickCheckEvent

    class AnswerTapped(
        val at: Int,
    ) : QuickCheckEvent

    /** On to the next question; or once more, where recording failed. */
    data object GoOnTapped : QuickCheckEvent

    data object QuestionBeforeTapped : QuickCheckEvent

    /** Not leaving after all. */
    data object StayTapped : QuickCheckEvent

    /** Another day; what was answered stays. */
    data object LaterTapped : QuickCheckEvent

    /** What was answered is thrown away. */
    data object DropTapped : QuickCheckEvent

    data object ReviewTapped : QuickCheckEvent

    data object DoneTapped : QuickCheckEvent
}
