package vn.camtay.words

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import uniffi.camtay_core.ConsentMissing
import uniffi.camtay_core.Denied
import uniffi.camtay_core.HallProblem
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.NetworkProblem
import uniffi.camtay_core.StoreProblem
import vn.camtay.phone.Problem
import java.io.File

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "vi", application = android.app.Application::class)
class ProblemWordsTest {
    private val vietnamese by lazy { resourcesIn("vi") }
    private val english by lazy { resourcesIn("en") }

    @Test
    fun `the problems asked for here are all there are`() {
        fun casesOf(type: Class<*>) = type.declaredClasses.filter { type.isAssignableFrom(it) }.toSet()
        assertEquals(casesOf(Problem::class.java), PROBLEMS.map { it.javaClass }.toSet())
        assertEquals(casesOf(HallProblem::class.java), HALL.map { it.javaClass }.toSet())
    }

    @Test
    fun `every problem is told in two sentences that blame nobody`() {
        val faults =
            listOf("vi" to vietnamese, "en" to english).flatMap { (language, resources) ->
                PROBLEMS.flatMap { problem ->
                    val said = problem.said(resources)
                    val faults =
                        listOf(said.what, said.todo).flatMap { faultsOf(it, language) + shapeFaults(it) } +
                            if (said.what == said.todo) listOf("says the same twice: ${said.what}") else emptyList()
                    faults.map { "$language $problem: $it" }
                }
            }
        assertEquals("", faults.joinToString("\n"))
    }

    @Test
    fun `what is so is short enough for a title`() {
        val long = PROBLEMS.flatMap { listOf(it.said(vietnamese), it.said(english)) }.filter { it.what.length > 75 }
        assertEquals(emptyList<Said>(), long)
    }

    @Test
    fun `English is English`() {
        val foreign = Regex("""[ăâđêôơưạảãàáằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]""")
        val left =
            PROBLEMS
                .map { it.said(english) }
                .flatMap { listOf(it.what, it.todo) }
                .filter { foreign.containsMatchIn(it.replace("Cầm Tay", "")) }
        assertEquals(emptyList<String>(), left)
        for (problem in PROBLEMS) assertNotEquals(problem.said(vietnamese), problem.said(english))
    }

    @Test
    fun `two problems that want different deeds are not told alike`() {
        val same =
            (PROBLEMS - LATER)
                .distinctBy { it.said(vietnamese) }
                .groupBy { it.said(vietnamese).what }
                .filterValues { it.size > 1 }
        assertEquals(emptyMap<String, List<Problem>>(), same)
    }

    @Test
    fun `whoever could not hand in reads that nothing is lost`() {
        val feared =
            NetworkProblem.entries.filter { it != NetworkProblem.NOT_THE_HALL }.map(Problem::Network) +
                listOf(
                    HallProblem.Unavailable(30u),
                    HallProblem.Refused,
                    HallProblem.Newer,
                    HallProblem.BadAnswer,
                    HallProblem.Fork,
                    HallProblem.TwoHalls,
                    HallProblem.Suspended,
                ).map(Problem::Hall) + Problem.Unexpected
        val comfort = Regex("vẫn|không mất", RegexOption.IGNORE_CASE)
        assertEquals(emptyList<Problem>(), feared.filterNot { comfort.containsMatchIn(it.said(vietnamese).todo) })
        val comfortInEnglish = Regex("still|stays?|nothing is lost", RegexOption.IGNORE_CASE)
        assertEquals(emptyList<Problem>(), feared.filterNot { comfortInEnglish.containsMatchIn(it.said(english).todo) })
    }

    @Test
    fun `a wait is told as people say it`() {
        val expected =
            mapOf(0L to "một lát", 1L to "1 giây", 30L to "30 giây", 90L to "90 giây", 91L to "2 phút") +
                mapOf(
                    300L to "5 phút",
                    301L to "6 phút",
                    3_600L to "60 phút",
                    14_399L to "4 tiếng",
                    14_400L to "4 tiếng",
                )
        assertEquals(expected, expected.mapValues { vietnamese.waitWords(it.key) })
        assertEquals("1 second", english.waitWords(1))
        assertEquals("4 hours", english.waitWords(14_400))
        assertTrue(vietnamese.waitWords(Long.MAX_VALUE).endsWith("tiếng"))
    }

