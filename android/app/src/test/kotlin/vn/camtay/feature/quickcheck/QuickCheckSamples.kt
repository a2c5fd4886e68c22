package vn.camtay.feature.quickcheck

import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalConfiguration
import uniffi.camtay_core.StoreProblem
import vn.camtay.feature.quickcheck.QuickCheckState.Areas
import vn.camtay.feature.quickcheck.QuickCheckState.Asking
import vn.camtay.feature.quickcheck.QuickCheckState.Done
import vn.camtay.feature.quickcheck.QuickCheckState.Part
import vn.camtay.feature.quickcheck.QuickCheckState.Ready
import vn.camtay.guides.RealGuides
import vn.camtay.phone.Problem
import vn.camtay.pictures.Sample

/** The main states of the screen, with the questions that the app carries. */
object QuickCheckSamples {
    private fun asking(
        language: String,
        answers: Int,
        after: Boolean = false,
        part: Part = Part.Question,
    ): Asking {
        val questions = RealGuides.questions(language)
        val given = questions.take(answers).map { it.right.toInt() }
        return Asking(questions, after, given, part, problem = null)
    }

    private fun done(
        language: String,
        after: Boolean,
    ): Done {
        val questions = RealGuides.questions(language)
        val names = questions.map { it.area }.distinct()
        val areas =
            if (after) {
                Areas(listOf(names[2], names[3]), listOf(names[0], names[1]), listOf(names[4]))
            } else {
                Areas(emptyList(), emptyList(), listOf(names[2], names[3], names[4]))
            }
        return Done(after, areas, questions, isReviewing = false)
    }

    /** The question with the most to read. */
    private fun longest(language: String): Int {
        val questions = RealGuides.questions(language)
        return questions.indices.maxBy { questions[it].ask.length + questions[it].answers.sumOf(String::length) }
    }

    val all: List<Sample> =
        listOf(
            sample("quickcheck", important = true) { asking(it, answers = 2) },
            sample("quickcheck-first") { asking(it, answers = 0) },
            sample("quickcheck-long", important = true) { asking(it, answers = longest(it)) },
            sample("quickcheck-ready", important = true) { Ready(RealGuides.questions(it), after = false) },
            sample("quickcheck-ready-after") { Ready(RealGuides.questions(it), after = true) },
            sample("quickcheck-because", important = true) { asking(it, 3, after = true, Part.Because) },
            sample("quickcheck-because-other") { language ->
                asking(language, 3, after = true, Part.Because).let { asking ->
                    val other = asking.answers.last().let { if (it == 0) 1 else 0 }
                    asking.copy(answers = asking.answers.dropLast(1) + other)
                }
            },
            sample("quickcheck-leaving", important = true) { asking(it, 3, part = Part.Leaving) },
            sample("quickcheck-recording") { asking(it, 8, part = Part.Recording) },
            sample("quickcheck-full") {
                asking(it, 8, part = Part.Recording).copy(problem = Problem.Store(StoreProblem.DISK_FULL))
            },
            sample("quickcheck-after", important = true) { done(it, after = true) },
            sample("quickcheck-before", important = true) { done(it, after = false) },
            sample("quickcheck-before-sure") {
                done(it, after = false).copy(areas = Areas(emptyList(), emptyList(), emptyList()))
            },
            sample("quickcheck-review", important = true) { done(it, after = false).copy(isReviewing = true) },
            sample("quickcheck-loading") { QuickCheckState.Loading },
            sample("quickcheck-gone") { QuickCheckState.Failed(Problem.NotFound("resident")) },
        )

    private fun sample(
        name: String,
        important: Boolean = false,
        state: (language: String) -> QuickCheckState,
    ) = Sample(name, important) {
        val language = LocalConfiguration.current.locales[0].language
        QuickCheckView(remember(language) { state(language) }) {}
    }
}
