package vn.camtay.feature.session

import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import uniffi.camtay_core.Consent
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.Organiser
import uniffi.camtay_core.Reason
import uniffi.camtay_core.Segment
import uniffi.camtay_core.SessionKind
import uniffi.camtay_core.SkillState
import uniffi.camtay_core.StepOutcome
import vn.camtay.app.Drafts
import vn.camtay.app.FakeGo
import vn.camtay.app.FakeUploads
import vn.camtay.app.ModelThread
import vn.camtay.app.Route
import vn.camtay.app.TestCamTay
import vn.camtay.app.colleague
import vn.camtay.app.enrol
import vn.camtay.app.until
import vn.camtay.app.value
import vn.camtay.feature.session.SessionState.Apart
import vn.camtay.feature.session.SessionState.Part
import vn.camtay.feature.session.SessionState.Shown
import vn.camtay.feature.session.SessionState.Standing
import vn.camtay.feature.session.SessionsState.Now
import vn.camtay.hall.Hall
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import java.util.concurrent.Executors

/** A class with the real core and the lists of a real hall. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "vi", application = TestCamTay::class)
class SessionWithHallTest {
    @get:Rule
    val hall = Hall()

    private val phone get() = ApplicationProvider.getApplicationContext<TestCamTay>().wiring.phone

    @get:Rule
    val main = ModelThread()

    private val scope = main.scope
    private val drafts = Drafts(mutableMapOf())
    private val go = FakeGo()
    private val uploads = FakeUploads()

    private fun SessionsModel.does(vararg events: SessionsEvent) = main.does { events.forEach(::send) }

    private fun SessionModel.does(vararg events: SessionEvent) = main.does { events.forEach(::send) }

    private fun SessionModel.until(isSo: (Shown) -> Boolean): Shown = state.until { it is Shown && isSo(it) } as Shown

    private fun sessions(of: Phone = phone) =
        SessionsModel(of, uploads, scope, go, Drafts(mutableMapOf()).of(Route.Sessions), "vi")

    private fun session(
        id: String,
        of: Phone = phone,
    ) = SessionModel(of, uploads, scope, go, drafts.of(Route.Session(id)), "vi", id)

    private fun <T> ask(call: CoreInterface.() -> T): T = runBlocking { phone.read(call).value() }

    private fun begin() {
        hall.write("ho.csv", "ma_ho,ma_thon,chu_ho,cho_o\nH1,PB,Trần Văn Tư,ngõ 3\nK1,LH,Y Blô Niê,xóm Suối\n")
        val people = "N1,H1,Trần Văn Minh,1988\nN2,H1,Trần Thị Lành,1956\nN3,K1,Nguyễn Thị Hoà,1971\n"
        hall.write("nguoi.csv", "ma_nguoi,ma_ho,ho_ten,nam_sinh\n$people")
        hall.run("import", "hall", "--households", "ho.csv", "--residents", "nguoi.csv")
        enrol(phone, hall)
    }

    private fun went(): Route {
        val deadline = System.nanoTime() + 20_000_000_000
        while (go.went.isEmpty()) {
            check(System.nanoTime() < deadline) { "nobody went anywhere" }
            Thread.sleep(20)
        }
        return go.went.removeAt(0)!!
    }

    /** A class in Phú Bình is opened by its form. */
    private fun open(): String {
        val model = sessions()
        val villages = model.state.until { it.sessions != null }.villages
        val lesson =
            SessionForm(
                village = villages.single { it.name == "Phú Bình" }.id,
                kind = SessionKind.CLASS,
                organiser = Organiser.WOMENS_UNION,
                audience = setOf(Segment.OLDER_PEOPLE),
                host = "Hợp tác xã Vĩnh Thuỷ",
                place = "nhà văn hoá thôn",
                skills = setOf(VNEID),
                whole = false,
            )
        model.does(SessionsEvent.FormChanged(lesson), SessionsEvent.OpenTapped)
        return (went() as Route.Session).session
    }

    @Test
    fun `a class from the first tick to its end, as the core then tells it`() {
        begin()
        val id = open()
        val model = session(id)
        assertEquals(Standing.UnderWay, model.until { true }.standing)

        // Two of the village's list are ticked, one of elsewhere is found and taken back.
        model.does(SessionEvent.PresentTapped)
        val listed = (model.until { it.part is Part.Present }.part as Part.Present).people
        assertEquals(listOf("Trần Thị Lành", "Trần Văn Minh"), listed.map { it.name })
        val (lanh, minh) = listed.map { it.id }
        for (one in listed) model.does(SessionEvent.PersonTapped(one.id, one.name, present = true))
        model.until { it.page.attended.size == 2 }
        model.does(SessionEvent.QueryTyped("hoa nguyen"))
        val found =
            model.until {
                (it.part as Part.Present)
                    .search.found
                    ?.residents
                    ?.isNotEmpty() == true
            }
        val hoa =
            (found.part as Part.Present)
                .search.found!!
                .residents
                .single()
                .id
        model.does(SessionEvent.PersonTapped(hoa, "Nguyễn Thị Hoà", present = true))
        model.until { it.page.attended.size == 3 && it.undo != null }
        assertEquals(Consent.GIVEN, ask { resident(hoa, "vi") }.consent)
        model.does(SessionEvent.UndoTapped)
        model.until { it.page.attended.size == 2 }
        assertEquals(null, ask { resident(hoa, "vi") }.consent)

        // Three without a name.
        model.does(SessionEvent.BackTapped, SessionEvent.HeadsTapped)
        repeat(3) { model.does(SessionEvent.HeadsStepped(1)) }
        model.does(SessionEvent.HeadsSaved)
        model.until { it.page.unnamed == 3u && it.part == Part.Summary && !it.busy }

        // All with help, but one.
        model.does(SessionEvent.MarkTapped)
        val groups = (model.until { (it.part as? Part.Choosing)?.groups != null }.part as Part.Choosing).groups!!
        assertTrue(groups.size > 5)
        val title = model.until { true }.titles.getValue(VNEID)
        model.does(SessionEvent.SkillTapped(VNEID, title))
        model.until { it.part is Part.Marking }
        model.does(
            SessionEvent.OutcomeTapped(StepOutcome.Helped),
            SessionEvent.PupilTapped(minh),
            SessionEvent.ApartTapped(Apart.Other(StepOutcome.Stuck(Reason.NO_NETWORK))),
            SessionEvent.MarksSaved,
        )
        model.until { it.part == Part.Summary && it.page.guided == 2u && !it.busy }

        model.does(SessionEvent.EndTapped, SessionEvent.EndConfirmed)
        val over = model.until { it.standing == Standing.Over && it.part == Part.Summary }
        assertEquals(1, uploads.whenNear)
        // What was taken back is handed in too, so that nobody else counts it.
        assertEquals(3u, over.waiting?.people)

        val told = ask { session(id) }
        assertFalse(told.line.open)
        assertEquals(SessionKind.CLASS to "nhà văn hoá thôn", told.line.kind to told.line.place)
        assertEquals("Hợp tác xã Vĩnh Thuỷ", told.host)
        assertEquals(listOf(Segment.OLDER_PEOPLE) to listOf(VNEID), told.audience to told.skills)
        assertEquals(setOf(lanh, minh), told.attended.map { it.id }.toSet())
        assertEquals(listOf(3u, 2u, 2u), listOf(told.unnamed, told.guided, told.guides))
        assertEquals(listOf("Lê Thị Lan"), told.volunteers)
        assertEquals(SkillState.Helped, stateOf(lanh))
        assertEquals(SkillState.Stuck(Reason.NO_NETWORK), stateOf(minh))
        assertTrue(ask { outboxState() }.records > 0u)
    }

    private fun stateOf(resident: String): SkillState =
        ask { resident(resident, "vi") }
            .groups
            .flatMap { it.skills }
            .single { it.skill == VNEID }
            .state

    @Test
    fun `a colleague joins by code, and nothing but the code of a session lets them in`() {
        begin()
        val id = open()
        val model = session(id)
        model.until { true }
        model.does(SessionEvent.CodeTapped)
        val code = (model.until { it.part is Part.Code }.part as Part.Code).text

        val colleague = colleague(hall)
        val joining = sessions(colleague)
        joining.state.until { it.sessions != null }
        joining.does(SessionsEvent.JoinTapped, SessionsEvent.CodeRead(hall.invitation("N2")))
        val wrong = joining.state.until { it.problem != null }
        assertEquals(Problem.BadInput("code", InputProblem.NOT_RECOGNISED), wrong.problem)
        joining.does(SessionsEvent.CodeRead(code))
        assertEquals(Route.Session(id), went())

        // Its opening has not come from the hall: the list is with the phone that opened it.
        assertEquals(Standing.Together, session(id, colleague).until { true }.standing)
        val now = sessions(colleague).state.until { it.sessions != null }.now
        assertTrue("$now", now is Now.Together)
        colleague.close()
    }

    private companion object {
        const val VNEID: UShort = 2u
    }
}
