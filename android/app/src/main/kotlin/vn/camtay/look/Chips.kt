package vn.camtay.look

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.camtay.R

/** What a state means; each has its colour and its icon. */
enum class Tone {
    /** Nothing special. */
    Quiet,

    /** Where one is, what goes on. */
    Blue,

    /** Done, received. */
    Green,

    /** Stuck, come back. */
    Amber,
}

/** The ink of a tone. */
@Composable
fun Tone.ink(): Color =
    when (this) {
        Tone.Quiet -> Look.colours.quietInk
        Tone.Blue -> Look.colours.blue
        Tone.Green -> Look.colours.green
        Tone.Amber -> Look.colours.amber
    }

/** The box of a tone. */
@Composable
fun Tone.box(): Color =
    when (this) {
        Tone.Quiet -> Look.colours.ground
        Tone.Blue -> Look.colours.blueBox
        Tone.Green -> Look.colours.greenBox
        Tone.Amber -> Look.colours.amberBox
    }

/** The icon of a tone, where none says more. */
val Tone.icon: Int
    get() =
        when (this) {
            Tone.Quiet -> R.drawable.ic_info
            Tone.Blue -> R.drawable.ic_info
            Tone.Green -> R.drawable.ic_check
            Tone.Amber -> R.drawable.ic_clock
        }

/** A state: icon, word, colour, always all three. */
@Composable
fun StateChip(
    text: String,
    tone: Tone,
    modifier: Modifier = Modifier,
    icon: Int = tone.icon,
) {
    Row(
        modifier.background(tone.box(), RoundedCornerShape(14.dp)).padding(10.dp, 4.dp),
        horizontalArrangement = Arrangement.spacedBy(6.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Symbol(icon, tone.ink(), 18.dp)
        Words(text, Modifier.weight(1f, fill = false), Type.smallStrong, tone.ink())
    }
}

/**
 * One choice of several that stand beside each other; [chosen] is also spoken. Where more than
 * one may be chosen its [role] is a checkbox.
 */
@Composable
fun ChoiceChip(
    text: String,
    chosen: Boolean,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    icon: Int? = null,
    role: Role = Role.RadioButton,
) {
    val colours = Look.colours
    Surface(
        onClick = onClick,
        modifier =
            modifier
                .heightIn(min = Measure.touch)
                .semantics {
                    this.role = role
                    selected = chosen
                },
        shape = RoundedCornerShape(24.dp),
        color = if (chosen) colours.blue else colours.card,
        border = BorderStroke(Measure.line, if (chosen) colours.blue else colours.line),
    ) {
        Row(
            Modifier.padding(if (chosen) 12.dp else 14.dp, 10.dp),
            horizontalArrangement = Arrangement.spacedBy(if (chosen) 4.dp else 8.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            val ink = if (chosen) colours.onBlue else colours.ink
            val shown = if (chosen) R.drawable.ic_check else icon
            if (shown != null) Symbol(shown, ink, 20.dp)
            Words(text, Modifier.weight(1f, fill = false), Type.smallStrong, ink)
        }
    }
}

/** Choices beside each other, as many in a row as there is room for. */
@Composable
fun <T> ChoiceChips(
    all: List<T>,
    isChosen: (T) -> Boolean,
    words: @Composable (T) -> String,
    role: Role = Role.RadioButton,
    onChoose: (T) -> Unit,
) = ChipFlow { for (one in all) ChoiceChip(words(one), isChosen(one), { onChoose(one) }, role = role) }

/** Small things beside each other, as many in a row as there is room for. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun ChipFlow(
    modifier: Modifier = Modifier,
    chips: @Composable () -> Unit,
) {
    val gap = Arrangement.spacedBy(8.dp)
    FlowRow(modifier, gap, gap) { chips() }
}
