package vn.camtay.look

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.sizeIn
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp

/** One of several answers under each other; in large text all begin at the same edge. */
@Composable
fun AnswerButton(
    text: String,
    onClick: () -> Unit,
    icon: Int,
    weight: Weight,
    modifier: Modifier = Modifier,
) {
    if (!Look.isLargeText) return WideButton(text, onClick, modifier, icon, weight)
    val (ground, ink) = weight.groundAndInk()
    Surface(
        onClick = onClick,
        modifier = modifier.fillMaxWidth().heightIn(min = Measure.mainButton).semantics { role = Role.Button },
        shape = RoundedCornerShape(Measure.corner),
        color = ground,
        border = if (weight == Weight.Outlined) BorderStroke(2.dp, ink) else null,
    ) {
        Row(
            Modifier.padding(16.dp, 8.dp),
            horizontalArrangement = Arrangement.spacedBy(12.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Symbol(icon, ink)
            Words(text, Modifier.weight(1f), Type.row, ink)
        }
    }
}

/** An answer with a [letter] by which it can be named aloud. */
@Composable
fun LetterButton(
    letter: String,
    text: String,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
) {
    val colours = Look.colours
    Surface(
        onClick = onClick,
        modifier = modifier.fillMaxWidth().heightIn(min = 68.dp).semantics { role = Role.Button },
        shape = RoundedCornerShape(Measure.corner),
        color = colours.card,
        border = BorderStroke(2.dp, colours.blue),
    ) {
        Row(
            Modifier.padding(14.dp, 10.dp),
            horizontalArrangement = Arrangement.spacedBy(14.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Badge(letter)
            Words(breakable(text), Modifier.weight(1f), Type.row)
        }
    }
}

/** A long address may break where its parts meet, never within one of them. */
fun breakable(text: String): String =
    text.split(' ').joinToString(" ") { word ->
        if (word.length > LONG) word.replace(PARTS) { "${it.value}\u200B" } else word
    }

/** A letter or a number in a round, which grows with the text. */
@Composable
fun Badge(
    text: String,
    modifier: Modifier = Modifier,
    tone: Tone = Tone.Blue,
) = Box(
    modifier.sizeIn(minWidth = 40.dp, minHeight = 40.dp).background(tone.box(), CircleShape).padding(8.dp, 0.dp),
    contentAlignment = Alignment.Center,
) { Words(text, type = Type.row, colour = tone.ink()) }

private const val LONG = 12
private val PARTS = Regex("""[.\-](?=\p{L})""")
