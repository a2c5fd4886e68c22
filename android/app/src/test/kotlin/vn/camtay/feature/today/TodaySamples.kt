package vn.camtay.feature.today

import uniffi.camtay_core.ComeBackLine
import uniffi.camtay_core.NetworkProblem
import uniffi.camtay_core.OpenGuide
import uniffi.camtay_core.Reason
import uniffi.camtay_core.SessionKind
import uniffi.camtay_core.SessionLine
import uniffi.camtay_core.StoreProblem
import uniffi.camtay_core.TodayPage
import uniffi.camtay_core.Waiting
import vn.camtay.app.Route
import vn.camtay.feature.households.HouseholdsSamples
import vn.camtay.feature.households.Search
import vn.camtay.phone.Problem
import vn.camtay.pictures.Sample
import vn.camtay.pictures.WithTabs

/** The main states of the screen. */
object TodaySamples {
    const val DAY = "2026-11-23"
    private const val VNEID: UShort = 2u
    private const val PAY: UShort = 14u

    val visiting = session("s1", SessionKind.HOME_VISIT, "nhà văn hoá thôn")
    val nothingTyped = Search("", found = null, problem = null)

    val page =
        TodayPage(
            day = DAY,
            session = null,
            toJoin = emptyList(),
            comeBack =
                listOf(
                    back("Nguyễn Thị Hoà", "Trần Văn Tư", "ngõ 3", Reason.FORGOT_PASSWORD, VNEID),
                    back("Hồ Văn Ăm", "Hồ Văn Ăm", "cạnh nhà văn hoá", Reason.NO_CHIP_CARD, VNEID, "2026-11-20"),
                    back("H'Hen Niê", "Y Blô Niê", "cuối xóm Suối", null, PAY),
                ),
            comeBackAll = 3u,
            openGuides = emptyList(),
            waiting = Waiting(people = 12u, steps = 64u, sessions = 2u, records = 80u),
            expired = false,
        )

    val shown =
        TodayState.Shown(
            page,
            volunteer = "Lê Thị Lan",
            commune = "xã Vĩnh Thuỷ",
            skills = mapOf(VNEID to "Mở tài khoản VNeID mức 2", PAY to "Quét mã trả tiền"),
            search = nothingTyped,
            fetching = false,
            problem = null,
        )

    private val quiet =
        page.copy(comeBack = emptyList(), comeBackAll = 0u, waiting = Waiting(0u, 0u, 0u, 0u))

    private val busy =
        page.copy(
            session = visiting,
            openGuides = listOf(OpenGuide("r9", "Đặng Đình Đường", VNEID)),
            toJoin = listOf(session("s2", SessionKind.WEEKLY_LESSON, "trường tiểu học")),
        )

    private val longNames =
        page.copy(
            session = session("s3", SessionKind.PUBLIC_SERVICE_WEEK, "hội trường uỷ ban, tầng hai, cạnh phòng một cửa"),
            comeBack =
                listOf(
                    back(
                        "Công Tằng Tôn Nữ Thị Quỳnh Phương Trang",
                        "Nguyễn Phúc Công Tôn Nữ Diệu Huyền",
                        "đi hết đường bê tông, qua cầu treo, nhà mái tôn xanh bên tay trái",
                        Reason.SHARED_PHONE,
                        VNEID,
                        "2025-12-30",
                    ),
                ),
            comeBackAll = 63u,
        )

    val all: List<Sample> =
        listOf(
            sample("today", shown, important = true),
            sample("today-session", shown.copy(page = busy), important = true),
            sample("today-empty", shown.copy(page = quiet)),
            sample("today-no-name", shown.copy(page = quiet, volunteer = null)),
            sample("today-expired", shown.copy(page = quiet.copy(expired = true))),
            sample("today-fetching", shown.copy(page = quiet.copy(expired = true), fetching = true)),
            sample(
                "today-fetch-failed",
                shown.copy(
                    page = quiet.copy(expired = true),
                    problem = Problem.Network(NetworkProblem.UNREACHABLE),
                ),
            ),
            sample("today-long-names", shown.copy(page = longNames)),
            sample(
                "today-forgotten-session",
                shown.copy(page = busy.copy(session = visiting.copy(day = "2026-11-21"))),
            ),
            sample("today-found", shown.copy(search = HouseholdsSamples.found)),
            sample("today-many", shown.copy(page = page.copy(comeBack = many, comeBackAll = 71u))),
            sample("today-loading", TodayState.Loading),
            sample("today-problem", TodayState.Failed(Problem.Store(StoreProblem.DISK_FULL))),
        )

    private val many get() = (1..50).map { back("Nguyễn Thị Hoà", "Trần Văn Tư", "ngõ $it", null, null, id = "r$it") }

    private fun sample(
        name: String,
        state: TodayState,
        important: Boolean = false,
    ) = Sample(name, important) { WithTabs(Route.Today) { TodayView(state) {} } }

    private fun back(
        name: String,
        head: String,
        place: String,
        stuck: Reason?,
        skill: UShort?,
        on: String = DAY,
        id: String = name,
    ) = ComeBackLine(
        resident = id,
        name = name,
        birthYear = 1956u,
        household = "h1",
        head = head,
        place = place,
        villageName = "Phú Bình",
        on = on,
        overdue = on < DAY,
        skill = skill,
        stuck = stuck,
    )

    private fun session(
        id: String,
        kind: SessionKind,
        place: String,
    ) = SessionLine(id, kind, DAY, "Phú Bình", place, open = true, mine = true)
}
