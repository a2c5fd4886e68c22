package vn.camtay.look

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp

/** How much a button wants to be seen. */
enum class Weight {
    /** The main action of a screen; the only filled thing on it. */
    Main,

    /** Done: only where a step is answered. */
    Done,

    /** Beside the main action. */
    Outlined,

    /** Stuck, come back. */
    Amber,
}

@Composable
internal fun Weight.groundAndInk(): Pair<Color, Color> {
    val colours = Look.colours
    return when (this) {
        Weight.Main -> colours.blue to colours.onBlue
        Weight.Done -> colours.green to colours.onGreen
        Weight.Outlined -> colours.card to colours.blue
        Weight.Amber -> colours.amberBox to colours.amber
    }
}

/** A button as wide as the page. */
@Composable
fun WideButton(
    text: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    icon: Int? = null,
    weight: Weight = Weight.Main,
    enabled: Boolean = true,
) {
    val colours = Look.colours
    val (ground, ink) = weight.groundAndInk()
    val edge = if (weight == Weight.Outlined) BorderStroke(2.dp, if (enabled) colours.blue else colours.line) else null
    Surface(
        onClick = onClick,
        modifier = modifier.fillMaxWidth().heightIn(min = Measure.mainButton).semantics { role = Role.Button },
        enabled = enabled,
        shape = RoundedCornerShape(Measure.corner),
        color = if (enabled) ground else colours.line,
        border = edge,
    ) {
        Labelled(text, icon, if (enabled) ink else colours.quietInk, PaddingValues(16.dp, 12.dp))
    }
}

/** By which tests find the main action. */
const val MAIN_BUTTON = "main"

/** The main action of a screen. */
@Composable
fun MainButton(
    text: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    icon: Int? = null,
    enabled: Boolean = true,
) = WideButton(text, onClick, modifier.testTag(MAIN_BUTTON), icon, Weight.Main, enabled)

/** A quiet action: words, perhaps an icon, no ground. */
@Composable
fun QuietButton(
    text: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    icon: Int? = null,
    colour: Color = Look.colours.blue,
) {
    Surface(
        onClick = onClick,
        modifier = modifier.heightIn(min = Measure.touch).semantics { role = Role.Button },
        shape = RoundedCornerShape(Measure.corner),
        color = Color.Transparent,
    ) {
        Labelled(text, icon, colour, PaddingValues(12.dp, 8.dp))
    }
}

/** A small tinted button in a page's head: read aloud. */
@Composable
fun PillButton(
    text: String,
    onClick: () -> Unit,
    icon: Int,
    modifier: Modifier = Modifier,
) {
    val colours = Look.colours
    Surface(
        onClick = onClick,
        modifier = modifier.defaultMinSize(minHeight = Measure.touch).semantics { role = Role.Button },
        shape = RoundedCornerShape(24.dp),
        color = colours.blueBox,
    ) {
        Labelled(text, icon, colours.blue, PaddingValues(14.dp, 10.dp), small = true)
    }
}

/** A button that is an icon only; [label] is what a screen reader says. */
@Composable
fun IconOnly(
    icon: Int,
    label: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
) {
    Surface(
        onClick = onClick,
        modifier =
            modifier
                .size(Measure.touch)
                .semantics {
                    role = Role.Button
                    contentDescription = label
                },
        shape = RoundedCornerShape(24.dp),
        color = Color.Transparent,
    ) {
        Row(horizontalArrangement = Arrangement.Center, verticalAlignment = Alignment.CenterVertically) {
            Symbol(icon)
        }
    }
}

@Composable
private fun Labelled(
    text: String,
    icon: Int?,
    ink: Color,
    padding: PaddingValues,
    small: Boolean = false,
) {
    Row(
        Modifier.padding(padding),
        horizontalArrangement = Arrangement.spacedBy(10.dp, Alignment.CenterHorizontally),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        if (icon != null) Symbol(icon, ink, if (small) 20.dp else 24.dp)
        Words(text, Modifier.weight(1f, fill = false), if (small) Type.smallStrong else Type.row, ink, TextAlign.Center)
    }
}
