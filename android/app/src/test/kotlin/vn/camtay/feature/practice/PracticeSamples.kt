package vn.camtay.feature.practice

import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalConfiguration
import uniffi.camtay_core.PracticeHome
import uniffi.camtay_core.StepOutcome
import vn.camtay.feature.steps.Guided
import vn.camtay.feature.steps.StepsSamples
import vn.camtay.feature.steps.Undo
import vn.camtay.guides.RealGuides
import vn.camtay.phone.Problem
import vn.camtay.pictures.Sample

/** The main states of the screen, with the invented house that the app carries. */
object PracticeSamples {
    private fun sample(
        name: String,
        important: Boolean = false,
        state: (PracticeHome, String) -> PracticeState,
    ) = Sample(name, important) {
        val language = LocalConfiguration.current.locales[0].language
        PracticeView(remember(language) { state(RealGuides.practice(language), language) }) {}
    }

    private fun PracticeHome.exercise(
        key: String,
        stage: Stage,
    ): PracticeState.Exercise {
        val place = exercises.indexOfFirst { it.key == key }
        return PracticeState.Exercise(this, exercises[place], place, stage)
    }

    val all: List<Sample> =
        listOf(
            sample(
                "practice",
                important = true,
            ) { home, _ -> PracticeState.Home(home, setOf("first-visit", "duplicate")) },
            sample("practice-all-done") { home, _ -> PracticeState.Home(home, home.exercises.map { it.key }.toSet()) },
            sample("practice-scene", important = true) { home, _ -> home.exercise("stuck", Stage.Scene) },
            sample("practice-scene-list") { home, _ -> home.exercise("duplicate", Stage.Scene) },
            sample("practice-step", important = true) { home, language ->
                val page = RealGuides.steps(SELLING, language)
                val going =
                    StepsSamples.going(page, 1, language).copy(
                        person = Guided("thu", "Lê Thị Thử", "", emptyList()),
                        undo = Undo(0, 1, StepOutcome.Alone, 9),
                    )
                home.exercise("finished", Stage.Walking(going))
            },
            sample("practice-check") { home, _ ->
                val tapped = listOf(StepOutcome.Alone to 4, StepOutcome.Helped to 2)
                home.exercise("finished", Stage.Check(tapped, asWanted = true))
            },
            sample("practice-other") { home, _ ->
                home.exercise("come-back", Stage.Check(listOf(StepOutcome.Helped to 12), asWanted = false))
            },
            sample("practice-opening") { _, _ -> PracticeState.Opening },
            sample("practice-empty") { _, _ -> PracticeState.Empty },
            sample("practice-problem") { _, _ -> PracticeState.Stopped(Problem.Unexpected) },
        )

    /** Receiving by QR. */
    private const val SELLING = 23
}
