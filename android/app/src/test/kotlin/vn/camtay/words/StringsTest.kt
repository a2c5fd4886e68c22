package vn.camtay.words

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.w3c.dom.Element
import java.io.File
import java.text.Normalizer
import javax.xml.parsers.DocumentBuilderFactory

/** Every word of the app, read from its resources: both languages say the same things. */
class StringsTest {
    private val resources = File(System.getProperty("user.dir"), "app/src/main/res")
    private val vietnamese = read("values")
    private val english = read("values-en")

    @Test
    fun `both languages have the same words in the same files`() {
        assertTrue(vietnamese.size > 100)
        assertEquals(vietnamese.map(Words::place).sorted(), english.map(Words::place).sorted())
    }

    @Test
    fun `no word stands twice`() {
        for (words in listOf(vietnamese, english)) {
            assertEquals(emptySet<String>(), words.groupBy(Words::key).filterValues { it.size > 1 }.keys)
        }
    }

    @Test
    fun `both languages leave the same holes`() {
        val other = english.associateBy(Words::key)
        val differing =
            vietnamese.filter { words -> other[words.key]?.let { it.holes != words.holes } ?: false }.map(Words::key)
        assertEquals(emptyList<String>(), differing)
    }

    @Test
    fun `holes are numbered where there are two`() {
        val loose = (vietnamese + english).filter { Regex("""%[ds].*%[ds]""").containsMatchIn(it.text) }
        assertEquals(emptyList<String>(), loose.map(Words::key))
    }

    @Test
    fun `every word is called after what it is for`() {
        val name = Regex("""app_name|(screen|action|common|a11y|problem)_[a-z0-9_]+""")
        assertEquals(emptyList<String>(), vietnamese.map(Words::name).filterNot(name::matches))
    }

    @Test
    fun `Vietnamese counts in one way, English in two`() {
        fun ways(words: List<Words>) =
            words.filter { it.quantity != null }.groupBy(Words::name, { it.quantity }).mapValues { it.value.toSet() }
        assertEquals(emptyMap<String, Set<String?>>(), ways(vietnameseWithAll()).filterValues { it != setOf("other") })
        assertEquals(
            emptyMap<String, Set<String?>>(),
            ways(read("values-en", all = true)).filterValues {
                it !=
                    setOf("one", "other")
            },
        )
    }

    @Test
    fun `nothing was left in the other language`() {
        val marks = Regex("""[ăâđêôơưĂÂĐÊÔƠƯ\u1EA0-\u1EF9]""")
        val left =
            english.filter {
                marks.containsMatchIn(
                    it.text.withoutNames(),
                )
            }
        assertEquals(emptyList<String>(), left.map { "${it.key}: ${it.text}" })
        val other = english.associateBy(Words::key)
        val same =
            vietnamese.filter { words ->
                val spoken =
                    words.text
                        .withoutNames()
                        .split(' ')
                        .count { word -> word.any(Char::isLetter) }
                spoken > 2 && other[words.key]?.text == words.text
            }
        assertEquals(emptyList<String>(), same.map(Words::key))
    }

    @Test
    fun `nobody is spoken to like a machine`() {
        val faults =
            listOf("vi" to vietnamese, "en" to english).flatMap { (language, all) ->
                all.flatMap { words ->
                    val text = Regex("""%(\d\$)?0?\d?[ds]|%%""").replace(words.text, "7")
                    faultsOf(text, language).map { "$language ${words.key} $it" }
                }
            }
        assertEquals("", faults.joinToString("\n"))
    }

    @Test
    fun `what a problem sends one to is called so on its screen`() {
        for (words in listOf(vietnamese, english)) {
            val texts = words.map(Words::text).toSet()
            val named =
                words.filter { it.name.startsWith("problem_") }.flatMap { problem ->
                    Regex("“([^”]+)”").findAll(problem.text).map { problem.key to it.groupValues[1] }
                }
            assertTrue(named.isNotEmpty())
            assertEquals(emptyList<Pair<String, String>>(), named.filter { it.second !in texts })
        }
    }

    @Test
    fun `words are in their one normal form without spaces to spare`() {
        val odd =
            (vietnamese + english).filter {
                !Normalizer.isNormalized(
                    it.text,
                    Normalizer.Form.NFC,
                ) || it.text != it.text.trim() || "  " in it.text ||
                    "..." in it.text
            }
        assertEquals(emptyList<String>(), odd.map(Words::key))
    }

    private fun String.withoutNames() = NAMES.fold(this) { text, name -> text.replace(name, "") }

    private fun vietnameseWithAll() = read("values", all = true)

    /** The `other` of plurals stands for them; [all] gives each of their forms. */
    private fun read(
        folder: String,
        all: Boolean = false,
    ): List<Words> =
        File(resources, folder)
            .listFiles { file -> file.name.startsWith("strings") && file.extension == "xml" }
            .orEmpty()
            .sorted()
            .flatMap { file -> wordsOf(file).filter { all || it.quantity == null || it.quantity == "other" } }

    private fun wordsOf(file: File): List<Words> {
        val root =
            DocumentBuilderFactory
                .newInstance()
                .newDocumentBuilder()
                .parse(file)
                .documentElement
        return elementsOf(root)
            .filter { it.getAttribute("translatable") != "false" }
            .flatMap { element ->
                val name = element.getAttribute("name")
                when (element.tagName) {
                    "string" -> listOf(Words(file.name, name, null, unescaped(element)))
                    "plurals" ->
                        elementsOf(element).map { Words(file.name, name, it.getAttribute("quantity"), unescaped(it)) }
                    else -> error("${file.name} has a ${element.tagName}")
                }
            }
    }

    private fun elementsOf(element: Element): List<Element> =
        (0 until element.childNodes.length).mapNotNull { element.childNodes.item(it) as? Element }

    private fun unescaped(element: Element) =
        element.textContent
            .replace("\\n", "\n")
            .replace("\\'", "'")
            .replace("\\\"", "\"")

    /** One text of a file. */
    private class Words(
        private val file: String,
        val name: String,
        val quantity: String?,
        val text: String,
    ) {
        val key = name + quantity?.let { " ($it)" }.orEmpty()
        val place = "$file: $key"
        val holes =
            Regex("""%(\d+\$)?0?\d*([ds])""")
                .findAll(text)
                .map { it.value }
                .sorted()
                .toList()
    }

    private companion object {
        val NAMES = listOf("Cầm Tay", "Tiếng Việt", "Quảng Trị", "Vân Kiều")
    }
}
