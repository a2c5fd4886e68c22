package vn.camtay.feature.resident

import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalConfiguration
import uniffi.camtay_core.Consent
import uniffi.camtay_core.Event
import uniffi.camtay_core.FoundHousehold
import uniffi.camtay_core.FoundResident
import uniffi.camtay_core.HistoryLine
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.Occupation
import uniffi.camtay_core.PhoneKind
import uniffi.camtay_core.Reason
import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.SearchPage
import uniffi.camtay_core.SkillState
import uniffi.camtay_core.Status
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StoreProblem
import vn.camtay.feature.households.Search
import vn.camtay.feature.resident.ResidentState.Alike
import vn.camtay.feature.resident.ResidentState.Doing
import vn.camtay.feature.resident.ResidentState.First
import vn.camtay.feature.resident.ResidentState.Shown
import vn.camtay.feature.resident.ResidentState.Undo
import vn.camtay.guides.RealGuides
import vn.camtay.guides.SkillLists
import vn.camtay.phone.Problem
import vn.camtay.phone.somebody
import vn.camtay.pictures.Sample

/** The main states of the screen. */
object ResidentSamples {
    const val DAY = "2026-11-23"

    private val STATES =
        mapOf(
            1 to SkillState.Alone,
            2 to SkillState.Begun,
            20 to SkillState.Helped,
            21 to SkillState.Stuck(Reason.FORGOT_PASSWORD),
            31 to SkillState.Alone,
            60 to SkillState.Refused,
            70 to SkillState.Already,
        )

    val history =
        listOf(
            line(1, Event.Guided(2u, 3u, 12u, null, null), DAY),
            line(2, Event.AppointmentSet("2026-11-28"), DAY),
            line(3, Event.Guided(21u, 4u, 11u, Reason.FORGOT_PASSWORD, null), "2026-11-20"),
            line(4, Event.Whole(31u, StepOutcome.Alone), "2026-11-12", who = "Hồ Văn Nam"),
            line(5, Event.Checked(false), "2026-11-12", who = "Hồ Văn Nam"),
            line(6, Event.Whole(60u, StepOutcome.Refused), "2026-11-06"),
            line(7, Event.Guided(1u, 8u, 8u, null, null), "2026-11-06", takenBack = true),
            line(8, Event.Visited, "2026-11-06"),
            line(9, Event.Consent(Consent.GIVEN), "2026-10-18", who = "Lê Thị Lan"),
            line(10, Event.Added, "2026-10-18", own = false, who = null),
        )

    fun page(language: String) =
        somebody().copy(
            phone = "0912345678",
            phoneKind = PhoneKind.OWN,
            occupation = Occupation.OTHER,
            listedByHall = true,
            comeBack = "2026-11-28",
            suggestions = listOf<UShort>(2u, 21u, 22u),
            groups = SkillLists.groups(language, STATES),
            history = history,
        )

    private fun newPage(language: String) =
        page(language).copy(
            birthYear = null,
            older = false,
            phone = null,
            phoneKind = null,
            occupation = null,
            comeBack = null,
            suggestions = listOf<UShort>(1u, 20u, 30u),
            groups = SkillLists.groups(language),
            history = history.takeLast(2),
        )

    fun shown(
        language: String,
        page: ResidentPage = page(language),
    ): Shown {
        val first = page.suggestions.firstOrNull()?.let { page.skill(it) }
        val steps = first?.let { RealGuides.steps(it.skill.toInt(), language) }
        return Shown(
            page = page,
            villageWord = if (language == "vi") "thôn" else "",
            today = DAY,
            first =
                first?.let {
                    First(it, steps?.why.orEmpty(), steps?.steps.orEmpty().size, if (it.open) 3 else null)
                },
            alike = emptyList(),
            open = emptySet(),
            search = Search("", null, null),
            doing = Doing.Looking,
            undo = null,
            busy = false,
            problem = null,
        )
    }

    private fun doing(
        language: String,
        doing: Doing,
        problem: Problem? = null,
    ) = shown(language).copy(doing = doing, problem = problem)

    private val twin = Alike("r9", "Nguyễn Thị Hoa", 1956, "Trần Văn Tư")

    private val found =
        SearchPage(
            residents =
                listOf(
                    FoundResident("r9", "Nguyễn Thị Hoà", 1956u, "h7", "Hồ Văn Ăm", "Phú Bình"),
                    FoundResident("r8", "Nguyễn Thị Hoàng Oanh", 1971u, "h8", "Nguyễn Thị Hoàng Oanh", "Linh Hải"),
                ),
            households =
                listOf(
                    FoundHousehold("h7", "Hồ Văn Ăm", "cạnh nhà văn hoá", "Phú Bình"),
                    FoundHousehold("h8", "Hồ Thị Bảy", null, "Linh Hải"),
                ),
            more = false,
        )

    private val searched = Search("ho", found, null)

    /** A year of visits. */
    private fun longHistory() =
        (1..80).map {
            line(100 + it, Event.Guided(21u, it.toUInt() % 11u, 11u, null, null), "2026-0${1 + it % 9}-1${it % 10}")
        }

    private val erased: (String) -> Shown = { language ->
        val page =
            page(language).copy(
                name = "",
                birthYear = null,
                phone = null,
                phoneKind = null,
                erased = true,
                erasureAsked = true,
                suggestions = emptyList(),
                groups = emptyList(),
            )
        shown(language, page)
    }

