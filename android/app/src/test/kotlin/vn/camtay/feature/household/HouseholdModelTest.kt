package vn.camtay.feature.household

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Test
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.HouseholdChange
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.StoreProblem
import vn.camtay.app.Drafts
import vn.camtay.app.FakeGo
import vn.camtay.app.Route
import vn.camtay.feature.household.HouseholdScreenState.Doing
import vn.camtay.feature.household.HouseholdScreenState.Shown
import vn.camtay.feature.household.HouseholdScreenState.What
import vn.camtay.feature.today.TodaySamples
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.SlowPhone
import vn.camtay.phone.Unset

@OptIn(ExperimentalCoroutinesApi::class)
class HouseholdModelTest {
    private val go = FakeGo()
    private val draft = Drafts(mutableMapOf()).of(Route.Household("h1"))

    /** A household with two who agreed, one who said no and one whom nobody has asked. */
    private open class Home : CoreInterface by Unset {
        var page = HouseholdSamples.page
        val recorded = mutableListOf<String>()

        override fun household(household: String) = page

        var session = TodaySamples.visiting

        override fun today() = TodaySamples.page.copy(session = session)

        override fun communeWords() = listOf("xã Vĩnh Thuỷ", "thôn", "Tổ công nghệ số")

        override fun visitHousehold(
            household: String,
            residents: List<String>,
            session: String?,
        ): String {
            recorded += "visited $household with ${residents.sorted()} in $session"
            return "entry${recorded.size}"
        }

        override fun countUnnamedRefusal(
            household: String,
            session: String?,
        ): String {
            recorded += "no name in $household in $session"
            return "entry${recorded.size}"
        }

        override fun takeBack(entry: String) {
            recorded += "took back $entry"
        }

        override fun changeHousehold(change: HouseholdChange) {
            recorded += "changed to ${change.head}, ${change.place}"
        }
    }

    private val home = Home()

    private fun TestScope.model(phone: Phone = FakePhone(home)) =
        HouseholdModel(phone, backgroundScope, go, draft, "h1").also { runCurrent() }

    private val HouseholdModel.shown get() = state.value as Shown

    @Test
    fun `only those who agreed can be said to have been met`() =
        runTest {
            val model = model()
            assertEquals(listOf("r1", "r2", "r5"), model.shown.agreed.map { it.id })
        }

    @Test
    fun `a visit is recorded with whom one met, in the session under way`() =
        runTest {
            val model = model()
            model.send(HouseholdEvent.VisitTapped)
            assertEquals("nobody is ticked beforehand", Doing.Visiting(emptySet()), model.shown.doing)
            for (tap in listOf("r2", "r1", "r5", "r2")) model.send(HouseholdEvent.MetTapped(tap))
            model.send(HouseholdEvent.VisitSaved)
            runCurrent()
            assertEquals(listOf("visited h1 with [r1, r5] in s1"), home.recorded)
            assertEquals(Doing.Looking, model.shown.doing)
            assertEquals(What.Visited, model.shown.undo?.what)
        }

    @Test
    fun `a session that was forgotten yesterday takes in no visit of today`() =
        runTest {
            home.session = home.session.copy(day = "2026-11-22")
            val model = model()
            model.send(HouseholdEvent.VisitTapped)
            model.send(HouseholdEvent.VisitSaved)
            runCurrent()
            assertEquals(listOf("visited h1 with [] in null"), home.recorded)
        }

    @Test
    fun `with nobody to choose one tap is enough`() =
        runTest {
            home.page = home.page.copy(people = emptyList(), notAsked = emptyList())
            val model = model()
            model.send(HouseholdEvent.VisitTapped)
            runCurrent()
            assertEquals(listOf("visited h1 with [] in s1"), home.recorded)
        }

