package vn.camtay.look

import androidx.compose.foundation.Image
import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.BasicText
import androidx.compose.runtime.Composable
import androidx.compose.runtime.Immutable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.ProgressBarRangeInfo
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.progressBarRangeInfo
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.intl.LocaleList
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp

/** What one part of a way means. */
enum class WayPart { Open, Here, Done, Stuck }

/** The parts of a way, as a list that composition may trust. */
@Immutable
data class WayParts(
    val list: List<WayPart>,
)

/** How far one is, in segments; [words] say the same for whoever doesn't see them. */
@Composable
fun Way(
    parts: WayParts,
    words: String,
    modifier: Modifier = Modifier,
) {
    val done = parts.list.count { it == WayPart.Done || it == WayPart.Stuck }
    Row(
        modifier.fillMaxWidth().clearAndSetSemantics {
            contentDescription = words
            progressBarRangeInfo = ProgressBarRangeInfo(done.toFloat(), 0f..parts.list.size.toFloat())
        },
        horizontalArrangement = Arrangement.spacedBy(4.dp),
    ) {
        for (part in parts.list) {
            val colour =
                when (part) {
                    WayPart.Open -> Look.colours.line
                    WayPart.Here -> Look.colours.blue
                    WayPart.Done -> Look.colours.green
                    WayPart.Stuck -> Look.colours.amber
                }
            Box(Modifier.weight(1f).height(6.dp).background(colour, RoundedCornerShape(3.dp)))
        }
    }
}

/** Words in another [language] than the app's: a screen reader speaks them so. */
@Composable
fun SpokenWords(
    text: String,
    language: String,
    modifier: Modifier = Modifier,
    type: TextStyle = Type.step,
) {
    // Unicode forbids a break between these two; here it is the best place for one.
    val shown = text.replace("” (", "”\u200B (")
    val span = AnnotatedString.Range(SpanStyle(localeList = LocaleList(language)), 0, shown.length)
    BasicText(AnnotatedString(shown, listOf(span)), modifier, type.copy(color = Look.colours.ink))
}

/** A picture of the guides on its ground; it is drawn for a light one, in the dark too. */
@Composable
fun GuidePicture(
    picture: ImageBitmap?,
    words: String,
    modifier: Modifier = Modifier,
) {
    Box(
        modifier
            .fillMaxSize()
            .clip(RoundedCornerShape(Measure.corner))
            .background(Look.colours.blueBox)
            .padding(8.dp, 8.dp, 8.dp, 0.dp),
    ) {
        if (picture != null) {
            // They are drawn to stand on the lower edge.
            Image(picture, words, Modifier.fillMaxSize(), Alignment.BottomCenter, ContentScale.Fit)
        }
    }
}

/** A quieter thing that can be done here. */
@Immutable
data class Tool(
    val icon: Int,
    val word: String,
    val onClick: () -> Unit,
)

/** Tools beside each other, icon over word; in larger text they stand under each other. */
@Composable
fun Tools(
    tools: List<Tool>,
    modifier: Modifier = Modifier,
) {
    if (LocalDensity.current.fontScale > SIDE_BY_SIDE) {
        Column(modifier.fillMaxWidth()) {
            for (tool in tools) QuietButton(tool.word, tool.onClick, icon = tool.icon)
        }
    } else {
        Row(modifier.fillMaxWidth(), horizontalArrangement = Arrangement.spacedBy(4.dp)) {
            for (tool in tools) ToolTile(tool, Modifier.weight(1f))
        }
    }
}

@Composable
private fun ToolTile(
    tool: Tool,
    modifier: Modifier,
) = Column(
    modifier
        .heightIn(min = Measure.touch)
        .clip(RoundedCornerShape(Measure.corner))
        .clickable(role = Role.Button, onClick = tool.onClick)
        .padding(4.dp, 6.dp),
    horizontalAlignment = Alignment.CenterHorizontally,
    verticalArrangement = Arrangement.spacedBy(2.dp),
) {
    Symbol(tool.icon, Look.colours.blue)
    Words(tool.word, type = Type.smallStrong, colour = Look.colours.blue, align = TextAlign.Center)
}

private const val SIDE_BY_SIDE = 1.3f
