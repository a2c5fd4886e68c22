package vn.camtay.feature.steps

import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalConfiguration
import uniffi.camtay_core.ConsentMissing
import uniffi.camtay_core.PersonLine
import uniffi.camtay_core.Reason
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StepsPage
import vn.camtay.guides.RealGuides
import vn.camtay.phone.Problem
import vn.camtay.pictures.Sample

/** The main states of the screen, with the guides that the app carries. */
object StepsSamples {
    /** Installing VNeID, at the button that installs. */
    fun install(
        at: Int = 4,
        language: String = "vi",
        marked: Int = at,
    ): StepsState.Going {
        val page = RealGuides.steps(skill = 1, language = language)
        val marks = List(marked) { if (it % 3 == 2) StepOutcome.Helped else StepOutcome.Alone }
        return going(page.marked(marks), at, language)
    }

    fun going(
        page: StepsPage,
        at: Int,
        language: String,
    ) = StepsState.Going(
        person = Guided("b02d-11", "Nguyễn Thị Hoà", "b02d-9", listOf(person("b02d-12", "Hồ Văn Tư", 1955))),
        page = page,
        at = at,
        picture = page.steps[at].picture?.let { StepPicture.Shown(RealGuides.picture(it)) } ?: StepPicture.None,
        side = Side.Step,
        undo = null,
        reading = Reading.Silent,
        problem = null,
        languages = listOf("vi", "en", "bru"),
        language = language,
        next =
            NextSkill(
                2,
                if (language ==
                    "vi"
                ) {
                    "Mở tài khoản VNeID đã làm ở công an xã"
                } else {
                    "Open the VNeID account"
                },
            ),
        today = "2026-11-23",
    )

    fun person(
        id: String,
        name: String,
        born: Int?,
    ) = PersonLine(id, name, born?.toUShort(), "Hồ Văn Tư", "b02d-9", 1u, false, false, null)

    private fun StepsPage.marked(marks: List<StepOutcome?>) =
        copy(steps = steps.mapIndexed { place, step -> step.copy(mark = marks.getOrNull(place)) })

    private fun sample(
        name: String,
        important: Boolean = false,
        state: (language: String) -> StepsState,
    ) = Sample(name, important) {
        val language = language()
        StepsView(remember(language) { state(language) }) {}
    }

    @Composable
    private fun language() = LocalConfiguration.current.locales[0].language

    val all: List<Sample> =
        listOf(
            sample("step", important = true) { install(language = it) },
            sample("step-undo", important = true) {
                install(5, it).copy(undo = Undo(4, 1, StepOutcome.Helped, 8))
            },
            sample("step-before") {
                val going = install(2, it, marked = 0)
                val steps =
                    going.page.steps.mapIndexed { place, step ->
                        if (place < 4) step.copy(before = STUCK.takeIf { place == 2 } ?: StepOutcome.Alone) else step
                    }
                going.copy(page = going.page.copy(steps = steps))
            },
            sample("step-speaking") { install(language = it).copy(reading = Reading.Speaking) },
            sample("step-no-voice") { install(language = it).copy(reading = Reading.NoVoice) },
            sample("step-problem") { install(language = it).copy(problem = Problem.Unexpected) },
            sample("step-no-picture") { install(0, it).copy(picture = StepPicture.None) },
            sample("step-picture-coming") { install(language = it).copy(picture = StepPicture.Coming) },
            sample("step-long", important = true) { language ->
                val page = RealGuides.steps(LONG, language)
                val longest =
                    page.steps.indices.maxBy {
                        page.steps[it].run {
                            say.length + see.orEmpty().length +
                                alone.orEmpty().length
                        }
                    }
                going(page, longest, language)
            },
            sample("step-facing", important = true) { install(language = it).copy(side = Side.Facing) },
            sample("step-stuck", important = true) { install(language = it).copy(side = Side.Stuck(null, "", null)) },
            sample("step-stuck-chosen") {
                install(language = it).copy(side = Side.Stuck(Reason.OTHER, "Màn hình vỡ, bấm không ăn", "2026-11-28"))
            },
            sample("step-come-back") { install(language = it).copy(side = Side.ComeBack("2026-11-24")) },
            sample("step-more", important = true) { install(language = it).copy(side = Side.More) },
            sample("step-people") { install(language = it).copy(side = Side.People) },
            sample("step-voice-missing") {
                install(language = it).copy(side = Side.NoVoice, reading = Reading.NoVoice)
            },
            sample("step-end", important = true) {
                val going = install(7, it, marked = 8)
                going.copy(side = Side.End, undo = Undo(7, 1, StepOutcome.Alone, 10))
            },
            sample("step-end-part") {
                val going = install(3, it, marked = 3)
                val steps =
                    going.page.steps.mapIndexed { place, step ->
                        if (place == 3) step.copy(mark = StepOutcome.ComeBack) else step
                    }
                going.copy(side = Side.End, page = going.page.copy(steps = steps, comeBack = "2026-11-28"))
            },
            sample("step-opening") { StepsState.Opening },
            sample("step-not-asked") {
                StepsState.Closed(Problem.NeedsConsent(ConsentMissing.NOT_ASKED), "b02d-9")
            },
            sample("step-gone") { StepsState.Closed(Problem.NotFound("resident"), null) },
        )

    private val STUCK = StepOutcome.Stuck(Reason.FORGOT_PASSWORD)

    /** Activating VNeID: much to say, and much that only the resident does. */
    private const val LONG = 2
}
