package vn.camtay.feature.households

import android.app.Application
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasScrollToIndexAction
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollToIndex
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import org.junit.After
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import vn.camtay.app.Drafts
import vn.camtay.app.FakeGo
import vn.camtay.app.Route
import vn.camtay.feature.households.HouseholdsState.Place
import vn.camtay.look.CamTayTheme
import vn.camtay.phone.FakePhone

/** The list under a finger: pages come and go, what is in sight stays in sight. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "vi-w384dp-h800dp-xhdpi", application = Application::class)
class HouseholdsListTest {
    @get:Rule
    val compose = createComposeRule()

    private val village = Village(1_000)
    private val scope = CoroutineScope(Dispatchers.Main)
    private val draft = Drafts(mutableMapOf()).of(Route.Households(null))

    @After
    fun end() = scope.cancel()

    @Test
    fun `through a village and back no row jumps, and few are held`() {
        val model = HouseholdsModel(FakePhone(village), scope, FakeGo(), draft, village = null)
        compose.setContent {
            CamTayTheme {
                val state by model.state.collectAsState()
                HouseholdsView(state, onBack = null, model::send)
            }
        }
        compose.waitForIdle()
        assertTrue("${village.rows} rows were read before a finger moved", village.rows <= 100)

        fun place() = model.state.value.place as Place.Village

        fun goTo(line: Int) {
            val head = place().lines[line].head
            compose
                .onNode(hasScrollToIndexAction())
                .performScrollToIndex(line + if (place().earlier) 0 else 1)
            compose.waitForIdle()
            compose.onNodeWithText(head, substring = true).assertIsDisplayed()
        }
        while (place().more) goTo(place().lines.size - 15)
        goTo(place().lines.lastIndex)
        while (place().earlier) goTo(10)
        goTo(0)
        compose.onNodeWithText(Village.name(1), substring = true).assertIsDisplayed()
    }
}
