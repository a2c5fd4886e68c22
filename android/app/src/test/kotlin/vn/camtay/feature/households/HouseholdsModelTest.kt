package vn.camtay.feature.households

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.FoundHousehold
import uniffi.camtay_core.HouseholdState
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.NewHousehold
import uniffi.camtay_core.SearchPage
import uniffi.camtay_core.VillageLine
import vn.camtay.app.Drafts
import vn.camtay.app.FakeGo
import vn.camtay.app.Route
import vn.camtay.feature.households.HouseholdsState.Place
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.SlowPhone

@OptIn(ExperimentalCoroutinesApi::class)
class HouseholdsModelTest {
    private val go = FakeGo()
    private val draft = Drafts(mutableMapOf()).of(Route.Households(null))

    private fun TestScope.model(
        phone: Phone,
        village: String? = null,
    ) = HouseholdsModel(phone, backgroundScope, go, draft, village).also { runCurrent() }

    private val HouseholdsModel.place get() = state.value.place as Place.Village

    private fun HouseholdsModel.see(
        first: Int,
        last: Int,
    ) = send(HouseholdsEvent.Seen(place.lines[first].id, place.lines[last].id))

    @Test
    fun `with one village there is nothing to choose`() =
        runTest {
            assertEquals("v0", model(FakePhone(Village(3))).place.village.id)
        }

    @Test
    fun `with several villages one is chosen first`() =
        runTest {
            val model = model(FakePhone(Village(3, 5)))
            assertEquals(2, (model.state.value.place as Place.Villages).lines.size)
            model.send(HouseholdsEvent.VillageTapped("v1"))
            assertEquals(listOf<Route?>(Route.Households("v1")), go.went)
        }

    @Test
    fun `without a village the way leads to where they are fetched`() =
        runTest {
            val model = model(FakePhone(Village()))
            assertEquals(emptyList<VillageLine>(), (model.state.value.place as Place.Villages).lines)
            model.send(HouseholdsEvent.UploadTapped)
            assertEquals(listOf<Route?>(Route.Upload), go.went)
        }

    @Test
    fun `of 3,000 households one page is read until a finger moves`() =
        runTest {
            val village = Village(3_000)
            val model = model(FakePhone(village))
            assertEquals(50, village.rows)
            model.see(0, 8)
            runCurrent()
            assertEquals(50, village.rows)
            model.see(23, 31)
            runCurrent()
            assertEquals(100, village.rows)
        }

    @Test
    fun `a finger flies through 60,000 households and back, and nobody is left out or held`() =
        runTest {
            val model = model(FakePhone(Village(60_000)))
            val passed = sortedSetOf<Int>()
            var most = 0

            fun look() {
                most = maxOf(most, model.place.lines.size)
                val numbers = model.place.lines.map { it.id.drop(1).toInt() }
                assertEquals(numbers.first()..numbers.last(), numbers.first()..(numbers.first() + numbers.lastIndex))
                passed += numbers
            }
            look()
            while (model.place.more) {
                model.see(model.place.lines.size - 9, model.place.lines.lastIndex)
                runCurrent()
                look()
            }
            assertEquals(60_000, passed.size)
            passed.clear()
            while (model.place.earlier) {
                model.see(0, 8)
                runCurrent()
                look()
            }
            assertEquals(60_000, passed.last())
            assertEquals(60_000, passed.size)
            assertEquals(1, passed.first())
            assertTrue("$most rows at once", most <= 150)
        }

    @Test
    fun `what changes while a finger is in the middle leaves no household out`() =
        runTest {
            val village = Village(1_000)
            val phone = FakePhone(village)
            val model = model(phone)
            repeat(10) {
                model.see(model.place.lines.size - 9, model.place.lines.lastIndex)
                runCurrent()
            }
            val first = model.place.lines.first()
            // Three households of the pages in front were erased.
            village.numbers.removeAll(listOf(260, 261, 262))
            phone.changes.value += 1
            runCurrent()
            assertEquals("the list stays where it was", first, model.place.lines.first())
            while (model.place.earlier) {
                model.see(0, 8)
                runCurrent()
                val shown = model.place.lines.map { it.id.drop(1).toInt() }
                assertEquals(village.numbers.filter { it in shown.first()..shown.last() }, shown)
            }
            assertEquals(
                "h1",
                model.place.lines
                    .first()
                    .id,
            )
        }

    @Test
    fun `a filter asks for those alone, and the last tap wins`() =
        runTest {
            val model = model(SlowPhone(Village(40)))
            advanceTimeBy(1_000)
            model.send(HouseholdsEvent.FilterTapped(HouseholdState.DONE))
            model.send(HouseholdsEvent.FilterTapped(HouseholdState.COME_BACK))
            advanceTimeBy(1_000)
            assertEquals(HouseholdState.COME_BACK, model.place.filter)
            assertEquals(
                setOf(HouseholdState.COME_BACK),
                model.place.lines
                    .map { it.state }
                    .toSet(),
            )
        }

    @Test
    fun `a change that is read while a filter is chosen does not undo the choice`() =
        runTest {
            val phone = SlowPhone(Village(400))
            val model = model(phone)
            advanceTimeBy(1_000)
            // Three pages take longer to be read again than the first one of the filter.
            repeat(2) {
                model.see(model.place.lines.size - 9, model.place.lines.lastIndex)
                advanceTimeBy(1_000)
            }
            phone.touch()
            advanceTimeBy(250)
            model.send(HouseholdsEvent.FilterTapped(HouseholdState.DONE))
            advanceTimeBy(1_000)
            assertEquals(HouseholdState.DONE, model.place.filter)
        }

