package vn.camtay.feature.consent

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.camtay_core.Consent
import uniffi.camtay_core.ConsentSentence
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.Denied
import uniffi.camtay_core.FoundResident
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.NewResident
import uniffi.camtay_core.PhoneKind
import uniffi.camtay_core.SearchPage
import vn.camtay.app.Drafts
import vn.camtay.app.FakeGo
import vn.camtay.app.Route
import vn.camtay.feature.consent.ConsentState.Stage
import vn.camtay.feature.consent.ConsentState.Who
import vn.camtay.feature.household.HouseholdSamples
import vn.camtay.feature.today.TodaySamples
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.SlowPhone
import vn.camtay.phone.Unset

@OptIn(ExperimentalCoroutinesApi::class)
class ConsentModelTest {
    private val go = FakeGo()
    private val draft = Drafts(mutableMapOf()).of(Route.Consent("h1", null))
    private val home = Home()

    private open class Home : CoreInterface by Unset {
        val recorded = mutableListOf<String>()
        val added = mutableListOf<NewResident>()

        override fun household(household: String) = HouseholdSamples.page

        var session = TodaySamples.visiting

        override fun today() = TodaySamples.page.copy(session = session)

        override fun consentSentence(
            toClass: Boolean,
            language: String,
        ) = ConsentSentence(1u, "to class: $toClass, in $language")

        override fun recordConsent(
            resident: String,
            answer: Consent,
            session: String?,
        ) {
            recorded += "$resident $answer in $session"
        }

        override fun countUnnamedRefusal(
            household: String,
            session: String?,
        ): String {
            recorded += "no name in $household in $session"
            return "entry1"
        }

        override fun takeBack(entry: String) {
            recorded += "took back $entry"
        }

        override fun addResident(resident: NewResident): String {
            added += resident
            return "r${added.size}"
        }

        override fun search(
            query: String,
            limit: UInt,
        ): SearchPage {
            val here = FoundResident("r1", "Nguyễn Thị Hoà", 1956u, "h1", "Trần Văn Tư", "Phú Bình")
            return SearchPage(listOf(here, here.copy(id = "r8", villageName = "Linh Hải")), emptyList(), false)
        }
    }

    private fun TestScope.model(
        resident: String? = null,
        phone: Phone = FakePhone(home),
    ) = ConsentModel(phone, backgroundScope, go, draft, "h1", resident, "vi").also { runCurrent() }

    private val filled =
        ConsentSamples.empty.copy(name = "Nguyễn Thị Hoà", birthYear = " 1956 ", phoneKind = PhoneKind.SHARED)

    private val ConsentModel.writing get() = state.value.stage as Stage.Writing

    @Test
    fun `the sentence for one person is asked first, and nothing is ticked`() =
        runTest {
            val state = model().state.value
            assertEquals("to class: false, in vi", state.sentence)
            assertEquals(Stage.Asking, state.stage)
            assertEquals(Who.SomebodyNew, state.who)
            assertEquals("Trần Văn Tư", state.head)
        }

    @Test
    fun `nobody is written down who was not asked`() =
        runTest {
            val model = model()
            model.send(ConsentEvent.SaveTapped)
            runCurrent()
            assertEquals(emptyList<NewResident>(), home.added)
        }

    @Test
    fun `somebody new who says yes is written down once, with the yes and the session`() =
        runTest {
            val model = model(phone = SlowPhone(home))
            advanceTimeBy(1_000)
            model.send(ConsentEvent.YesTapped)
            model.send(ConsentEvent.FormChanged(filled))
            advanceTimeBy(1_000)
            repeat(2) { model.send(ConsentEvent.SaveTapped) }
            advanceTimeBy(1_000)
            model.send(ConsentEvent.SaveTapped)
            advanceTimeBy(1_000)
            val person = home.added.single()
            assertEquals(1956.toUShort(), person.birthYear)
            assertEquals(true, person.consentGiven)
            assertEquals("s1", person.session)
            assertNull(person.phone)
            assertEquals(listOf<Route?>(Route.Resident("r1")), go.went)
            assertEquals("", draft["name"])
        }

    @Test
    fun `who was written down today came in no session that was forgotten yesterday`() =
        runTest {
            home.session = home.session.copy(day = "2026-11-22")
            val model = model()
            model.send(ConsentEvent.YesTapped)
            model.send(ConsentEvent.FormChanged(filled))
            model.send(ConsentEvent.SaveTapped)
            runCurrent()
            assertEquals(listOf<String?>(null), home.added.map { it.session })
        }

    @Test
    fun `whoever goes back while it is written down stays until it is`() =
        runTest {
            val model = model(phone = SlowPhone(home))
            advanceTimeBy(1_000)
            model.send(ConsentEvent.NoTapped)
            model.send(ConsentEvent.BackTapped)
            assertEquals("nobody is to count the same head twice", emptyList<Route?>(), go.went)
            advanceTimeBy(1_000)
            assertTrue(model.state.value.stage is Stage.NoName)
            model.send(ConsentEvent.BackTapped)
            assertEquals(listOf<Route?>(null), go.went)
        }

