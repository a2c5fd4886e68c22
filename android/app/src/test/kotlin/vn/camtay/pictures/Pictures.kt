package vn.camtay.pictures

import android.provider.Settings
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.test.core.app.ApplicationProvider
import com.github.takahirom.roborazzi.captureRoboImage
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import vn.camtay.look.CamTayTheme
import vn.camtay.words.LocalToday
import java.io.File

/** Makes the pictures of `docs/screens/android`: `cargo xtask android screens`. No test, and not called one. */
@OptIn(ExperimentalTestApi::class)
@RunWith(ParameterizedRobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], application = android.app.Application::class)
class Pictures(
    private val feature: String,
) {
    @Test
    fun `has its pictures`() {
        val folder = File(System.getProperty("camtay.screens") ?: "build/screens")
        val resolver = ApplicationProvider.getApplicationContext<android.app.Application>().contentResolver
        Settings.Global.putFloat(resolver, Settings.Global.ANIMATOR_DURATION_SCALE, 0f)
        for (sample in SAMPLES.getValue(feature)) {
            for (variant in variantsOf(sample)) {
                variant.apply()
                val file = File(folder, "${sample.name}${variant.suffix}.png")
                captureRoboImage(file.path) {
                    CompositionLocalProvider(LocalToday provides "2026-11-27") { CamTayTheme { sample.content() } }
                }
                assertTrue("${file.name} was not made", file.length() > 0)
            }
        }
    }

    /** Documents show the main states; who works on a feature sees all of them. */
    private fun variantsOf(sample: Sample) =
        if (onlyFeatures == null) {
            DOCUMENTED.filter { sample.important }
        } else {
            Variant.entries.filter { (sample.important || !it.few) && it != Variant.EnglishLargest }
        }

    companion object {
        private val DOCUMENTED = listOf(Variant.Light, Variant.Dark, Variant.Largest)
        private val onlyFeatures = System.getProperty("camtay.features")?.split(',')

        @JvmStatic
        @ParameterizedRobolectricTestRunner.Parameters(name = "{0}")
        fun features(): List<Array<String>> =
            SAMPLES.keys.filter { onlyFeatures == null || it in onlyFeatures }.map { arrayOf(it) }
    }
}
