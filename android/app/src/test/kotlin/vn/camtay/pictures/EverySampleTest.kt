package vn.camtay.pictures

import android.app.Application
import android.provider.Settings
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.isRoot
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.test.core.app.ApplicationProvider
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.ExternalResource
import org.junit.rules.RuleChain
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import vn.camtay.look.CamTayTheme

/** Every state of every screen, in both languages and in the largest text, is asked for faults. */
@RunWith(ParameterizedRobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], application = Application::class)
class EverySampleTest(
    private val feature: String,
    private val variant: Variant,
) {
    private val compose = createComposeRule()
    private val phone =
        object : ExternalResource() {
            override fun before() {
                val resolver = ApplicationProvider.getApplicationContext<Application>().contentResolver
                Settings.Global.putFloat(resolver, Settings.Global.ANIMATOR_DURATION_SCALE, 0f)
                variant.apply()
            }
        }

    @get:Rule
    val rules: RuleChain = RuleChain.outerRule(phone).around(compose)

    @Test
    fun `nothing is cut, small or without words`() {
        val samples = SAMPLES.getValue(feature)
        assertTrue("$feature has no samples: nothing of it would be looked at", samples.isNotEmpty())
        var shown by mutableStateOf(samples.first())
        compose.setContent { CamTayTheme { key(shown) { shown.content() } } }
        val faults =
            samples.flatMap { sample ->
                shown = sample
                compose.waitForIdle()
                // Where something is asked above the page, that is what is looked at.
                val merged = compose.onAllNodes(isRoot()).fetchSemanticsNodes().last()
                val unmerged = compose.onAllNodes(isRoot(), useUnmergedTree = true).fetchSemanticsNodes().last()
                val checks = Checks(compose.density.density, merged, unmerged)
                checks.faults().map { "${sample.name}: $it" }
            }
        assertEquals("", faults.joinToString("\n"))
    }

    companion object {
        @JvmStatic
        @ParameterizedRobolectricTestRunner.Parameters(name = "{0} {1}")
        fun cases(): List<Array<Any>> {
            val only = System.getProperty("camtay.features")?.split(',')
            val variants =
                listOf(Variant.Light, Variant.Largest, Variant.EnglishLargest, Variant.Lying)
            return SAMPLES.keys
                .filter { only == null || it in only }
                .flatMap { feature -> variants.map { arrayOf<Any>(feature, it) } }
        }
    }
}
