package vn.camtay.feature.session

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.Denied
import uniffi.camtay_core.GuidesInfo
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.NewSession
import uniffi.camtay_core.Organiser
import uniffi.camtay_core.PeoplePage
import uniffi.camtay_core.Segment
import uniffi.camtay_core.SessionKind
import uniffi.camtay_core.SessionLine
import uniffi.camtay_core.StepsPage
import uniffi.camtay_core.StoreProblem
import uniffi.camtay_core.TodayPage
import uniffi.camtay_core.VillageLine
import vn.camtay.app.Drafts
import vn.camtay.app.FakeGo
import vn.camtay.app.FakeUploads
import vn.camtay.app.Route
import vn.camtay.feature.session.SessionsState.Now
import vn.camtay.feature.session.SessionsState.Part
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.SlowPhone

@OptIn(ExperimentalCoroutinesApi::class)
class SessionsModelTest {
    private val go = FakeGo()
    private val uploads = FakeUploads()
    private val draft = Drafts(mutableMapOf()).of(Route.Sessions)

    /** A phone with these villages that may be in a session. */
    private open class Phones : Lesson() {
        var villages = listOf(SessionsSamples.village("v1", "Phú Bình"))
        var current: SessionLine? = null
        val opened = mutableListOf<NewSession>()

        override fun villages(): List<VillageLine> = villages

        override fun sessions() = listOfNotNull(current)

        override fun today(): TodayPage = super.today().copy(session = current)

        override fun openSession(session: NewSession): String {
            opened += session
            return "s7"
        }

        override fun joinSession(code: String): String =
            when (code) {
                "good" -> "s8"
                "over" -> throw CoreException.NotAllowed(Denied.SESSION_CLOSED)
                "elsewhere" -> throw CoreException.NotFound("village")
                else -> throw CoreException.BadInput("code", InputProblem.NOT_RECOGNISED)
            }

        override fun closeSession(session: String) {
            super.closeSession(session)
            current = null
        }
    }

    private val phones = Phones()

    private fun TestScope.model(phone: Phone = FakePhone(phones)) =
        SessionsModel(phone, uploads, backgroundScope, go, draft, "vi").also { runCurrent() }

    private fun SessionsModel.form(change: (SessionForm) -> SessionForm) =
        send(SessionsEvent.FormChanged(change(state.value.form)))

    @Test
    fun `one tap opens a home visit of the team where there is one village only`() =
        runTest {
            val model = model()
            model.send(SessionsEvent.OpenTapped)
            runCurrent()
            val visit =
                NewSession("v1", SessionKind.HOME_VISIT, emptyList(), Organiser.TEAM, null, null, emptyList())
            assertEquals(listOf(visit), phones.opened)
            assertEquals(listOf<Route?>(Route.Session("s7")), go.went)
        }

    @Test
    fun `of several villages one is chosen first`() =
        runTest {
            phones.villages += SessionsSamples.village("v2", "Linh Hải")
            val model = model()
            model.send(SessionsEvent.OpenTapped)
            runCurrent()
            assertEquals(emptyList<NewSession>(), phones.opened)
            model.form { it.copy(village = "v2") }
            model.send(SessionsEvent.OpenTapped)
            runCurrent()
            assertEquals(listOf("v2"), phones.opened.map { it.village })
        }

    @Test
    fun `a class has a place, an audience, skills and a host`() =
        runTest {
            val model = model()
            assertFalse(model.state.value.form.isWhole)
            model.form { it.copy(kind = SessionKind.CLASS) }
            assertTrue(model.state.value.form.isWhole)
            model.form {
                it.copy(
                    audience = setOf(Segment.WORKERS, Segment.OLDER_PEOPLE),
                    organiser = Organiser.FARMERS_UNION,
                    host = "Hợp tác xã Vĩnh Thuỷ",
                    place = "nhà văn hoá",
                    skills = setOf(21u, 2u),
                )
            }
            model.send(SessionsEvent.OpenTapped)
            runCurrent()
            val lesson =
                NewSession(
                    village = "v1",
                    kind = SessionKind.CLASS,
                    audience = listOf(Segment.OLDER_PEOPLE, Segment.WORKERS),
                    organiser = Organiser.FARMERS_UNION,
                    host = "Hợp tác xã Vĩnh Thuỷ",
                    place = "nhà văn hoá",
                    skills = listOf(2u, 21u),
                )
            assertEquals(listOf(lesson), phones.opened)
        }

    @Test
    fun `what was typed outlives the model, and is forgotten once the session is open`() =
        runTest {
            val typed =
                SessionForm(
                    "v1",
                    SessionKind.CONFERENCE,
                    Organiser.SCHOOL,
                    setOf(Segment.TEACHERS),
                    "trường",
                    "hội trường",
                    setOf(2u),
                    whole = true,
                )
            model().form { typed }
            val next = model()
            assertEquals(typed, next.state.value.form)
            assertEquals("Kỹ năng 2", next.state.value.titles[2u])
            next.send(SessionsEvent.OpenTapped)
            runCurrent()
            assertEquals(
                SessionKind.HOME_VISIT,
                model()
                    .state.value.form.kind,
            )
        }

    @Test
    fun `two taps open one session`() =
        runTest {
            val model = model(SlowPhone(phones))
            advanceTimeBy(2_000)
            model.send(SessionsEvent.OpenTapped)
            model.send(SessionsEvent.OpenTapped)
            advanceTimeBy(2_000)
            assertEquals(1, phones.opened.size)
        }

