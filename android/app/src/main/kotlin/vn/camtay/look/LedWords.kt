package vn.camtay.look

import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.withStyle

/** What it is about in a strong word, then the sentence, in one breath. */
@Composable
fun LedWords(
    lead: String,
    text: String,
    modifier: Modifier = Modifier,
) {
    val strong = SpanStyle(Look.colours.quietInk, fontWeight = FontWeight.SemiBold)
    val words =
        buildAnnotatedString {
            withStyle(strong) { append(lead) }
            append("  ")
            append(text)
        }
    Text(words, modifier, color = Look.colours.ink, style = Type.body)
}