    val all: List<Sample> =
        listOf(
            sample("resident", important = true) { shown(it) },
            sample("resident-groups", important = true) {
                shown(it, page(it).copy(suggestions = emptyList(), comeBack = null))
                    .copy(open = setOf("vneid", "public-services"))
            },
            sample("resident-below", important = true) {
                shown(it, page(it).let { page -> page.copy(suggestions = emptyList(), groups = page.groups.take(1)) })
            },
            sample("resident-new") { shown(it, newPage(it)) },
            sample("resident-long", important = true) {
                val page =
                    newPage(it).copy(
                        name = "Công Tằng Tôn Nữ Thị Quỳnh Phương Trang",
                        head = "Nguyễn Phúc Công Tôn Nữ Thị Diệu Huyền Trang",
                        phoneKind = PhoneKind.SHARED,
                        comeBack = "2026-11-20",
                        suggestions = listOf<UShort>(3u, 121u),
                    )
                shown(it, page)
            },
            sample("resident-keypad", important = true) {
                val page = newPage(it).copy(phoneKind = PhoneKind.KEYPAD, suggestions = listOf<UShort>(30u, 31u, 32u))
                shown(it, page).copy(open = setOf("vneid"))
            },
            sample("resident-not-asked") { shown(it, newPage(it).copy(consent = null)) },
            sample("resident-refused") { shown(it, newPage(it).copy(consent = Consent.REFUSED)) },
            sample("resident-withdrawn") { shown(it, page(it).copy(consent = Consent.WITHDRAWN)) },
            sample("resident-moved") { shown(it, page(it).copy(status = Status.MOVED_AWAY)) },
            sample("resident-died") { shown(it, page(it).copy(status = Status.DIED)) },
            sample("resident-joined") { shown(it, page(it).copy(sameAs = "r9")) },
            sample("resident-erased") { erased(it) },
            sample("resident-erasure-asked") { shown(it, page(it).copy(erasureAsked = true)) },
            sample("resident-alike") { shown(it, page(it).copy(duplicates = listOf("r9"))).copy(alike = listOf(twin)) },
            sample("resident-all-done") { language ->
                val all = SkillLists.groups(language).flatMap { it.skills }
                val done = all.associate { it.skill.toInt() to SkillState.Alone }
                val page = page(language).copy(groups = SkillLists.groups(language, done))
                shown(language, page.copy(suggestions = emptyList(), comeBack = null))
            },
            sample("resident-recorded") {
                shown(it).copy(undo = Undo("e1", SkillLists.line(71, it).title, StepOutcome.Already))
            },
            sample("resident-full") { shown(it).copy(problem = Problem.Store(StoreProblem.DISK_FULL)) },
            sample("resident-menu", important = true) { doing(it, Doing.Menu(21u)) },
            sample("resident-menu-first") { doing(it, Doing.Menu(11u)) },
            sample("resident-menu-keypad") {
                val page = newPage(it).copy(phoneKind = PhoneKind.KEYPAD)
                shown(it, page).copy(doing = Doing.Menu(10u))
            },
            sample("resident-history", important = true) { doing(it, Doing.History) },
            sample("resident-history-long") {
                shown(it, page(it).copy(history = longHistory())).copy(doing = Doing.History)
            },
            sample("resident-take-back", important = true) { doing(it, Doing.Correcting(history[2], false)) },
            sample("resident-give-back") { doing(it, Doing.Correcting(history[6], true)) },
            sample("resident-other-day", important = true) { doing(it, Doing.OtherDay) },
            sample("resident-about", important = true) { doing(it, Doing.About) },
            sample("resident-edit", important = true) { doing(it, Doing.Editing(page(it).particulars())) },
            sample("resident-edit-problem") {
                val form = page(it).particulars().copy(birthYear = "2056")
                doing(it, Doing.Editing(form), Problem.BadInput("birth_year", InputProblem.BIRTH_YEAR))
            },
            sample("resident-edit-not-asked") {
                val page = newPage(it).copy(consent = null)
                shown(it, page).copy(doing = Doing.Editing(page.particulars()))
            },
            sample("resident-move") { doing(it, Doing.Moving(null)) },
            sample("resident-move-found", important = true) {
                doing(it, Doing.Moving(found.households[0])).copy(search = searched)
            },
            sample("resident-double") {
                doing(it, Doing.Doubling(found.residents[0])).copy(search = searched.copy(query = "Nguyễn Thị Hoà"))
            },
            sample("resident-double-nobody") {
                doing(it, Doing.Doubling(null))
                    .copy(search = Search("xyz", SearchPage(emptyList(), emptyList(), false), null))
            },
            sample("resident-withdraw") { doing(it, Doing.Withdrawing) },
            sample("resident-erase", important = true) { doing(it, Doing.Erasing) },
            sample("resident-erase-full") { doing(it, Doing.Erasing, Problem.Store(StoreProblem.DISK_FULL)) },
            sample("resident-loading") { ResidentState.Loading },
            sample("resident-gone") { ResidentState.Failed(Problem.NotFound("resident")) },
        )

    private fun sample(
        name: String,
        important: Boolean = false,
        state: (language: String) -> ResidentState,
    ) = Sample(name, important) {
        val language = LocalConfiguration.current.locales[0].language
        ResidentView(remember(language) { state(language) }) {}
    }

    private fun line(
        number: Int,
        event: Event,
        day: String,
        takenBack: Boolean = false,
        who: String? = "",
        own: Boolean = who == "",
    ) = HistoryLine("e$number", event, day, who?.ifEmpty { null }, own, takenBack)
}