    @Test
    fun `the wait stands in the sentence`() {
        assertEquals("Chờ 5 phút rồi nhập lại.", Problem.WrongPin(300, 5).said(vietnamese).todo)
        assertTrue(
            Problem
                .Hall(HallProblem.Busy(45u))
                .said(vietnamese)
                .todo
                .contains("45 giây"),
        )
        assertTrue(
            Problem
                .Hall(HallProblem.Unavailable(600u))
                .said(english)
                .todo
                .contains("10 minutes"),
        )
        assertFalseWait(Problem.WrongPin(0, 1).said(vietnamese).todo)
    }

    @Test
    fun `the fields of the forms have words of their own`() {
        fun said(
            field: String,
            reason: InputProblem,
        ) = Problem.BadInput(field, reason).said(vietnamese)
        assertEquals("Chưa có tên.", said("name", InputProblem.EMPTY).what)
        assertEquals("Chưa có tên chủ hộ.", said("head", InputProblem.EMPTY).what)
        assertEquals("Không còn thấy hộ này.", said("household", InputProblem.ID).what)
        assertEquals("Đây không phải mã của một buổi.", said("code", InputProblem.NOT_RECOGNISED).what)
        assertNotEquals(said("note", InputProblem.TOO_LONG), said("parcel", InputProblem.TOO_LONG))
    }

    @Test
    fun `no field of the core falls through to nothing`() {
        val call = Regex("""CoreError::input\(\s*"(\w+)"|NotFound\("(\w+)"\)""")
        val core = File("../core/src").walk().filter { it.extension == "rs" }.map(File::readText)
        val named = core.flatMap { call.findAll(it) }.map { it.groupValues[1] + it.groupValues[2] }.toSet()
        assertTrue("the core was read", named.size > 10)
        val unknown = named.filter { it !in FIELDS && it !in NOT_FOUND }
        assertEquals("add them to the cases here and look at their words", emptyList<String>(), unknown)
    }

    private fun assertFalseWait(text: String) = assertTrue(text, !text.contains("Chờ"))

    private fun shapeFaults(sentence: String) =
        buildList {
            if (!sentence.endsWith('.')) add("ends in the middle: $sentence")
            if (sentence.firstOrNull()?.isUpperCase() != true) add("begins in the middle: $sentence")
            if (sentence.length > 130) add("is too long: $sentence")
        }

    internal companion object {
        /** Told like another one, but with a wait. */
        val LATER: Set<Problem> =
            setOf(
                Problem.WrongPin(14_400, 8),
                Problem.Hall(HallProblem.Busy(45u)),
                Problem.Hall(HallProblem.Unavailable(600u)),
            )

        val FIELDS =
            listOf("name", "head", "place", "phone", "birth_year", "pin", "note", "host", "day", "come_back", "on") +
                listOf("residents", "answers", "question", "answer", "step", "skill", "consent", "unnamed", "other") +
                listOf("code", "frames", "reply", "parcel", "after", "household", "resident", "village", "session") +
                listOf("entry", "something later")

        val NOT_FOUND =
            listOf("resident", "household", "session", "village", "parcel", "entry", "PIN", "file", "practice", "skill")

        val HALL =
            listOf(
                HallProblem.BadInvitation,
                HallProblem.BadCode,
                HallProblem.NotApproved,
                HallProblem.Suspended,
                HallProblem.Revoked,
                HallProblem.Fork,
                HallProblem.EarlierMissing,
                HallProblem.TwoHalls,
                HallProblem.Busy(0u),
                HallProblem.Busy(45u),
                HallProblem.Unavailable(0u),
                HallProblem.Unavailable(600u),
                HallProblem.Refused,
                HallProblem.Newer,
                HallProblem.BadAnswer,
                HallProblem.BadPack,
            )

        val PROBLEMS: List<Problem> =
            listOf(Problem.Locked, Problem.WrongPin(0, 1), Problem.WrongPin(14_400, 8), Problem.Unexpected) +
                NOT_FOUND.map(Problem::NotFound) +
                Denied.entries.map(Problem::NotAllowed) +
                FIELDS.flatMap { field -> InputProblem.entries.map { Problem.BadInput(field, it) } } +
                ConsentMissing.entries.map(Problem::NeedsConsent) +
                NetworkProblem.entries.map(Problem::Network) +
                HALL.map(Problem::Hall) +
                StoreProblem.entries.map(Problem::Store)
    }
}
