package vn.camtay.look

import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp

/** Words in one of our [Type]s. */
@Composable
fun Words(
    text: String,
    modifier: Modifier = Modifier,
    type: TextStyle = Type.body,
    colour: Color = Look.colours.ink,
    align: TextAlign? = null,
) = Text(text, modifier, color = colour, style = type, textAlign = align)

/** Words that stand beside. */
@Composable
fun QuietWords(
    text: String,
    modifier: Modifier = Modifier,
    type: TextStyle = Type.small,
) = Words(text, modifier, type, Look.colours.quietInk)

/** What a part of a page is called. */
@Composable
fun Section(
    text: String,
    modifier: Modifier = Modifier,
) = Words(text, modifier.semantics { heading() }, Type.section)

/** An icon of our family (`ic_…`). It says nothing by itself: a word stands beside it. */
@Composable
fun Symbol(
    icon: Int,
    colour: Color = Look.colours.ink,
    size: Dp = 24.dp,
    modifier: Modifier = Modifier,
) = Icon(painterResource(icon), contentDescription = null, tint = colour, modifier = modifier.size(size))
