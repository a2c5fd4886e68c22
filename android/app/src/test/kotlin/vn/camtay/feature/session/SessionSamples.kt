package vn.camtay.feature.session

import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalConfiguration
import uniffi.camtay_core.ConsentMissing
import uniffi.camtay_core.Denied
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.Organiser
import uniffi.camtay_core.Reason
import uniffi.camtay_core.SearchPage
import uniffi.camtay_core.Segment
import uniffi.camtay_core.SessionKind
import uniffi.camtay_core.SessionLine
import uniffi.camtay_core.SessionPage
import uniffi.camtay_core.SkillState
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StoreProblem
import uniffi.camtay_core.Waiting
import vn.camtay.feature.households.Search
import vn.camtay.feature.session.SessionState.Apart
import vn.camtay.feature.session.SessionState.Part
import vn.camtay.feature.session.SessionState.Pupil
import vn.camtay.feature.session.SessionState.Shown
import vn.camtay.feature.session.SessionState.Undo
import vn.camtay.guides.SkillLists
import vn.camtay.phone.Problem
import vn.camtay.pictures.Sample

/** The main states of a session's own screen, then those of the list of sessions. */
object SessionSamples {
    const val DAY = "2026-11-28"
    private const val VNEID: UShort = 2u
    private const val PAY: UShort = 21u
    private const val CODE = "CAMTAYB1:9EC1DFCBCF0F6EEB01B02DC0BFAC531EC204019A9A0412E1BB9BC6B0C3A16E67"

    fun line(
        kind: SessionKind = SessionKind.CLASS,
        day: String = DAY,
        open: Boolean = true,
        mine: Boolean = true,
        place: String? = "nhà văn hoá thôn",
        id: String = "s1",
        village: String = "Phú Bình",
    ) = SessionLine(id, kind, day, village, place, open, mine)

    private val people = SessionPeople.many(60)

    val lesson =
        SessionPage(
            line = line(),
            village = "v1",
            audience = listOf(Segment.OLDER_PEOPLE, Segment.FARMERS),
            organiser = Organiser.TEAM,
            host = null,
            skills = listOf(VNEID, PAY),
            volunteers = listOf("Lê Thị Lan", "Hồ Văn Nam"),
            phones = 2u,
            attended = people.filterIndexed { at, _ -> at % 3 != 1 }.take(24),
            unnamed = 3u,
            guided = 22u,
            guides = 41u,
            households = 0u,
            sameAs = null,
        )

    private val visit =
        lesson.copy(
            line = line(SessionKind.HOME_VISIT, place = null),
            audience = emptyList(),
            skills = emptyList(),
            attended = emptyList(),
            unnamed = 0u,
            guided = 8u,
            guides = 13u,
            households = 5u,
        )

    val fresh =
        lesson.copy(
            attended = emptyList(),
            unnamed = 0u,
            guided = 0u,
            guides = 0u,
            volunteers = listOf("Lê Thị Lan"),
        )

    private val long =
        lesson.copy(
            line =
                line(
                    SessionKind.PUBLIC_SERVICE_WEEK,
                    place = "hội trường uỷ ban, tầng hai, cạnh phòng một cửa, đi cổng sau",
                    village = "Công Tằng Tôn Nữ Khe Sanh",
                ),
            audience = Segment.entries.take(7),
            organiser = Organiser.FARMERS_UNION,
            host = "Hợp tác xã Dịch vụ nông nghiệp và nuôi trồng thuỷ sản Vĩnh Thuỷ",
            volunteers = listOf("Nguyễn Phúc Công Tôn Nữ Thị Diệu Huyền", "Y Blô Niê", "H'Hen Niê"),
            attended = lesson.attended,
            unnamed = 1_240u,
        )

    private fun titles(language: String) =
        listOf(VNEID, PAY).associateWith { SkillLists.line(it.toInt(), language).title }

    fun shown(
        page: SessionPage = lesson,
        language: String = "vi",
        part: Part = Part.Summary,
    ) = Shown(
        page = page,
        today = DAY,
        villageWord = if (language == "vi") "thôn" else "",
        titles = titles(language),
        waiting = null,
        part = part,
        undo = null,
        busy = false,
        problem = null,
    )

    private val nothing = Search("", null, null)

    private fun sentence(language: String) =
        if (language == "vi") {
            "Chúng cháu ghi tên, năm sinh và việc đã làm hôm nay để xã biết và giúp tiếp. Ai không muốn ghi tên thì " +
                "cứ nói, vẫn được hướng dẫn như mọi người. Ai đồng ý thì giơ tay, cháu đánh dấu từng người."
        } else {
            "We write down your name, birth year and what you did today, so that the commune can go on helping. " +
                "Whoever wants no name written says so and is guided all the same. Raise your hand if you agree."
        }

    private fun present(language: String) =
        Part.Present(
            people =
                listOf(people[0], SessionPeople.person(99, "Trần Văn Phước", 1985, refused = true)) + people.drop(1),
            more = false,
            sentence = sentence(language),
            search = nothing,
            ticking = emptyMap(),
        )

    private val foundHoa =
        Search(
            "hoa",
            SearchPage(
                listOf(
                    SessionPeople.found(1, "Nguyễn Thị Hoà"),
                    SessionPeople.found(71, "Trần Thị Hoa"),
                    SessionPeople.found(72, "Nguyễn Thị Hoà", "Linh Hải"),
                ),
                emptyList(),
                more = true,
            ),
            null,
        )

