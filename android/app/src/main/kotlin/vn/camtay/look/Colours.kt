package vn.camtay.look

import androidx.compose.material3.ColorScheme
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Immutable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.graphics.Color

/**
 * The colours of one theme. Blue is the volunteers' shirt: the main action, and where one is.
 * Green is only ever for done, amber for stuck and come back; none of them stands without an
 * icon and a word.
 */
@Immutable
data class Colours(
    val ground: Color,
    val card: Color,
    val line: Color,
    val ink: Color,
    val quietInk: Color,
    val blue: Color,
    val onBlue: Color,
    val blueBox: Color,
    val green: Color,
    val onGreen: Color,
    val greenBox: Color,
    val amber: Color,
    val amberBox: Color,
    val isDark: Boolean,
)

/** By day, in the yard. */
val LightColours =
    Colours(
        ground = Color(0xFFF4F7FB),
        card = Color(0xFFFFFFFF),
        line = Color(0xFFE1E8F0),
        ink = Color(0xFF13202E),
        quietInk = Color(0xFF52616F),
        blue = Color(0xFF1459B3),
        onBlue = Color(0xFFFFFFFF),
        blueBox = Color(0xFFE2EDFB),
        green = Color(0xFF14703F),
        onGreen = Color(0xFFFFFFFF),
        greenBox = Color(0xFFDFF3E7),
        amber = Color(0xFF8A4B00),
        amberBox = Color(0xFFFFEFD6),
        isDark = false,
    )

/** In the evening. */
val DarkColours =
    Colours(
        ground = Color(0xFF0E1620),
        card = Color(0xFF17222E),
        line = Color(0xFF2A3947),
        ink = Color(0xFFEAF1F8),
        quietInk = Color(0xFFA9B8C6),
        blue = Color(0xFF8DBDFB),
        onBlue = Color(0xFF0E1620),
        blueBox = Color(0xFF1C3350),
        green = Color(0xFF7FD6A3),
        onGreen = Color(0xFF0E1620),
        greenBox = Color(0xFF17352A),
        amber = Color(0xFFFFC27A),
        amberBox = Color(0xFF3B2A12),
        isDark = true,
    )

/** The colours of the theme around; read through [Look.colours]. */
val LocalColours = staticCompositionLocalOf { LightColours }

/** What Material's own parts (text fields, switches, menus) take from ours. */
internal fun Colours.toScheme(): ColorScheme {
    val base = if (isDark) darkColorScheme() else lightColorScheme()
    return base.copy(
        primary = blue,
        onPrimary = onBlue,
        primaryContainer = blueBox,
        onPrimaryContainer = blue,
        secondary = blue,
        onSecondary = onBlue,
        secondaryContainer = blueBox,
        onSecondaryContainer = blue,
        tertiary = amber,
        tertiaryContainer = amberBox,
        onTertiaryContainer = amber,
        background = ground,
        onBackground = ink,
        surface = card,
        onSurface = ink,
        surfaceVariant = card,
        onSurfaceVariant = quietInk,
        surfaceContainer = card,
        surfaceContainerLow = card,
        surfaceContainerHigh = card,
        surfaceContainerHighest = card,
        outline = quietInk,
        outlineVariant = line,
        error = amber,
        onError = ground,
        errorContainer = amberBox,
        onErrorContainer = amber,
    )
}
