package vn.camtay.layers

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** The rules of the house, read from the sources. */
class LayersTest {
    private val main = File("app/src/main/kotlin/vn/camtay")
    private val sources = main.walk().filter { it.extension == "kt" }.toList()

    @Test
    fun `the core is seen by its door alone`() {
        val closed =
            Regex(
                """import uniffi\.camtay_core\.(Core|CoreException|HandIn\w*Listener|HandInInterface)\b""",
            )
        assertNone("imports the core itself", { closed.containsMatchIn(it) }) { folderOf(it) == "phone" }
    }

    @Test
    fun `a view has no words and no colours of its own`() {
        val literal =
            Regex(
                """\b(Words|QuietWords|Section|MainButton|WideButton|QuietButton|PillButton|StateChip|ChoiceChip|Notice|PageHead|EmptyState|ListRow)\(\s*(text = |title = )?"[^"$]*\p{L}""",
            )
        assertNone("has words that stand in no resource", { literal.containsMatchIn(it) }) { false }
        val colour = Regex("""\bColor\(0x""")
        assertNone("has a colour of its own", { colour.containsMatchIn(it) }) {
            folderOf(it) == "look" ||
                folderOf(it) == "scan"
        }
    }

    @Test
    fun `a view neither asks the phone nor starts work`() {
        val views = sources.filter { it.name.endsWith("View.kt") || it.name.endsWith("Screen.kt") }
        assertTrue(views.size > 10)
        val work = Regex("""phone\.(read|write|online|handIn)\b|GlobalScope|Dispatchers\.|System\.currentTimeMillis""")
        assertEquals(emptyList<String>(), views.filter { work.containsMatchIn(it.readText()) }.map { it.path })
    }

    @Test
    fun `every word, colour and picture is used`() {
        val folders = File("app/src/main/res").listFiles().orEmpty()
        val files = folders.flatMap { it.listFiles().orEmpty().toList() } + File("app/src/main/AndroidManifest.xml")
        val xml = files.filter { it.extension == "xml" }.associateWith(File::readText)
        val uses =
            Regex("""(?:\bR\.|@)(string|plurals|color|drawable)[./](\w+)""")
                .findAll((sources.map(File::readText) + xml.values).joinToString("\n"))
                .mapTo(mutableSetOf()) { it.groupValues[1] to it.groupValues[2] }
        val named = Regex("""<(string|plurals|color) name="(\w+)"""")
        val made =
            xml.values.flatMap { text -> named.findAll(text).map { it.groupValues[1] to it.groupValues[2] } } +
                xml.keys.filter { it.parentFile.name == "drawable" }.map { "drawable" to it.nameWithoutExtension }
        assertTrue(made.size > 1000)
        assertEquals(emptyList<Pair<String, String>>(), made.filterNot(uses::contains))
    }

    @Test
    fun `every feature has its state, events, model, samples and a test`() {
        val tests = File("app/src/test/kotlin/vn/camtay/feature")
        val missing =
            File(main, "feature").listFiles().orEmpty().filter(File::isDirectory).flatMap { feature ->
                val own = feature.list().orEmpty().toList() + File(tests, feature.name).list().orEmpty()
                listOf("State", "Event", "Model", "Screen", "Samples", "Test")
                    .filter { part ->
                        val text by lazy { feature.walk().filter(File::isFile).joinToString("\n") { it.readText() } }
                        own.none { it.contains(part) } &&
                            !Regex("""\b(class|interface)\s+\w*$part\b""").containsMatchIn(text)
                    }.map { "${feature.name}: $it" }
            }
        assertEquals(emptyList<String>(), missing)
    }

    @Test
    fun `nothing asks for what Android 7 has not`() {
        val newer = Regex("""import java\.(time|nio\.file)\.|java\.util\.Base64|\.removeLast\(\)|\.removeFirst\(\)""")
        assertNone("uses what came after Android 7", { newer.containsMatchIn(it) }) { false }
    }

    @Test
    fun `nothing but the core talks to a network`() {
        val sockets = Regex("""java\.net\.(Socket|URL|HttpURLConnection)|okhttp|ktor""")
        assertNone("talks to a network", { sockets.containsMatchIn(it) }) { false }
    }

    private fun assertNone(
        what: String,
        isSo: (String) -> Boolean,
        isAllowed: (File) -> Boolean,
    ) = assertEquals(
        what,
        emptyList<String>(),
        sources.filter { !isAllowed(it) && isSo(it.readText()) }.map { it.relativeTo(main).path },
    )

    private fun folderOf(file: File) = file.relativeTo(main).path.substringBefore('/')
}
