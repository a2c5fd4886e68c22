package vn.camtay.phone

import android.app.Application
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicBoolean

/** The door to the real core. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Application::class)
class RustPhoneTest {
    @get:Rule
    val folder = TemporaryFolder()

    private val app = ApplicationProvider.getApplicationContext<Application>()
    private val phone by lazy {
        val store = Dispatchers.IO.limitedParallelism(1)
        RustPhone(folder.root, SoftKeyStore(), AssetGuides(app.assets), AndroidLogger, store)
    }

    @Test
    fun `what was asked for is done and told, though whoever asked has left before it was their turn`() =
        runBlocking {
            val begun = CountDownLatch(1)
            val held = CountDownLatch(1)
            launch(Dispatchers.Default) {
                phone.write {
                    begun.countDown()
                    held.await()
                }
            }
            begun.await()
            val isDone = AtomicBoolean()
            val screen = launch(start = CoroutineStart.UNDISPATCHED) { phone.write { isDone.set(true) } }
            screen.cancel()
            held.countDown()
            screen.join()
            assertTrue(isDone.get())
            assertEquals(2, phone.changes.value)
        }
}