    @Test
    fun `two taps record once`() =
        runTest {
            val model = model(SlowPhone(home))
            advanceTimeBy(1_000)
            model.send(HouseholdEvent.NoNameTapped)
            model.send(HouseholdEvent.NoNameTapped)
            advanceTimeBy(1_000)
            assertEquals(listOf("no name in h1 in s1"), home.recorded)
        }

    @Test
    fun `for ten seconds a tap is taken back`() =
        runTest {
            val model = model()
            model.send(HouseholdEvent.NoNameTapped)
            runCurrent()
            advanceTimeBy(9_900)
            model.send(HouseholdEvent.UndoTapped)
            model.send(HouseholdEvent.UndoTapped)
            runCurrent()
            assertEquals(listOf("no name in h1 in s1", "took back entry1"), home.recorded)
            assertNull(model.shown.undo)
        }

    @Test
    fun `after ten seconds there is nothing to take back`() =
        runTest {
            val model = model()
            model.send(HouseholdEvent.NoNameTapped)
            runCurrent()
            assertNotNull(model.shown.undo)
            advanceTimeBy(10_100)
            assertNull(model.shown.undo)
        }

    @Test
    fun `the second record has its own ten seconds`() =
        runTest {
            val model = model()
            model.send(HouseholdEvent.NoNameTapped)
            advanceTimeBy(6_000)
            model.send(HouseholdEvent.NoNameTapped)
            advanceTimeBy(6_000)
            assertEquals("entry2", model.shown.undo?.entry)
        }

    @Test
    fun `what can't be recorded is told, and who was chosen stays chosen`() =
        runTest {
            val full =
                object : Home() {
                    override fun visitHousehold(
                        household: String,
                        residents: List<String>,
                        session: String?,
                    ): String = throw CoreException.Store(StoreProblem.DISK_FULL)
                }
            val model = model(FakePhone(full))
            model.send(HouseholdEvent.VisitTapped)
            model.send(HouseholdEvent.MetTapped("r1"))
            model.send(HouseholdEvent.VisitSaved)
            runCurrent()
            assertEquals(Problem.Store(StoreProblem.DISK_FULL), model.shown.problem)
            assertEquals(Doing.Visiting(setOf("r1")), model.shown.doing)
        }

    @Test
    fun `whoever has not agreed is asked first`() =
        runTest {
            val model = model()
            for (resident in listOf("r1", "r3", "r4")) model.send(HouseholdEvent.PersonTapped(resident))
            val asked = listOf<Route?>(Route.Resident("r1"), Route.Consent("h1", "r3"), Route.Consent("h1", "r4"))
            assertEquals(asked, go.went)
        }

    @Test
    fun `an emptied field is refused, as to the core it would mean what it was`() =
        runTest {
            val model = model()
            model.send(HouseholdEvent.EditTapped)
            model.send(HouseholdEvent.WhereTyped(" "))
            model.send(HouseholdEvent.EditSaved)
            runCurrent()
            assertEquals(Problem.BadInput("place", InputProblem.EMPTY), model.shown.problem)
            model.send(HouseholdEvent.WhereTyped("ngõ 5"))
            assertNull(model.shown.problem)
            model.send(HouseholdEvent.EditSaved)
            runCurrent()
            assertEquals(listOf("changed to Trần Văn Tư, ngõ 5"), home.recorded)
            assertEquals(Doing.Looking, model.shown.doing)
        }

    @Test
    fun `what was typed outlives the model, and back throws it away`() =
        runTest {
            val model = model()
            model.send(HouseholdEvent.EditTapped)
            model.send(HouseholdEvent.HeadTyped("Trần Văn Tám"))
            val next = model()
            assertEquals(Doing.Editing("Trần Văn Tám", "ngõ 3, cổng xanh"), next.shown.doing)
            next.send(HouseholdEvent.BackTapped)
            assertEquals(Doing.Looking, next.shown.doing)
            assertEquals(Doing.Looking, model().shown.doing)
            next.send(HouseholdEvent.BackTapped)
            assertEquals(listOf<Route?>(null), go.went)
        }
}