    @Test
    fun `a year that is none is told at its field`() =
        runTest {
            val model = model()
            model.send(ConsentEvent.YesTapped)
            model.send(ConsentEvent.FormChanged(filled.copy(birthYear = "56?")))
            model.send(ConsentEvent.SaveTapped)
            runCurrent()
            assertEquals(Problem.BadInput("birth_year", InputProblem.BIRTH_YEAR), model.state.value.problem)
            assertEquals(emptyList<NewResident>(), home.added)
        }

    @Test
    fun `what the core refuses is told, and what was typed stays`() =
        runTest {
            val strict =
                object : Home() {
                    override fun addResident(resident: NewResident): String =
                        throw CoreException.NotAllowed(Denied.NOT_AN_ADULT)
                }
            val model = model(phone = FakePhone(strict))
            model.send(ConsentEvent.YesTapped)
            model.send(ConsentEvent.FormChanged(filled.copy(birthYear = "2012")))
            model.send(ConsentEvent.SaveTapped)
            runCurrent()
            assertEquals(Problem.NotAllowed(Denied.NOT_AN_ADULT), model.state.value.problem)
            assertEquals("2012", model.writing.form.birthYear)
            model.send(ConsentEvent.FormChanged(filled))
            assertNull("gone with the next letter", model.state.value.problem)
        }

    @Test
    fun `a no counts one head without a name, and can be taken back for ten seconds`() =
        runTest {
            val model = model()
            repeat(2) { model.send(ConsentEvent.NoTapped) }
            runCurrent()
            assertEquals(Stage.NoName("entry1"), model.state.value.stage)
            model.send(ConsentEvent.UndoTapped)
            runCurrent()
            assertEquals(listOf("no name in h1 in s1", "took back entry1"), home.recorded)
            assertEquals(Stage.Asking, model.state.value.stage)
        }

    @Test
    fun `after ten seconds the head stays counted`() =
        runTest {
            val model = model()
            model.send(ConsentEvent.NoNameTapped)
            advanceTimeBy(10_100)
            assertEquals(Stage.NoName(undo = null), model.state.value.stage)
            model.send(ConsentEvent.UndoTapped)
            model.send(ConsentEvent.DoneTapped)
            runCurrent()
            assertEquals(listOf("no name in h1 in s1"), home.recorded)
            assertEquals(listOf<Route?>(null), go.went)
        }

    @Test
    fun `somebody listed gives their own answer`() =
        runTest {
            val asked = model("r3")
            assertEquals(Who.Listed("Trần Văn Minh"), asked.state.value.who)
            asked.send(ConsentEvent.YesTapped)
            runCurrent()
            model("r3").run {
                send(ConsentEvent.NoTapped)
                runCurrent()
                assertEquals(Stage.NoName(undo = null), state.value.stage)
            }
            model("r3").send(ConsentEvent.LaterTapped)
            runCurrent()
            assertEquals(listOf("r3 GIVEN in s1", "r3 REFUSED in s1", "r3 ASKED in s1"), home.recorded)
            assertEquals(listOf<Route?>(Route.Resident("r3"), null), go.went)
        }

    @Test
    fun `a yes and what was typed outlive the model`() =
        runTest {
            val before = model()
            before.send(ConsentEvent.YesTapped)
            before.send(ConsentEvent.FormChanged(filled))
            assertEquals(filled, model().writing.form)
        }

    @Test
    fun `back leads to the question first, and the next yes finds what was typed`() =
        runTest {
            val model = model()
            model.send(ConsentEvent.YesTapped)
            model.send(ConsentEvent.FormChanged(filled))
            model.send(ConsentEvent.BackTapped)
            assertEquals(Stage.Asking, model.state.value.stage)
            assertEquals("a question is asked anew", Stage.Asking, model().state.value.stage)
            model.send(ConsentEvent.YesTapped)
            assertEquals(filled, model.writing.form)
            repeat(2) { model.send(ConsentEvent.BackTapped) }
            assertEquals(listOf<Route?>(null), go.went)
            assertEquals("whoever leaves takes nothing along", "", draft["name"])
        }

    @Test
    fun `the same name in this village is shown, from two words on`() =
        runTest {
            val model = model()
            model.send(ConsentEvent.YesTapped)
            model.send(ConsentEvent.FormChanged(filled.copy(name = "Nguyễn")))
            advanceTimeBy(1_000)
            assertEquals(emptyList<FoundResident>(), model.writing.alike)
            model.send(ConsentEvent.FormChanged(filled))
            advanceTimeBy(1_000)
            assertEquals(listOf("r1"), model.writing.alike.map { it.id })
            model.send(ConsentEvent.AlikeTapped("r1"))
            assertEquals(listOf<Route?>(Route.Resident("r1")), go.went)
        }
}
