package vn.camtay.words

import android.app.Application
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.test.assert
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.onRoot
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.rules.ExternalResource
import org.junit.rules.RuleChain
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import vn.camtay.look.CamTayTheme
import vn.camtay.look.Measure
import vn.camtay.pictures.Checks
import vn.camtay.pictures.Variant

@RunWith(ParameterizedRobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], application = Application::class)
class ProblemNoticeTest(
    private val variant: Variant,
) {
    private val compose = createComposeRule()
    private val phone =
        object : ExternalResource() {
            override fun before() = variant.apply()
        }

    @get:Rule
    val rules: RuleChain = RuleChain.outerRule(phone).around(compose)

    @Test
    fun `every problem is shown whole, in one breath`() {
        val resources = RuntimeEnvironment.getApplication().resources
        val problems = ProblemWordsTest.PROBLEMS.distinctBy { it.said(resources) }
        var shown by mutableStateOf(problems.first())
        compose.setContent {
            CamTayTheme {
                key(shown) {
                    Box(Modifier.padding(horizontal = Measure.margin)) { ProblemNotice(shown) }
                }
            }
        }
        val faults =
            problems.flatMap { problem ->
                shown = problem
                compose.waitForIdle()
                val said = problem.said(resources)
                // Both sentences are one node: a screen reader does not stop between them.
                compose.onNodeWithText(said.what).assert(hasText(said.todo))
                val merged = compose.onRoot().fetchSemanticsNode()
                val unmerged = compose.onRoot(useUnmergedTree = true).fetchSemanticsNode()
                Checks(compose.density.density, merged, unmerged).faults().filterNot { "heading" in it }
            }
        assertEquals("", faults.joinToString("\n"))
    }

    companion object {
        @JvmStatic
        @ParameterizedRobolectricTestRunner.Parameters(name = "{0}")
        fun variants(): List<Array<Variant>> = listOf(Variant.Largest, Variant.EnglishLargest).map { arrayOf(it) }
    }
}
