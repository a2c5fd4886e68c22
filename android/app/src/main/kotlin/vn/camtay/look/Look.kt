package vn.camtay.look

import android.provider.Settings
import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Shapes
import androidx.compose.material3.Typography
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp

/** Type: nothing below 16 sp; what must be read at arm's length in the sun is larger. */
object Type {
    /** What a page is called. */
    val page = style(28, 34, FontWeight.Bold)

    /** The instruction of a step. */
    val step = style(26, 34, FontWeight.Bold, LineBreak.Paragraph)

    /** The same, turned to the resident. */
    val facing = style(38, 48, FontWeight.Bold)

    /** The one number that matters. */
    val number = style(32, 40, FontWeight.Bold)

    /** What a part of a page is called. */
    val section = style(20, 26, FontWeight.SemiBold)

    /** The first line of a row, the words of a button. */
    val row = style(19, 26, FontWeight.SemiBold)

    /** What is to be read. */
    val body = style(18, 26, FontWeight.Normal, LineBreak.Paragraph)

    /** The same, in the middle of a page. */
    val centred = style(18, 26, FontWeight.Normal)

    /** What stands beside: the second line of a row, a chip. */
    val small = style(16, 22, FontWeight.Normal)

    /** The same, when it must not be overlooked. */
    val smallStrong = style(16, 22, FontWeight.SemiBold)

    // What is short has lines of nearly one length: no word is left alone on the last one.
    private fun style(
        size: Int,
        line: Int,
        weight: FontWeight,
        lines: LineBreak = LineBreak.Heading,
    ) = TextStyle(fontSize = size.sp, lineHeight = line.sp, fontWeight = weight, lineBreak = lines)
}

/** The measures that come back everywhere. */
object Measure {
    val margin = 16.dp
    val gap = 12.dp
    val corner = 18.dp
    val line = 1.dp
    val mainButton = 60.dp
    val row = 64.dp
    val touch = 48.dp

    /** Lines longer than this are hard to read: on a wide screen the page stays in the middle. */
    val widest = 600.dp
}

/** What a screen asks the theme around for. */
object Look {
    val colours: Colours
        @Composable @ReadOnlyComposable
        get() = LocalColours.current

    /** Somebody has switched animations off: nothing moves. */
    val still: Boolean
        @Composable @ReadOnlyComposable
        get() = LocalStill.current
}

private val LocalStill = staticCompositionLocalOf { false }

private val shape = RoundedCornerShape(Measure.corner)

/**
 * The theme. [textScale] comes from the app's own settings, on top of the system's; [dark] is
 * `null` where the system decides.
 */
@Composable
fun CamTayTheme(
    dark: Boolean? = null,
    textScale: Float = 1f,
    content: @Composable () -> Unit,
) {
    val colours = if (dark ?: isSystemInDarkTheme()) DarkColours else LightColours
    val density = LocalDensity.current
    val resolver = LocalContext.current.contentResolver
    val still = Settings.Global.getFloat(resolver, Settings.Global.ANIMATOR_DURATION_SCALE, 1f) == 0f
    MaterialTheme(
        colorScheme = colours.toScheme(),
        shapes = Shapes(shape, shape, shape, shape, shape),
        typography =
            Typography(
                bodyLarge = Type.body,
                bodyMedium = Type.small,
                bodySmall = Type.small,
                labelLarge = Type.row,
                labelMedium = Type.small,
                labelSmall = Type.small,
                titleLarge = Type.section,
                titleMedium = Type.row,
                headlineSmall = Type.section,
            ),
    ) {
        CompositionLocalProvider(
            LocalColours provides colours,
            LocalStill provides still,
            LocalDensity provides Density(density.density, density.fontScale * textScale),
            content = content,
        )
    }
}
