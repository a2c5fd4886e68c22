package vn.camtay.pictures

import android.app.Application
import android.content.pm.PackageManager
import androidx.test.core.app.ApplicationProvider
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** How a sample is looked at. */
enum class Variant(
    /** What its pictures' names end with. */
    val suffix: String,
    /** Robolectric's words for language, size and night. */
    val qualifiers: String,
    val fontScale: Float,
    /** Only for important samples. */
    val few: Boolean,
) {
    Light("", "vi-w384dp-h800dp-port-notnight-xhdpi", 1f, few = false),
    Dark("-dark", "vi-w384dp-h800dp-port-night-xhdpi", 1f, few = true),
    Largest("-largest", "vi-w360dp-h640dp-port-notnight-xhdpi", 2f, few = true),
    English("-en", "en-w384dp-h800dp-port-notnight-xhdpi", 1f, few = true),
    Lying("-lying", "vi-w800dp-h384dp-land-notnight-xhdpi", 1f, few = true),
    EnglishLargest("-en-largest", "en-w360dp-h640dp-port-notnight-xhdpi", 2f, few = true),
    ;

    /** Makes the phone so. */
    fun apply() {
        RuntimeEnvironment.setQualifiers(qualifiers)
        RuntimeEnvironment.setFontScale(fontScale)
        // Nearly every phone has a camera: what asks for it is looked at, not what stands in.
        val packages = ApplicationProvider.getApplicationContext<Application>().packageManager
        shadowOf(packages).setSystemFeature(PackageManager.FEATURE_CAMERA_ANY, true)
    }
}
