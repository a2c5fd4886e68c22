package vn.camtay.app

import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import vn.camtay.hall.Hall

/** The root follows the phone: the real app, the real core, a real hall. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "vi", application = TestCamTay::class)
class RootTest {
    @get:Rule(order = 0)
    val hall = Hall()

    @get:Rule(order = 1)
    val compose = createAndroidComposeRule<MainActivity>()

    private val phone get() = ApplicationProvider.getApplicationContext<TestCamTay>().wiring.phone
    private val model get() =
        androidx.lifecycle.ViewModelProvider(compose.activity)[AppModel::class.java]

    @Test
    fun `a new phone is let in, locks and opens where it was`() {
        compose.waitUntil(20_000) { model.root.value == Root.Enrol(null) }
        enrol(phone, hall)
        compose.waitUntil(20_000) { model.root.value == Root.Open }
        assertEquals(listOf<Route>(Route.Today), model.stack.routes)
        compose.runOnUiThread {
            model.stack.to(Route.Upload)
            model.stack.to(Route.Records)
        }
        model.lock()
        compose.waitUntil(20_000) { model.root.value == Root.Locked(biometric = false) }
        assertEquals(emptyList<Route>(), model.stack.routes)
        runBlocking { phone.write { unlock("135790") } }.value()
        compose.waitUntil(20_000) { model.root.value == Root.Open }
        assertEquals(listOf(Route.Upload, Route.Records), model.stack.routes)
    }
}
