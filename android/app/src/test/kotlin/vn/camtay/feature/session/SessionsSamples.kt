package vn.camtay.feature.session

import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalConfiguration
import uniffi.camtay_core.Denied
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.Organiser
import uniffi.camtay_core.Segment
import uniffi.camtay_core.SessionKind
import uniffi.camtay_core.StoreProblem
import uniffi.camtay_core.VillageLine
import vn.camtay.feature.session.SessionSamples.DAY
import vn.camtay.feature.session.SessionSamples.line
import vn.camtay.feature.session.SessionsState.Now
import vn.camtay.feature.session.SessionsState.Part
import vn.camtay.guides.SkillLists
import vn.camtay.phone.Problem
import vn.camtay.pictures.Sample
import vn.camtay.scan.Camera
import vn.camtay.scan.ScannerView

/** Opening a session, joining one, the list of them. */
object SessionsSamples {
    private const val VNEID: UShort = 2u
    private const val PAY: UShort = 21u
    private val mine = line(SessionKind.HOME_VISIT, place = null)

    private val listed =
        listOf(
            line(SessionKind.WEEKLY_LESSON, mine = false, place = "trường tiểu học", id = "s2"),
            line(SessionKind.HOME_VISIT, "2026-11-27", open = false, place = null, id = "s3"),
            line(SessionKind.CLASS, "2026-11-21", open = false, place = "nhà văn hoá thôn", id = "s4"),
            line(SessionKind.CAMPAIGN_DAY, "2026-10-10", mine = false, place = "sân uỷ ban", id = "s5"),
        )

    fun village(
        id: String,
        name: String,
    ) = VillageLine(id, name, 214u, 96u, 41u, 22u, 55u, 812u)

    val open =
        SessionsState(
            sessions = listed,
            today = DAY,
            now = Now.Free,
            villages = listOf(village("v1", "Phú Bình"), village("v2", "Linh Hải")),
            form = SessionForm.fresh.copy(village = "v1"),
            titles = emptyMap(),
            part = Part.Open,
            busy = false,
            problem = null,
        )

    private val lesson =
        SessionForm(
            village = "v1",
            kind = SessionKind.CLASS,
            organiser = Organiser.WOMENS_UNION,
            audience = setOf(Segment.OLDER_PEOPLE, Segment.FARMERS),
            host = "",
            place = "nhà văn hoá thôn",
            skills = setOf(VNEID, PAY),
            whole = false,
        )

    private fun titles(language: String) =
        listOf(VNEID, PAY).associateWith { SkillLists.line(it.toInt(), language).title }

    private val joining = open.copy(part = Part.Joining)
    private val yesterday = mine.copy(day = "2026-11-27")

    val all: List<Sample> =
        listOf(
            sample("sessions", important = true) { open },
            sample("sessions-class", important = true) { open.copy(form = lesson, titles = titles(it)) },
            sample("sessions-first") { open.copy(sessions = emptyList(), villages = open.villages.take(1)) },
            sample("sessions-no-village") {
                open.copy(sessions = emptyList(), villages = emptyList(), form = SessionForm.fresh)
            },
            sample("sessions-whole") { open.copy(form = open.form.copy(whole = true)) },
            sample("sessions-numbers") {
                open.copy(
                    form = lesson.copy(place = "nhà bà 044056001234"),
                    titles = titles(it),
                    problem = Problem.BadInput(SessionForm.PLACE, InputProblem.ID_NUMBER),
                )
            },
            sample("sessions-skills", important = true) {
                open.copy(form = lesson, part = Part.Teaching(SkillLists.groups(it)))
            },
            sample("sessions-under-way") { open.copy(now = Now.UnderWay(mine), sessions = listOf(mine) + listed) },
            sample("sessions-together") { open.copy(now = Now.Together(line(place = null))) },
            sample("sessions-forgotten", important = true) {
                open.copy(now = Now.Forgotten(yesterday), sessions = listOf(yesterday) + listed)
            },
            sample("sessions-join", important = true) { joining },
            sample("sessions-join-wrong") {
                joining.copy(problem = Problem.BadInput("code", InputProblem.NOT_RECOGNISED))
            },
            sample("sessions-join-elsewhere") { joining.copy(problem = Problem.NotFound("village")) },
            sample("sessions-join-over") { joining.copy(problem = Problem.NotAllowed(Denied.SESSION_CLOSED)) },
            sample("sessions-loading") { open.copy(sessions = null) },
            sample("sessions-problem") {
                open.copy(sessions = null, problem = Problem.Store(StoreProblem.FAILED))
            },
        )

    private fun sample(
        name: String,
        important: Boolean = false,
        state: (language: String) -> SessionsState,
    ) = Sample(name, important) {
        val language = LocalConfiguration.current.locales[0].language
        SessionsView(remember(language) { state(language) }, {}) {
            ScannerView(Camera.NotAsked, "", {}, isLit = false) {}
        }
    }
}
