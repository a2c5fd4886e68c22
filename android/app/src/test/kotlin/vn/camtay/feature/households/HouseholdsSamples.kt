package vn.camtay.feature.households

import uniffi.camtay_core.FoundHousehold
import uniffi.camtay_core.FoundResident
import uniffi.camtay_core.HouseholdLine
import uniffi.camtay_core.HouseholdState
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.SearchPage
import uniffi.camtay_core.StoreProblem
import uniffi.camtay_core.VillageLine
import vn.camtay.app.Route
import vn.camtay.feature.households.HouseholdsState.Adding
import vn.camtay.feature.households.HouseholdsState.Place
import vn.camtay.phone.Problem
import vn.camtay.pictures.Sample
import vn.camtay.pictures.WithTabs

/** The main states of the screen. */
object HouseholdsSamples {
    private val nothing = Search("", found = null, problem = null)

    val village =
        VillageLine(
            "v1",
            "Phú Bình",
            214u,
            notVisited = 96u,
            inProgress = 41u,
            comeBack = 22u,
            done = 55u,
            people = 812u,
        )

    private val villages =
        listOf(
            village,
            VillageLine("v2", "Linh Hải", 180u, 0u, 0u, 0u, 180u, 702u),
            VillageLine("v3", "Thuỷ Ba Tây", 0u, 0u, 0u, 0u, 0u, 0u),
            VillageLine("v4", "Hiền Lương Cổ Trai Mới Sáp Nhập", 96u, 96u, 0u, 0u, 0u, 377u),
        )

    private val lines =
        listOf(
            line("1", "Hồ Văn Ăm", "cạnh nhà văn hoá", 4u, HouseholdState.COME_BACK),
            line("2", "Nguyễn Thị Hoà", "ngõ 3", 3u, HouseholdState.DONE),
            line("3", "Đặng Đình Đường", "sau chợ", 5u, HouseholdState.NOT_VISITED),
            line("4", "H'Hen Niê", "xóm Suối", 2u, HouseholdState.IN_PROGRESS),
            line("5", "Lê Văn Bình", null, 0u, HouseholdState.NOT_VISITED),
            line("6", "", "gần cầu Châu Thị", 1u, HouseholdState.DONE),
        )

    private val longNames =
        listOf(
            line(
                "7",
                "Công Tằng Tôn Nữ Thị Quỳnh Phương Trang",
                "đi hết đường bê tông, qua cầu treo, nhà mái tôn xanh bên tay trái",
                11u,
                HouseholdState.COME_BACK,
            ),
        ) + lines

    private val names = listOf("Nguyễn", "Trần", "Lê", "Hồ", "Phạm")

    private val fourHundred =
        (1..400).map {
            line("m$it", "${names[it % 5]} Văn Bảy $it", "ngõ $it", 4u, HouseholdState.entries[it % 4])
        }

    val shown = HouseholdsState("thôn", Place.Village(village, null, lines, false, false, adding = null), nothing, null)

    val found =
        Search(
            "nguyen thi hoa",
            SearchPage(
                listOf(
                    resident("r1", "Nguyễn Thị Hoà", 1956u, "Trần Văn Tư", "Phú Bình"),
                    resident("r2", "Nguyễn Thị Hoà", 1971u, "Nguyễn Thị Hoà", "Linh Hải"),
                    resident("r3", "Nguyễn Thị Hoa", null, "Lê Bá Lộc", "Phú Bình"),
                ),
                listOf(FoundHousehold("h2", "Nguyễn Thị Hoà", "ngõ 3", "Phú Bình")),
                more = true,
            ),
            problem = null,
        )

    private val adding = Adding("", "", emptyList(), busy = false, problem = null)

    private val numbers = Problem.BadInput("place", InputProblem.ID_NUMBER)

    val all: List<Sample> =
        listOf(
            sample("households", shown, important = true),
            sample("households-villages", shown.copy(place = Place.Villages(villages)), important = true),
            sample("households-come-back", filtered(HouseholdState.COME_BACK, lines.take(1))),
            sample("households-none-so", filtered(HouseholdState.DONE, emptyList())),
            sample("households-none", shown.copy(place = of(emptyVillage, emptyList()))),
            sample("households-no-village", shown.copy(place = Place.Villages(emptyList()))),
            sample("households-long-names", shown.copy(place = of(village, longNames))),
            sample("households-400", shown.copy(place = of(village.copy(households = 400u), fourHundred))),
            sample("households-found", shown.copy(search = found), important = true),
            sample(
                "households-not-found",
                shown.copy(search = Search("xyz", SearchPage(emptyList(), emptyList(), false), problem = null)),
            ),
            sample("households-searching", shown.copy(search = Search("h", found = null, problem = null))),
            sample("households-add", add(adding), important = true),
            sample(
                "households-add-problem",
                add(adding.copy(head = "Trần Văn Bảy", where = "044056001234", problem = numbers)),
            ),
            sample(
                "households-add-alike",
                add(adding.copy(head = "nguyễn thị hoà", alike = found.found!!.households)),
            ),
            sample(
                "households-add-full",
                add(adding.copy(head = "Trần Văn Bảy", problem = Problem.Store(StoreProblem.DISK_FULL))),
            ),
            sample("households-loading", shown.copy(place = Place.Loading)),
            sample(
                "households-problem",
                shown.copy(place = Place.Loading, problem = Problem.Store(StoreProblem.FAILED)),
            ),
        )

    private val emptyVillage get() = villages[2]

    private fun of(
        village: VillageLine,
        lines: List<HouseholdLine>,
    ) = Place.Village(village, null, lines, earlier = false, more = false, adding = null)

    private fun filtered(
        state: HouseholdState,
        lines: List<HouseholdLine>,
    ) = shown.copy(place = of(village, lines).copy(filter = state))

    private fun add(adding: Adding) = shown.copy(place = of(village, lines).copy(adding = adding))

    private fun sample(
        name: String,
        state: HouseholdsState,
        important: Boolean = false,
    ) = Sample(name, important) { WithTabs(Route.Households(null)) { HouseholdsView(state, onBack = null) {} } }

    private fun line(
        id: String,
        head: String,
        place: String?,
        people: UInt,
        state: HouseholdState,
    ) = HouseholdLine(id, head, place, people, state, visited = null)

    private fun resident(
        id: String,
        name: String,
        year: UShort?,
        head: String,
        village: String,
    ) = FoundResident(id, name, year, household = "h1", head, village)
}
