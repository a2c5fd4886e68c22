package vn.camtay.feature.household

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
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import uniffi.camtay_core.Denied
import uniffi.camtay_core.HouseholdState
import uniffi.camtay_core.InputProblem
import vn.camtay.app.Drafts
import vn.camtay.app.FakeGo
import vn.camtay.app.ModelThread
import vn.camtay.app.Route
import vn.camtay.app.TestCamTay
import vn.camtay.app.enrol
import vn.camtay.app.until
import vn.camtay.feature.consent.ConsentEvent
import vn.camtay.feature.consent.ConsentModel
import vn.camtay.feature.consent.ConsentState.Stage
import vn.camtay.feature.household.HouseholdScreenState.Shown
import vn.camtay.feature.households.HouseholdsEvent
import vn.camtay.feature.households.HouseholdsModel
import vn.camtay.feature.households.HouseholdsState
import vn.camtay.feature.households.HouseholdsState.Place
import vn.camtay.hall.Hall
import vn.camtay.phone.Problem
import java.util.concurrent.Executors

/** Households and people with the real core and the lists of a real hall. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "vi", application = TestCamTay::class)
class PeopleWithHallTest {
    @get:Rule
    val hall = Hall()

    private val phone get() = ApplicationProvider.getApplicationContext<TestCamTay>().wiring.phone

    @get:Rule
    val main = ModelThread()

    private val scope = main.scope
    private val drafts = Drafts(mutableMapOf())
    private val go = FakeGo()

    private fun HouseholdsModel.does(vararg events: HouseholdsEvent) = main.does { events.forEach(::send) }

    private fun HouseholdModel.does(vararg events: HouseholdEvent) = main.does { events.forEach(::send) }

    private fun ConsentModel.does(vararg events: ConsentEvent) = main.does { events.forEach(::send) }

    private fun households(village: String? = null): HouseholdsModel {
        val route = Route.Households(village)
        return HouseholdsModel(phone, scope, go, drafts.of(route), village)
    }

    private fun household(id: String) = HouseholdModel(phone, scope, go, drafts.of(Route.Household(id)), id)

    private fun consent(
        household: String,
        resident: String?,
    ): ConsentModel {
        val route = Route.Consent(household, resident)
        return ConsentModel(phone, scope, go, drafts.of(route), household, resident, "vi")
    }

    private fun begin() {
        val names = listOf("Nguyễn Thị Hoà", "Hồ Văn Ăm", "Đặng Đình Đường")
        val homes = (1..120).map { "H$it,PB,${names[it % 3]},ngõ $it" }
        hall.write("ho.csv", "ma_ho,ma_thon,chu_ho,cho_o\n" + homes.joinToString("\n") + "\nK1,LH,Y Blô Niê,xóm Suối\n")
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

    private fun village(name: String): HouseholdsModel {
        val lines = households().state.until { it.place is Place.Villages }.place as Place.Villages
        val model = households(lines.lines.single { it.name == name }.id)
        model.state.until { it.place is Place.Village }
        return model
    }

    private val HouseholdsState.village get() = place as Place.Village

    @Test
    fun `a household is added in two fields and found without marks, and one lives there who said yes`() {
        begin()
        val model = village("Phú Bình")
        assertEquals(120u, model.state.value.village.village.households)
        assertEquals(50, model.state.value.village.lines.size)

        // What is refused is told at its field.
        model.does(HouseholdsEvent.AddTapped)
        model.does(HouseholdsEvent.HeadTyped("Trần Văn Bảy"))
        model.does(HouseholdsEvent.WhereTyped("căn cước 044056001234"))
        model.does(HouseholdsEvent.SaveTapped)
        val refused =
            model.state
                .until { it.village.adding?.problem != null }
                .village.adding!!
        assertEquals(Problem.BadInput("place", InputProblem.ID_NUMBER), refused.problem)
        model.does(HouseholdsEvent.WhereTyped("cạnh cây đa"))
        model.does(HouseholdsEvent.SaveTapped)
        val home = (went() as Route.Household).household

        model.does(HouseholdsEvent.QueryTyped("bay tran"))
        val found =
            model.state
                .until {
                    it.search.found
                        ?.households
                        ?.isNotEmpty() == true
                }.search.found!!
        assertEquals(listOf("Trần Văn Bảy" to "cạnh cây đa"), found.households.map { it.head to it.place })

        // Somebody too young is refused, and what was typed stays.
        val consent = consent(home, null)
        assertTrue(
            consent.state
                .until { it.sentence.isNotEmpty() }
                .sentence.length > 40,
        )
        consent.does(ConsentEvent.YesTapped)
        val empty = (consent.state.value.stage as Stage.Writing).form
        consent.does(ConsentEvent.FormChanged(empty.copy(name = "Phạm Thị Tám", birthYear = "2015")))
        consent.does(ConsentEvent.SaveTapped)
        val young = consent.state.until { it.problem != null }
        assertEquals(Problem.NotAllowed(Denied.NOT_AN_ADULT), young.problem)
        consent.does(ConsentEvent.FormChanged(empty.copy(name = "Phạm Thị Tám", birthYear = "1961")))
        consent.does(ConsentEvent.SaveTapped)
        val resident = (went() as Route.Resident).resident

        model.does(HouseholdsEvent.QueryTyped("pham tam"))
        val person =
            model.state
                .until {
                    it.search.found
                        ?.residents
                        ?.isNotEmpty() == true
                }.search.found!!
        assertEquals(resident, person.residents.single().id)
        assertEquals(listOf(resident), (household(home).state.until { it is Shown } as Shown).agreed.map { it.id })
    }

    @Test
    fun `a visit is recorded, and taken back for ten seconds`() {
        begin()
        val list = village("Phú Bình")
        val home =
            list.state.value.village.lines
                .first()
                .id
        val model = household(home)
        val before = model.state.until { it is Shown } as Shown
        assertEquals(HouseholdState.NOT_VISITED, before.page.state)
        model.does(HouseholdEvent.VisitTapped)
        val visited = model.state.until { it is Shown && it.undo != null && it.isVisitedToday } as Shown
        assertEquals(listOf(visited.today), visited.page.visited)
        model.does(HouseholdEvent.UndoTapped)
        model.state.until { it is Shown && it.undo == null && !it.isVisitedToday }
    }

    @Test
    fun `somebody of the commune's list is asked first, and a no is kept`() {
        begin()
        val list = households()
        list.does(HouseholdsEvent.QueryTyped("minh tran"))
        val minh =
            list.state
                .until {
                    it.search.found
                        ?.residents
                        ?.isNotEmpty() == true
                }.search.found!!
                .residents
                .single()
        val home = minh.household!!
        val model = household(home)
        model.state.until { it is Shown }
        model.does(HouseholdEvent.PersonTapped(minh.id))
        assertEquals(Route.Consent(home, minh.id), went())
        val consent = consent(home, minh.id)
        consent.state.until { it.sentence.isNotEmpty() }
        consent.does(ConsentEvent.NoTapped)
        consent.state.until { it.stage is Stage.NoName }
        val after = model.state.until { it is Shown && it.page.people.any { one -> one.refused } } as Shown
        assertEquals(
            listOf("Trần Văn Minh"),
            after.page.people
                .filter { it.refused }
                .map { it.name },
        )
    }
}
