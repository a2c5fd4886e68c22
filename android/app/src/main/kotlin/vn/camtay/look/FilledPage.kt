package vn.camtay.look

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.ime
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.union
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.runtime.key
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp

/**
 * A page of which a picture fills what the words and the [bottom] leave. In the largest text
 * the picture shrinks first, then goes under the words, and all but [bottom] scrolls; lying,
 * picture and words stand on the left and [bottom] on the right. [head] and [bottom] are told
 * when there is little room. A new [seen] begins at the top.
 */
@Composable
fun FilledPage(
    seen: Any,
    modifier: Modifier = Modifier,
    isCentred: Boolean = false,
    head: @Composable ColumnScope.(isRoomy: Boolean) -> Unit,
    picture: (@Composable () -> Unit)?,
    words: @Composable ColumnScope.() -> Unit,
    tools: @Composable () -> Unit,
    bottom: @Composable ColumnScope.(isRoomy: Boolean) -> Unit,
) {
    val bars = WindowInsets.safeDrawing.union(WindowInsets.ime)
    BoxWithConstraints(
        modifier.fillMaxSize().background(Look.colours.ground).windowInsetsPadding(bars),
        contentAlignment = Alignment.TopCenter,
    ) {
        val isLying = maxWidth > maxHeight && maxWidth >= TWO_PANES
        val isRoomy = isLying || maxHeight / LocalDensity.current.fontScale >= ROOMY
        val above: (@Composable ColumnScope.() -> Unit)? = if (isRoomy) null else ({ head(false) })
        val middle: @Composable (Modifier) -> Unit = { place ->
            key(seen) { Filling(place, isCentred, above, picture, words) { if (!isRoomy) tools() } }
        }
        if (isLying) {
            Row(Modifier.fillMaxSize()) {
                Column(Modifier.weight(1f).padding(start = Measure.margin, end = 8.dp)) {
                    head(true)
                    middle(Modifier.weight(1f))
                }
                BoxWithConstraints(Modifier.weight(1f).fillMaxSize()) {
                    val room = maxHeight
                    Column(
                        Modifier
                            .verticalScroll(rememberScrollState())
                            .heightIn(min = room)
                            .padding(8.dp, Measure.gap, Measure.margin, 8.dp),
                        verticalArrangement = Arrangement.spacedBy(8.dp, Alignment.Bottom),
                    ) {
                        bottom(true)
                        tools()
                    }
                }
            }
        } else {
            Column(Modifier.widthIn(max = Measure.widest).fillMaxSize()) {
                if (isRoomy) Column(Modifier.padding(horizontal = Measure.margin)) { head(true) }
                middle(Modifier.weight(1f).padding(horizontal = Measure.margin))
                Column(
                    Modifier.fillMaxWidth().padding(Measure.margin, 8.dp, Measure.margin, 8.dp),
                    verticalArrangement = Arrangement.spacedBy(8.dp),
                ) {
                    bottom(isRoomy)
                    if (isRoomy) tools()
                }
            }
        }
    }
}

/** The words at their height, the picture in what is left; too little, and everything scrolls. */
@Composable
private fun Filling(
    modifier: Modifier,
    isCentred: Boolean,
    above: (@Composable ColumnScope.() -> Unit)?,
    picture: (@Composable () -> Unit)?,
    words: @Composable ColumnScope.() -> Unit,
    after: @Composable () -> Unit,
) = BoxWithConstraints(modifier.fillMaxWidth()) {
    val room = maxHeight
    Layout(
        modifier = Modifier.fillMaxWidth().verticalScroll(rememberScrollState()),
        contents =
            listOf(
                { Column(Modifier.fillMaxWidth()) { above?.invoke(this) } },
                { if (picture != null) Box(propagateMinConstraints = true) { picture() } },
                {
                    Column(
                        Modifier.fillMaxWidth().padding(vertical = 4.dp),
                        verticalArrangement = Arrangement.spacedBy(8.dp),
                        content = words,
                    )
                },
                { Box(Modifier.fillMaxWidth()) { after() } },
            ),
    ) { (heads, pictures, texts, afters), constraints ->
        val free = constraints.copy(minHeight = 0, maxHeight = Constraints.Infinity)
        val head = heads.first().measure(free)
        val text = texts.first().measure(free)
        val last = afters.first().measure(free)
        val gap = 8.dp.roundToPx()
        val left = room.roundToPx() - head.height - text.height - last.height - 2 * gap
        val fits = left >= LEAST.roundToPx()
        val most = (constraints.maxWidth * TALLEST).toInt()
        val height = if (fits) minOf(left, most) else minOf(GOOD.roundToPx(), most)
        val drawn = pictures.firstOrNull()?.measure(Constraints.fixed(constraints.maxWidth, height))
        val size = drawn?.let { it.height + gap } ?: 0
        val total = head.height + gap + text.height + size + last.height
        val spare = (room.roundToPx() - total).coerceAtLeast(0)
        val top = head.height + gap + if (isCentred) spare / 2 else 0
        layout(constraints.maxWidth, maxOf(total, room.roundToPx())) {
            head.place(0, 0)
            if (drawn == null || !fits) {
                text.place(0, top)
                drawn?.place(0, top + text.height)
            } else {
                drawn.place(0, top)
                text.place(0, top + size)
            }
            last.place(0, top + text.height + size)
        }
    }
}

/** So wide that two panes are readable. */
private val TWO_PANES = 560.dp

/** Room, in heights of the normal text, for the tools to stay in sight too. */
private val ROOMY: Dp = 560.dp

/** Smaller than this, nobody sees what a picture is about. */
private val LEAST = 110.dp

/** Its height where it stands under the words. */
private val GOOD = 200.dp

/** A picture is never higher than this part of its width. */
private const val TALLEST = 0.8f
