package vn.camtay.feature.quickcheck

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.camtay_core.AreaScore
import uniffi.camtay_core.CheckAnswer
import uniffi.camtay_core.CheckGrowth
import uniffi.camtay_core.CheckPage
import uniffi.camtay_core.CheckQuestionWords
import uniffi.camtay_core.CheckResult
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.StoreProblem
import vn.camtay.app.Drafts
import vn.camtay.app.FakeGo
import vn.camtay.app.Route
import vn.camtay.feature.quickcheck.QuickCheckState.Areas
import vn.camtay.feature.quickcheck.QuickCheckState.Asking
import vn.camtay.feature.quickcheck.QuickCheckState.Done
import vn.camtay.feature.quickcheck.QuickCheckState.Part
import vn.camtay.feature.quickcheck.QuickCheckState.Ready
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Problem
import vn.camtay.phone.Unset

@OptIn(ExperimentalCoroutinesApi::class)
class QuickCheckModelTest {
    private val go = FakeGo()
    private val draft = Drafts(mutableMapOf()).of(Route.QuickCheck("r1", false))

    private open class Home : CoreInterface by Unset {
        var first = 1
        var page = CheckPage(emptyList(), null, null, null)
        val recorded = mutableListOf<String>()

        override fun checkPage(
            resident: String,
            language: String,
        ) = page.copy(questions = (first until first + 3).map(::question))

        override fun quickCheck(
            resident: String,
            after: Boolean,
            answers: List<CheckAnswer>,
        ) {
            recorded += "$resident after $after: ${answers.map { "${it.question}-${it.answer}" }}"
            // The next check asks other questions.
            first += 3
        }
    }

    private val home = Home()

    private fun TestScope.model(
        after: Boolean = false,
        core: Home = home,
    ) = QuickCheckModel(FakePhone(core), backgroundScope, go, draft, "vi", "r1", after).also { runCurrent() }

    private fun TestScope.tell(
        model: QuickCheckModel,
        vararg events: QuickCheckEvent,
    ) {
        for (event in events) model.send(event)
        runCurrent()
    }

    private val QuickCheckModel.asking get() = state.value as Asking

    private fun answer(at: Int) = QuickCheckEvent.AnswerTapped(at)

    @Test
    fun `before guidance nothing says whether an answer was safe`() =
        runTest {
            val model = model()
            assertTrue(model.state.value is Ready)
            tell(model, QuickCheckEvent.BeginTapped, answer(0))
            assertEquals(Part.Question, model.asking.part)
            assertEquals(
                2,
                model.asking.question
                    ?.number
                    ?.toInt(),
            )
            tell(model, answer(1), answer(0))
            assertEquals(listOf("r1 after false: [1-0, 2-1, 3-0]"), home.recorded)
            val done = model.state.value as Done
            assertEquals("safe is 1", Areas(emptyList(), emptyList(), listOf("area 1", "area 3")), done.areas)
            assertEquals(
                "what was asked, not what comes next",
                listOf(1, 2, 3),
                done.questions.map { it.number.toInt() },
            )
        }

    @Test
    fun `after guidance the reason follows each answer`() =
        runTest {
            home.page = home.page.copy(growth = CheckGrowth(listOf("a"), listOf("b"), listOf("c")))
            val model = model(after = true)
            tell(model, QuickCheckEvent.BeginTapped, answer(0))
            assertEquals(Part.Because, model.asking.part)
            assertEquals(
                1,
                model.asking.question
                    ?.number
                    ?.toInt(),
            )
            tell(model, answer(1))
            assertEquals("an answer is no answer to a reason", listOf(0), model.asking.answers)
            val rest = listOf(QuickCheckEvent.GoOnTapped, answer(1), QuickCheckEvent.GoOnTapped, answer(1))
            tell(model, *rest.toTypedArray())
            assertEquals("the last reason is read first", emptyList<String>(), home.recorded)
            tell(model, QuickCheckEvent.GoOnTapped)
            assertEquals(listOf("r1 after true: [1-0, 2-1, 3-1]"), home.recorded)
            assertEquals(Areas(listOf("a"), listOf("b"), listOf("c")), (model.state.value as Done).areas)
        }

    @Test
    fun `without a check before, the areas alone are told`() =
        runTest {
            val areas = listOf(AreaScore("money", 2u, 2u), AreaScore("phone", 0u, 1u))
            home.page = home.page.copy(after = CheckResult("2026-11-23", areas))
            val model = model(after = true)
            tell(model, QuickCheckEvent.BeginTapped)
            repeat(3) { tell(model, answer(1), QuickCheckEvent.GoOnTapped) }
            assertEquals(Areas(emptyList(), listOf("money"), listOf("phone")), (model.state.value as Done).areas)
        }

    @Test
    fun `leaving halfway asks, and loses nothing`() =
        runTest {
            val model = model()
            tell(model, QuickCheckEvent.BeginTapped, answer(0), QuickCheckEvent.BackTapped)
            assertEquals(Part.Leaving, model.asking.part)
            assertEquals(emptyList<Route?>(), go.went)
            tell(model, QuickCheckEvent.StayTapped)
            assertEquals(Part.Question, model.asking.part)
            tell(model, QuickCheckEvent.BackTapped, QuickCheckEvent.LaterTapped)
            assertEquals(listOf<Route?>(null), go.went)
            assertEquals(listOf(0), model().asking.answers)
        }

    @Test
    fun `thrown away is gone, and nothing answered leaves at once`() =
        runTest {
            val model = model()
            tell(model, QuickCheckEvent.BeginTapped, answer(0), QuickCheckEvent.BackTapped, QuickCheckEvent.DropTapped)
            val next = model()
            assertTrue(next.state.value is Ready)
            tell(next, QuickCheckEvent.BeginTapped, QuickCheckEvent.BackTapped)
            assertEquals(listOf<Route?>(null, null), go.went)
        }

    @Test
    fun `answers to other questions than these are not taken for answers to these`() =
        runTest {
            tell(model(), QuickCheckEvent.BeginTapped, answer(0), answer(1))
            home.first = 4
            assertTrue(model().state.value is Ready)
        }

    @Test
    fun `an answer can be changed until the last one`() =
        runTest {
            val model = model()
            tell(model, QuickCheckEvent.BeginTapped, answer(0), QuickCheckEvent.QuestionBeforeTapped, answer(1))
            assertEquals(listOf(1), model.asking.answers)
        }

    @Test
    fun `what can't be recorded is told, and recorded when there is room`() =
        runTest {
            var isFull = true
            val full =
                object : Home() {
                    override fun quickCheck(
                        resident: String,
                        after: Boolean,
                        answers: List<CheckAnswer>,
                    ) = if (isFull) {
                        throw CoreException.Store(
                            StoreProblem.DISK_FULL,
                        )
                    } else {
                        super.quickCheck(resident, after, answers)
                    }
                }
            val model = model(core = full)
            tell(model, QuickCheckEvent.BeginTapped, answer(1), answer(1), answer(1))
            assertEquals(Problem.Store(StoreProblem.DISK_FULL), model.asking.problem)
            isFull = false
            tell(model, QuickCheckEvent.GoOnTapped)
            assertEquals(listOf("r1 after false: [1-1, 2-1, 3-1]"), full.recorded)
        }

    private companion object {
        fun question(number: Int) =
            CheckQuestionWords(number.toUShort(), "area $number", "?", listOf("a", "b"), 1u, "vì")
    }
}
