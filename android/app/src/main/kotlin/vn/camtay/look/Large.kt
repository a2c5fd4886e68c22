package vn.camtay.look

import androidx.compose.runtime.Composable
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.unit.sp

/** What two people read together, at arm's length. */
val Type.told: TextStyle
    get() = TOLD

/** Lines of about the same length: no word stands alone in the last one. */
val TextStyle.balanced: TextStyle
    get() = copy(lineBreak = LineBreak.Heading)

/** The text is so large that what stood side by side stands under each other. */
val Look.isLargeText: Boolean
    @Composable @ReadOnlyComposable
    get() = LocalDensity.current.fontScale > STACKED

/** So little room in height that whatever is not the main action gives way to what is read. */
val Look.isCramped: Boolean
    @Composable @ReadOnlyComposable
    get() = isLargeText || LocalConfiguration.current.screenHeightDp < LOW

private val TOLD = Type.section.copy(fontSize = 22.sp, lineHeight = 29.sp)

private const val STACKED = 1.3f
private const val LOW = 480
