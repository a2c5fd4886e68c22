package vn.camtay.feature.visitend

import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalConfiguration
import uniffi.camtay_core.Consent
import uniffi.camtay_core.Event
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StoreProblem
import vn.camtay.feature.resident.ResidentSamples
import vn.camtay.feature.visitend.VisitEndState.Shown
import vn.camtay.feature.visitend.VisitEndState.Side
import vn.camtay.guides.RealGuides
import vn.camtay.phone.Problem
import vn.camtay.pictures.Sample

/** The main states of the screen. */
object VisitEndSamples {
    private fun shown(language: String): Shown {
        val page = ResidentSamples.page(language)
        val more =
            listOf(
                Event.Whole(70u, StepOutcome.Already),
                Event.Guided(1u, 8u, 8u, null, null),
                Event.Checked(after = false),
                Event.Visited,
            )
        val today =
            more.mapIndexed { at, event ->
                ResidentSamples.history[0].copy(entry = "today$at", event = event, day = ResidentSamples.DAY)
            }
        return Shown(
            page = page.copy(history = today + page.history, comeBack = null),
            today = ResidentSamples.DAY,
            commune = "xã Vĩnh Thuỷ",
            helpLines = RealGuides.helpLines(language),
            side = Side.Summary,
            busy = false,
            problem = null,
        )
    }

    val all: List<Sample> =
        listOf(
            sample("visitend", important = true) { shown(it) },
            sample("visitend-appointment") { language ->
                shown(language).let { it.copy(page = it.page.copy(comeBack = "2026-11-28")) }
            },
            sample("visitend-nothing") { language ->
                shown(language).let { it.copy(page = it.page.copy(history = emptyList())) }
            },
            sample("visitend-refused") { language ->
                shown(language).let {
                    it.copy(page = it.page.copy(history = emptyList(), consent = Consent.REFUSED))
                }
            },
            sample("visitend-long") { language ->
                shown(language).let {
                    it.copy(page = it.page.copy(name = "Công Tằng Tôn Nữ Thị Quỳnh Phương Trang"))
                }
            },
            sample("visitend-card", important = true) { shown(it).copy(side = Side.Card) },
            sample("visitend-card-no-lines") { shown(it).copy(side = Side.Card, helpLines = emptyList()) },
            sample("visitend-other-day") { shown(it).copy(side = Side.OtherDay) },
            sample("visitend-other-day-problem") {
                shown(it).copy(side = Side.OtherDay, problem = Problem.BadInput("on", InputProblem.PAST_DAY))
            },
            sample("visitend-full") { shown(it).copy(problem = Problem.Store(StoreProblem.DISK_FULL)) },
            sample("visitend-loading") { VisitEndState.Loading },
            sample("visitend-gone") { VisitEndState.Failed(Problem.NotFound("resident")) },
        )

    private fun sample(
        name: String,
        important: Boolean = false,
        state: (language: String) -> VisitEndState,
    ) = Sample(name, important) {
        val language = LocalConfiguration.current.locales[0].language
        VisitEndView(remember(language) { state(language) }) {}
    }
}