    @Test
    fun `what can't be opened is told, and the form stays`() =
        runTest {
            val strict =
                object : Phones() {
                    override fun openSession(session: NewSession): String =
                        throw CoreException.BadInput("place", InputProblem.ID_NUMBER)
                }
            val model = model(FakePhone(strict))
            model.form { it.copy(place = "nhà 044056001234") }
            model.send(SessionsEvent.OpenTapped)
            runCurrent()
            assertEquals(Problem.BadInput("place", InputProblem.ID_NUMBER), model.state.value.problem)
            assertEquals("nhà 044056001234", model.state.value.form.place)
            model.form { it.copy(place = "nhà văn hoá") }
            assertNull(model.state.value.problem)
        }

    @Test
    fun `a wrong code, one of elsewhere and one that is over are each told, and the next one is taken`() =
        runTest {
            val model = model()
            model.send(SessionsEvent.JoinTapped)
            val told =
                listOf("CAMTAY1:0G3W", "elsewhere", "over").map {
                    model.send(SessionsEvent.CodeRead(it))
                    runCurrent()
                    model.state.value.problem
                }
            val problems =
                listOf(
                    Problem.BadInput("code", InputProblem.NOT_RECOGNISED),
                    Problem.NotFound("village"),
                    Problem.NotAllowed(Denied.SESSION_CLOSED),
                )
            assertEquals(problems, told)
            assertEquals(Part.Joining, model.state.value.part)
            model.send(SessionsEvent.CodeRead("good"))
            runCurrent()
            assertEquals(listOf<Route?>(Route.Session("s8")), go.went)
        }

    @Test
    fun `in a session no other one is opened`() =
        runTest {
            phones.current = SessionSamples.line()
            val model = model()
            assertEquals(Now.UnderWay(SessionSamples.line()), model.state.value.now)
            model.send(SessionsEvent.OpenTapped)
            runCurrent()
            assertEquals(emptyList<NewSession>(), phones.opened)
        }

    @Test
    fun `a session joined by code does not keep a phone from opening its own`() =
        runTest {
            phones.current = SessionSamples.line()
            phones.page = phones.page.copy(organiser = null)
            val model = model()
            assertEquals(Now.Together(SessionSamples.line()), model.state.value.now)
            model.send(SessionsEvent.OpenTapped)
            runCurrent()
            assertEquals(1, phones.opened.size)
        }

    @Test
    fun `one that was forgotten yesterday ends first, and is handed in`() =
        runTest {
            val yesterday = SessionSamples.line(day = "2026-11-27")
            phones.current = yesterday
            val model = model()
            assertEquals(Now.Forgotten(yesterday), model.state.value.now)
            model.send(SessionsEvent.OpenTapped)
            runCurrent()
            assertEquals(emptyList<NewSession>(), phones.opened)
            model.send(SessionsEvent.EndForgottenTapped)
            runCurrent()
            assertEquals(listOf("closed"), phones.done)
            assertEquals(1, uploads.whenNear)
            assertEquals(Now.Free, model.state.value.now)
            model.send(SessionsEvent.OpenTapped)
            runCurrent()
            assertEquals(1, phones.opened.size)
        }

    @Test
    fun `skills are chosen by group, and where nobody is written down yet by number`() =
        runTest {
            val model = model()
            model.send(SessionsEvent.SkillsTapped)
            runCurrent()
            val groups = (model.state.value.part as Part.Teaching).groups.orEmpty()
            assertEquals(listOf("VNeID" to listOf("Mở VNeID")), groups.map { it.name to it.skills.map { it.title } })
            val empty =
                object : Phones() {
                    override fun people(
                        village: String,
                        after: String?,
                        limit: UInt,
                    ) = PeoplePage(emptyList(), null)

                    override fun guides() = GuidesInfo(1u, "2026-11-01", 2u, fromHall = false, listOf("vi"))

                    override fun steps(
                        skill: UShort,
                        resident: String?,
                        audience: List<Segment>,
                        language: String,
                    ): StepsPage {
                        if (skill.toInt() !in setOf(2, 46)) throw CoreException.NotFound("skill")
                        return super.steps(skill, resident, audience, language)
                    }
                }
            val other = model(FakePhone(empty))
            other.send(SessionsEvent.SkillsTapped)
            runCurrent()
            val found = (other.state.value.part as Part.Teaching).groups.orEmpty()
            assertEquals(listOf("Kỹ năng 2", "Kỹ năng 46"), found.single().skills.map { it.title })
            other.send(SessionsEvent.BackTapped)
            assertEquals(Part.Open, other.state.value.part)
        }

    @Test
    fun `a store that does not answer is told, and asked again`() =
        runTest {
            val broken =
                object : Phones() {
                    var isBroken = true

                    override fun today(): TodayPage =
                        if (isBroken) throw CoreException.Store(StoreProblem.FAILED) else super.today()
                }
            val model = model(FakePhone(broken))
            assertEquals(Problem.Store(StoreProblem.FAILED), model.state.value.problem)
            assertNull(model.state.value.sessions)
            broken.isBroken = false
            model.send(SessionsEvent.RetryTapped)
            runCurrent()
            assertNull(model.state.value.problem)
            assertEquals(emptyList<SessionLine>(), model.state.value.sessions)
        }
}