    @Test
    fun `who types fast sees the answer to the last letter alone`() =
        runTest {
            val village = Village(1)
            val model = model(SlowPhone(village))
            advanceTimeBy(1_000)
            for (query in listOf("h", "ho", "hoa")) {
                model.send(HouseholdsEvent.QueryTyped(query))
                assertEquals("what was typed is seen at once", query, model.state.value.search.query)
                advanceTimeBy(30)
            }
            advanceTimeBy(1_000)
            assertEquals(listOf("hoa"), village.queries)
            assertTrue(
                model.state.value.search.found!!
                    .more,
            )
        }

    @Test
    fun `between two letters what was found stays`() =
        runTest {
            val model = model(SlowPhone(Village(1)))
            advanceTimeBy(1_000)
            model.send(HouseholdsEvent.QueryTyped("hoa"))
            assertNull("looked up, not empty", model.state.value.search.found)
            advanceTimeBy(1_000)
            model.send(HouseholdsEvent.QueryTyped("hoa "))
            assertNotNull(model.state.value.search.found)
        }

    @Test
    fun `nothing typed is not nothing found`() =
        runTest {
            val model = model(FakePhone(Village(1)))
            model.send(HouseholdsEvent.QueryTyped("x"))
            runCurrent()
            assertEquals(SearchPage(emptyList(), emptyList(), false), model.state.value.search.found)
            model.send(HouseholdsEvent.QueryTyped(" "))
            runCurrent()
            assertFalse(model.state.value.search.isOn)
            assertNull(model.state.value.search.found)
        }

    @Test
    fun `two taps add one household, and one goes there`() =
        runTest {
            val village = Village(1)
            val model = model(SlowPhone(village))
            advanceTimeBy(1_000)
            model.send(HouseholdsEvent.AddTapped)
            model.send(HouseholdsEvent.HeadTyped("Trần Văn Bảy"))
            model.send(HouseholdsEvent.WhereTyped(" "))
            model.send(HouseholdsEvent.SaveTapped)
            model.send(HouseholdsEvent.SaveTapped)
            advanceTimeBy(1_000)
            model.send(HouseholdsEvent.SaveTapped)
            advanceTimeBy(1_000)
            assertEquals(listOf(NewHousehold("v0", "Trần Văn Bảy", null)), village.added)
            assertEquals(listOf<Route?>(Route.Household("new1")), go.went)
            assertNull(model.place.adding)
            assertEquals("", draft["head"])
        }

    @Test
    fun `what is refused is told at its field and stays typed, also for the next model`() =
        runTest {
            val refusing =
                object : CoreInterface by Village(1) {
                    override fun addHousehold(household: NewHousehold): String =
                        throw CoreException.BadInput("place", InputProblem.ID_NUMBER)
                }
            val model = model(FakePhone(refusing))
            model.send(HouseholdsEvent.AddTapped)
            model.send(HouseholdsEvent.HeadTyped("Trần Văn Bảy"))
            model.send(HouseholdsEvent.WhereTyped("044056001234"))
            model.send(HouseholdsEvent.SaveTapped)
            runCurrent()
            val adding = model.place.adding!!
            assertEquals(Problem.BadInput("place", InputProblem.ID_NUMBER), adding.problem)
            assertEquals("044056001234", adding.where)
            assertFalse(adding.busy)
            val next = model(FakePhone(refusing))
            assertEquals("Trần Văn Bảy", next.place.adding!!.head)
        }

    @Test
    fun `a form that was closed stays closed when something changes, and keeps its words`() =
        runTest {
            val phone = FakePhone(Village(1))
            val model = model(phone)
            model.send(HouseholdsEvent.AddTapped)
            model.send(HouseholdsEvent.HeadTyped("Trần Văn Bảy"))
            model.send(HouseholdsEvent.CancelTapped)
            phone.changes.value += 1
            runCurrent()
            assertNull(model.place.adding)
            assertNull("also for the next model", model(phone).place.adding)
            model.send(HouseholdsEvent.AddTapped)
            assertEquals("Trần Văn Bảy", model.place.adding!!.head)
        }

    @Test
    fun `the same head in this village is shown before it is added again`() =
        runTest {
            val here = FoundHousehold("h1", "Trần Văn Bảy", "ngõ 3", "Thôn 0")
            val core =
                object : CoreInterface by Village(1) {
                    override fun search(
                        query: String,
                        limit: UInt,
                    ) = SearchPage(emptyList(), listOf(here, here.copy(id = "h2", villageName = "Thôn 1")), false)
                }
            val model = model(FakePhone(core))
            model.send(HouseholdsEvent.AddTapped)
            model.send(HouseholdsEvent.HeadTyped("tran van bay"))
            runCurrent()
            assertEquals(listOf(here), model.place.adding!!.alike)
        }

    @Test
    fun `what can't be read is told, and asked again`() =
        runTest {
            var broken = true
            val core =
                object : CoreInterface by Village(2) {
                    override fun villages() = if (broken) throw CoreException.Internal() else Village(2).villages()
                }
            val model = model(FakePhone(core))
            assertEquals(Problem.Unexpected, model.state.value.problem)
            broken = false
            model.send(HouseholdsEvent.RetryTapped)
            runCurrent()
            assertNull(model.state.value.problem)
            assertEquals(2, model.place.lines.size)
        }
}
