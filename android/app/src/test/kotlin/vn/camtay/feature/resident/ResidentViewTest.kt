package vn.camtay.feature.resident

import android.app.Application
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithText
import androidx.test.core.app.ApplicationProvider
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import uniffi.camtay_core.SkillState
import vn.camtay.R
import vn.camtay.guides.SkillLists
import vn.camtay.look.CamTayTheme

/** What the page says of what was done is so. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], qualifiers = "vi-w384dp-h800dp-xhdpi", application = Application::class)
class ResidentViewTest {
    @get:Rule
    val compose = createComposeRule()

    @Test
    fun `everything is done only when every skill is`() {
        val all = SkillLists.groups("vi").flatMap { it.skills }
        show(all.associate { it.skill.toInt() to SkillState.Alone })
        compose.onNodeWithText(said(R.string.screen_resident_all_done), substring = true).assertIsDisplayed()
    }

    @Test
    fun `with nothing to suggest but something left it is not said that everything is done`() {
        val all = SkillLists.groups("vi").flatMap { it.skills }
        show(all.drop(1).associate { it.skill.toInt() to SkillState.Alone })
        compose.onNodeWithText(said(R.string.screen_resident_all_done), substring = true).assertDoesNotExist()
        compose.onNodeWithText(said(R.string.screen_resident_nothing), substring = true).assertIsDisplayed()
    }

    private fun show(states: Map<Int, SkillState>) {
        val page = ResidentSamples.page("vi")
        val shown = page.copy(suggestions = emptyList(), groups = SkillLists.groups("vi", states))
        compose.setContent { CamTayTheme { ResidentView(ResidentSamples.shown("vi", shown)) {} } }
    }

    private fun said(words: Int) = ApplicationProvider.getApplicationContext<Application>().getString(words)
}
