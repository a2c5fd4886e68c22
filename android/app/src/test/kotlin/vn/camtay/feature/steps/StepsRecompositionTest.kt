package vn.camtay.feature.steps

import android.app.Application
import androidx.compose.runtime.Composer
import androidx.compose.runtime.CompositionTracer
import androidx.compose.runtime.InternalComposeTracingApi
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.junit4.v2.createComposeRule
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import uniffi.camtay_core.StepOutcome
import vn.camtay.bench.Compositions
import vn.camtay.look.CamTayTheme

/** A second goes by ten times after each tap: an old phone must not draw the step anew each time. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], qualifiers = "vi-w384dp-h800dp-xhdpi", application = Application::class)
class StepsRecompositionTest {
    @get:Rule
    val compose = createComposeRule()

    private val compositions = Compositions()
    private val first = StepsSamples.install(5).copy(undo = Undo(4, 1, StepOutcome.Helped, 10))
    private var shown by mutableStateOf<StepsState>(first)

    @Test
    fun `a second of the countdown draws the countdown only`() {
        val send = { _: StepsEvent -> }
        compose.setContent { CamTayTheme { StepsView(shown, send) } }
        compose.waitForIdle()
        val composed = of(first.copy(undo = first.undo?.copy(secondsLeft = 9)))
        assertTrue("$composed", (composed["UndoBar"] ?: 0) > 0)
        val still = listOf("Answers", "StepWords", "StepHead", "StepWay", "StepTools", "GuidePicture", "WideButton")
        assertEquals(emptyMap<String, Int>(), composed.filterKeys { it in still })
    }

    @Test
    fun `another step draws its words, and not the answers`() {
        val send = { _: StepsEvent -> }
        compose.setContent { CamTayTheme { StepsView(shown, send) } }
        compose.waitForIdle()
        val composed = of(first.copy(at = 6, undo = null))
        assertTrue("$composed", (composed["StepWords"] ?: 0) > 0)
        assertEquals(null, composed["WideButton"])
    }

    /** What is composed anew when the guide goes to [state]. */
    private fun of(state: StepsState) =
        compositions.of {
            shown = state
            compose.waitForIdle()
        }
}
