package vn.camtay.feature.household

import uniffi.camtay_core.HouseholdPage
import uniffi.camtay_core.HouseholdState
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.PersonLine
import uniffi.camtay_core.StoreProblem
import vn.camtay.feature.household.HouseholdScreenState.Doing
import vn.camtay.feature.household.HouseholdScreenState.Shown
import vn.camtay.feature.household.HouseholdScreenState.Undo
import vn.camtay.feature.household.HouseholdScreenState.What
import vn.camtay.phone.Problem
import vn.camtay.pictures.Sample

/** The main states of the screen. */
object HouseholdSamples {
    private const val DAY = "2026-11-23"

    val page =
        HouseholdPage(
            id = "h1",
            head = "Trần Văn Tư",
            place = "ngõ 3, cổng xanh",
            village = "v1",
            villageName = "Phú Bình",
            state = HouseholdState.COME_BACK,
            visited = listOf("2026-11-20", "2026-11-06", "2026-10-18"),
            refused = listOf("2026-11-06"),
            people =
                listOf(
                    person("r1", "Nguyễn Thị Hoà", 1956u, practised = 3u, comeBack = DAY),
                    person("r2", "Trần Thị Lành", 1988u, practised = 2u),
                    person("r3", "Trần Văn Minh", null),
                    person("r4", "Trần Văn Phước", 1985u, refused = true),
                    person("r5", "Trần Văn Tư", 1951u, practised = 1u, inProgress = true),
                ),
            notAsked = listOf("r3"),
        )

    val shown = Shown(page, "thôn", DAY, session = "s1", Doing.Looking, undo = null, busy = false, problem = null)

    private val empty =
        page.copy(
            state = HouseholdState.NOT_VISITED,
            visited = emptyList(),
            refused = emptyList(),
            people = emptyList(),
            notAsked = emptyList(),
        )

    private val visited = page.copy(state = HouseholdState.IN_PROGRESS, visited = listOf(DAY) + page.visited)

    private val long =
        page.copy(
            head = "Công Tằng Tôn Nữ Thị Quỳnh Phương Trang",
            place = "đi hết đường bê tông, qua cầu treo, nhà mái tôn xanh bên tay trái, hỏi nhà bà Sáu bán bánh canh",
            people =
                listOf(
                    person("r9", "Nguyễn Phúc Công Tôn Nữ Thị Diệu Huyền Trang", 1939u, comeBack = "2025-12-30"),
                ),
        )

    val all: List<Sample> =
        listOf(
            sample("household", shown, important = true),
            sample("household-visited", shown.copy(page = visited, undo = Undo("e1", What.Visited)), important = true),
            sample("household-no-name", shown.copy(page = visited, undo = Undo("e1", What.RefusedName))),
            sample("household-empty", shown.copy(page = empty)),
            sample("household-long-names", shown.copy(page = long)),
            sample("household-erased", shown.copy(page = empty.copy(head = "", place = null))),
            sample("household-visiting", shown.copy(doing = Doing.Visiting(setOf("r1"))), important = true),
            sample("household-edit", shown.copy(doing = Doing.Editing("Trần Văn Tư", "ngõ 3, cổng xanh"))),
            sample(
                "household-edit-problem",
                shown.copy(
                    doing = Doing.Editing("", "ngõ 3"),
                    problem = Problem.BadInput("head", InputProblem.EMPTY),
                ),
            ),
            sample("household-full", shown.copy(problem = Problem.Store(StoreProblem.DISK_FULL))),
            sample("household-loading", HouseholdScreenState.Loading),
            sample("household-gone", HouseholdScreenState.Failed(Problem.NotFound("household"))),
        )

    private fun sample(
        name: String,
        state: HouseholdScreenState,
        important: Boolean = false,
    ) = Sample(name, important) { HouseholdView(state) {} }

    private fun person(
        id: String,
        name: String,
        year: UShort?,
        practised: UInt = 0u,
        inProgress: Boolean = false,
        refused: Boolean = false,
        comeBack: String? = null,
    ) = PersonLine(id, name, year, "Trần Văn Tư", "h1", practised, inProgress, refused, comeBack)
}