    private fun marking(language: String): Part.Marking {
        val pupils =
            lesson.attended.take(18).mapIndexed { at, line ->
                Pupil(
                    line = line,
                    state =
                        when (at) {
                            2 -> SkillState.Stuck(Reason.FORGOT_PASSWORD)
                            5 -> SkillState.Helped
                            else -> SkillState.NotBegun
                        },
                    isDoneToday = at == 5,
                    may = at != 7,
                )
            }
        val apart =
            mapOf(
                pupils[0].line.id to Apart.Other(StepOutcome.Alone),
                pupils[2].line.id to Apart.Other(StepOutcome.Stuck(Reason.FORGOT_PASSWORD)),
                pupils[5].line.id to Apart.LeftOut,
                pupils[7].line.id to Apart.LeftOut,
            )
        return Part.Marking(VNEID, titles(language).getValue(VNEID), StepOutcome.Helped, pupils, apart, asking = null)
    }

    private val over = lesson.copy(line = line(open = false))

    val all: List<Sample> =
        listOf(
            sample("session", important = true) { shown(lesson, it) },
            sample("session-new", important = true) { shown(fresh, it) },
            sample("session-visit", important = true) { shown(visit, it) },
            sample("session-long-names") { shown(long, it) },
            sample("session-together") {
                shown(fresh.copy(audience = emptyList(), organiser = null, skills = emptyList()), it)
            },
            sample("session-forgotten", important = true) {
                shown(lesson.copy(line = line(day = "2026-11-27")), it)
            },
            sample("session-not-mine") { shown(fresh.copy(line = line(mine = false)), it) },
            sample("session-past") { shown(fresh.copy(line = line(mine = false, day = "2026-11-21")), it) },
            sample("session-merged") { shown(lesson.copy(sameAs = "s9"), it) },
            sample("session-full") { shown(lesson, it).copy(problem = Problem.Store(StoreProblem.DISK_FULL)) },
            sample("session-present", important = true) {
                shown(lesson, it, present(it)).copy(undo = Undo.Ticked("p7", people[6].name))
            },
            sample("session-present-first") { shown(fresh, it, present(it)) },
            sample("session-present-found", important = true) {
                shown(lesson, it, present(it).copy(search = foundHoa, ticking = mapOf("p71" to true)))
            },
            sample("session-present-not-found") {
                val none = Search("xuyen", SearchPage(emptyList(), emptyList(), more = false), null)
                shown(lesson, it, present(it).copy(search = none))
            },
            sample("session-present-nobody") { shown(fresh, it, present(it).copy(people = emptyList())) },
            sample("session-present-refused") {
                shown(lesson, it, present(it).copy(search = foundHoa))
                    .copy(problem = Problem.NeedsConsent(ConsentMissing.REFUSED))
            },
            sample("session-heads", important = true) { shown(lesson, it, Part.Heads("14")) },
            sample("session-heads-none") { shown(fresh, it, Part.Heads("")) },
            sample("session-heads-too-many") {
                shown(lesson, it, Part.Heads("40000"))
                    .copy(problem = Problem.BadInput("unnamed", InputProblem.OUT_OF_RANGE))
            },
            sample("session-heads-counted") { shown(lesson, it).copy(undo = Undo.Counted(0u, 3u)) },
            sample("session-mark-skill") { shown(lesson, it, Part.Choosing(SkillLists.groups(it))) },
            sample("session-mark", important = true) { shown(lesson, it, marking(it)) },
            sample("session-mark-first") {
                shown(lesson, it, marking(it).copy(outcome = null, exceptions = emptyMap()))
            },
            sample("session-mark-apart", important = true) {
                val part = marking(it)
                shown(lesson, it, part.copy(asking = part.people[2]))
            },
            sample("session-marked") {
                shown(lesson, it).copy(undo = Undo.Marked(listOf("e1"), titles(it).getValue(VNEID), 18))
            },
            sample("session-change") {
                shown(lesson, it, Part.Changing(SessionForm.of(lesson), groups = null, teaching = false))
            },
            sample("session-change-emptied") {
                val form = SessionForm.of(lesson).copy(place = "")
                shown(lesson, it, Part.Changing(form, groups = null, teaching = false))
                    .copy(problem = Problem.BadInput(SessionForm.PLACE, InputProblem.EMPTY))
            },
            sample("session-change-skills") {
                val form = SessionForm.of(lesson)
                shown(lesson, it, Part.Changing(form, SkillLists.groups(it), teaching = true))
            },
            sample("session-code", important = true) { shown(lesson, it, Part.Code(CODE)) },
            sample("session-ending", important = true) { shown(lesson, it, Part.Ending) },
            sample("session-ending-nobody") { shown(fresh, it, Part.Ending) },
            sample("session-ending-visit") { shown(visit, it, Part.Ending) },
            sample("session-over", important = true) {
                shown(over, it).copy(waiting = Waiting(people = 24u, steps = 41u, sessions = 1u, records = 60u))
            },
            sample("session-over-received") { shown(over, it).copy(waiting = Waiting(0u, 0u, 0u, 0u)) },
            sample("session-closed-meanwhile") {
                shown(over, it).copy(problem = Problem.NotAllowed(Denied.SESSION_CLOSED))
            },
            sample("session-loading") { SessionState.Loading },
            sample("session-gone") { SessionState.Failed(Problem.NotFound("session")) },
        ) + SessionsSamples.all

    private fun sample(
        name: String,
        important: Boolean = false,
        state: (language: String) -> SessionState,
    ) = Sample(name, important) {
        val language = LocalConfiguration.current.locales[0].language
        SessionView(remember(language) { state(language) }) {}
    }
}
