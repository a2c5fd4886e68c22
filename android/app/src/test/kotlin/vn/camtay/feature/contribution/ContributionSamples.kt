package vn.camtay.feature.contribution

import uniffi.camtay_core.Contribution
import uniffi.camtay_core.GuidesInfo
import uniffi.camtay_core.Month
import uniffi.camtay_core.StoreProblem
import vn.camtay.app.Route
import vn.camtay.phone.Problem
import vn.camtay.pictures.Sample
import vn.camtay.pictures.WithTabs

/** The main states of the screen. */
object ContributionSamples {
    private val months =
        listOf(
            Month("2026-11", 64u, 41u, 128u, 12u, peopleConfirmed = 52u, skillsConfirmed = 101u),
            Month("2026-10", 118u, 73u, 260u, 19u, peopleConfirmed = 118u, skillsConfirmed = 260u),
            Month("2026-09", 1u, 1u, 1u, 1u, peopleConfirmed = 0u, skillsConfirmed = 0u),
        )
    private val guides = GuidesInfo(7u, "2026-11-02", 42u, fromHall = true, languages = listOf("vi", "en"))

    val all: List<Sample> =
        listOf(
            sample("contribution", shown("Lê Thị Lan", months), important = true),
            sample("contribution-empty", shown("Hồ Văn Nam", emptyList())),
            sample("contribution-nameless", ContributionState.Shown(Contribution(null, months.takeLast(1)), null)),
            sample("contribution-loading", ContributionState.Loading),
            sample("contribution-failed", ContributionState.Failed(Problem.Store(StoreProblem.FAILED))),
        )

    private fun shown(
        name: String,
        months: List<Month>,
    ) = ContributionState.Shown(Contribution(name, months), guides)

    private fun sample(
        name: String,
        state: ContributionState,
        important: Boolean = false,
    ) = Sample(name, important) { WithTabs(Route.Contribution) { ContributionView(state) {} } }
}
