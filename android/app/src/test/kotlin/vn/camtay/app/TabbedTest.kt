package vn.camtay.app

import android.app.Application
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.getUnclippedBoundsInRoot
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.text.TextLayoutResult
import androidx.compose.ui.unit.dp
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import vn.camtay.look.CamTayTheme

@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], qualifiers = "vi-w360dp-h640dp-port-xhdpi", application = Application::class)
class TabbedTest {
    @get:Rule
    val compose = createComposeRule()

    private val tab = SemanticsMatcher.expectValue(SemanticsProperties.Role, Role.Tab)

    private fun show() =
        compose.setContent {
            CamTayTheme { Tabbed(Route.Today, hasTabs = true, {}) { Box(Modifier.fillMaxSize().testTag("place")) } }
        }

    @Test
    fun `in the largest text each tab still has its word on one line`() {
        RuntimeEnvironment.setFontScale(2f)
        show()
        val lines =
            compose.onAllNodes(tab).fetchSemanticsNodes().map { node ->
                val results = mutableListOf<TextLayoutResult>()
                node.config
                    .getOrElseNullable(SemanticsActions.GetTextLayoutResult) { null }
                    ?.action
                    ?.invoke(results)
                results.single().lineCount
            }
        assertEquals(listOf(1, 1, 1, 1), lines)
    }

    @Test
    @Config(qualifiers = "vi-w800dp-h360dp-land-xhdpi")
    fun `on a phone that lies the tabs take no height`() {
        show()
        val place = compose.onNodeWithTag("place").getUnclippedBoundsInRoot()
        assertEquals(360.dp, place.bottom - place.top)
        assertTrue("the tabs have no room", place.left >= 80.dp)
    }
}
