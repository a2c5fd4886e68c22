package vn.camtay.feature.today

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
import uniffi.camtay_core.Contribution
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.NetworkProblem
import uniffi.camtay_core.PullResult
import uniffi.camtay_core.SearchPage
import uniffi.camtay_core.Segment
import uniffi.camtay_core.StepsPage
import vn.camtay.app.Drafts
import vn.camtay.app.FakeGo
import vn.camtay.app.Route
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.SlowPhone
import vn.camtay.phone.Unset
import vn.camtay.phone.guide

@OptIn(ExperimentalCoroutinesApi::class)
class TodayModelTest {
    private val go = FakeGo()
    private val draft = Drafts(mutableMapOf()).of(Route.Today)
    private val day = OneDay()

    private open class OneDay : CoreInterface by Unset {
        var page = TodaySamples.page
        val titles = mutableListOf<String>()
        var prepared = 0
        var pulled = 0

        override fun today() = page

        override fun contribution() = Contribution("Lê Thị Lan", emptyList())

        override fun communeWords() = listOf("xã Vĩnh Thuỷ", "thôn", "Tổ công nghệ số")

        override fun steps(
            skill: UShort,
            resident: String?,
            audience: List<Segment>,
            language: String,
        ): StepsPage {
            titles += "$skill in $language"
            if (skill != VNEID) throw CoreException.NotFound("skill")
            return guide(skill, "Mở tài khoản VNeID mức 2")
        }

        override fun prepareSearch() {
            prepared += 1
        }

        override fun search(
            query: String,
            limit: UInt,
        ) = SearchPage(emptyList(), emptyList(), more = false)

        override suspend fun pull(): PullResult {
            pulled += 1
            throw CoreException.Network(NetworkProblem.UNREACHABLE)
        }
    }

    private fun TestScope.model(phone: Phone = FakePhone(day)) =
        TodayModel(phone, backgroundScope, go, draft, "vi").also { runCurrent() }

    private val TodayModel.shown get() = state.value as TodayState.Shown

    @Test
    fun `today greets whom the hall has named, and shows what the core knows`() =
        runTest {
            val shown = model().shown
            assertEquals("Lê Thị Lan", shown.volunteer)
            assertEquals("xã Vĩnh Thuỷ", shown.commune)
            assertEquals(TodaySamples.page, shown.page)
        }

    @Test
    fun `each skill is asked for its title once, and a guide that is missing hides nobody`() =
        runTest {
            val phone = FakePhone(day)
            val model = model(phone)
            phone.changes.value += 1
            runCurrent()
            assertEquals(1, day.titles.count { it == "2 in vi" })
            assertEquals(mapOf(VNEID to "Mở tài khoản VNeID mức 2"), model.shown.skills)
            assertEquals(3, model.shown.page.comeBack.size)
        }

    @Test
    fun `a change anywhere is read again`() =
        runTest {
            val phone = FakePhone(day)
            val model = model(phone)
            day.page = day.page.copy(session = TodaySamples.visiting)
            phone.changes.value += 1
            runCurrent()
            assertEquals(
                "s1",
                model.shown.page.session
                    ?.id,
            )
        }

    @Test
    fun `who is forgotten is fetched once, and what went wrong is told`() =
        runTest {
            day.page = day.page.copy(expired = true)
            val model = model(SlowPhone(day))
            advanceTimeBy(2_000)
            repeat(2) { model.send(TodayEvent.FetchTapped) }
            assertTrue(model.shown.fetching)
            advanceTimeBy(2_000)
            assertEquals(1, day.pulled)
            assertFalse(model.shown.fetching)
            assertEquals(Problem.Network(NetworkProblem.UNREACHABLE), model.shown.problem)
        }

    @Test
    fun `search is made ready once, when a finger is in its field`() =
        runTest {
            val model = model()
            assertEquals(0, day.prepared)
            repeat(2) { model.send(TodayEvent.SearchTapped) }
            runCurrent()
            assertEquals(1, day.prepared)
            model.send(TodayEvent.QueryTyped("hoa"))
            runCurrent()
            assertEquals(SearchPage(emptyList(), emptyList(), false), model.shown.search.found)
        }

    @Test
    fun `what was searched for is still typed when the phone is opened again`() =
        runTest {
            model().send(TodayEvent.QueryTyped("hoa"))
            assertEquals("hoa", model().shown.search.query)
        }

    @Test
    fun `each tap leads where it says`() =
        runTest {
            val model = model()
            model.send(TodayEvent.StartSessionTapped)
            model.send(TodayEvent.NextHouseTapped)
            model.send(TodayEvent.SessionTapped("s2"))
            model.send(TodayEvent.WaitingTapped)
            model.send(TodayEvent.ResidentTapped("r1"))
            model.send(TodayEvent.OpenGuideTapped("r1", 2u))
            val places =
                listOf<Route?>(
                    Route.Sessions,
                    Route.Households(null),
                    Route.Session("s2"),
                    Route.Upload,
                    Route.Resident("r1"),
                    Route.Steps("r1", 2),
                )
            assertEquals(places, go.went)
        }

    @Test
    fun `what can't be read is told, and asked again`() =
        runTest {
            var locked = true
            val core =
                object : OneDay() {
                    override fun today() = if (locked) throw CoreException.Locked() else super.today()
                }
            val model = model(FakePhone(core))
            assertEquals(TodayState.Failed(Problem.Locked), model.state.value)
            locked = false
            model.send(TodayEvent.RetryTapped)
            runCurrent()
            assertNull(model.shown.problem)
        }

    private companion object {
        const val VNEID: UShort = 2u
    }
}
