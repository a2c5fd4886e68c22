package vn.camtay.look

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.ime
import androidx.compose.foundation.layout.navigationBars
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.union
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Brush
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp

/** So wide, and wider than high, that two panes are readable. */
internal fun isLying(
    width: Dp,
    height: Dp,
) = width > height && width >= 560.dp

/**
 * What every page stands in: the ground, the system's bars, and the actions. They stand below,
 * or on a phone that lies on the right, where they take no height and the thumb is.
 */
@Composable
internal fun Frame(
    modifier: Modifier,
    bottom: (@Composable ColumnScope.() -> Unit)?,
    content: @Composable () -> Unit,
) {
    val bars = WindowInsets.safeDrawing.union(WindowInsets.ime).union(WindowInsets.navigationBars)
    // One layout for both: whoever turns the phone finds the page as it was.
    Layout(
        modifier = modifier.fillMaxSize().background(Look.colours.ground).windowInsetsPadding(bars),
        contents =
            listOf(
                {
                    Box {
                        content()
                        if (bottom != null) Fade(Modifier.align(Alignment.BottomCenter))
                    }
                },
                { if (bottom != null) Actions(bottom) },
            ),
    ) { (pages, actions), constraints ->
        val width = constraints.maxWidth
        val height = constraints.maxHeight
        val below = actions.firstOrNull()
        val beside = below != null && isLying(width.toDp(), height.toDp())
        val whole = minOf(width, (if (beside) WIDEST_PAIR else Measure.widest).roundToPx())
        val pane = if (beside) minOf(PANE.roundToPx(), whole / 2) else whole
        val acting = below?.measure(Constraints(pane, pane, 0, height))
        val page =
            pages.first().measure(
                if (beside) {
                    Constraints.fixed(whole - pane, height)
                } else {
                    Constraints.fixed(whole, (height - (acting?.height ?: 0)).coerceAtLeast(0))
                },
            )
        layout(width, height) {
            val start = (width - whole) / 2
            page.place(start, 0)
            acting?.place(if (beside) start + page.width else start, height - acting.height)
        }
    }
}

@Composable
private fun Actions(content: @Composable ColumnScope.() -> Unit) =
    Column(
        Modifier.fillMaxWidth().padding(Measure.margin, 4.dp, Measure.margin, 12.dp),
        verticalArrangement = Arrangement.spacedBy(8.dp),
        content = content,
    )

/** What goes on behind the actions fades: it is seen that there is more. */
@Composable
private fun Fade(modifier: Modifier) {
    val ground = Look.colours.ground
    Box(
        modifier
            .fillMaxWidth()
            .height(FADE)
            .background(Brush.verticalGradient(listOf(ground.copy(alpha = 0f), ground))),
    )
}

/** How much of a page's end lies under the fade. */
internal val FADE: Dp = 16.dp
private val PANE: Dp = 288.dp
private val WIDEST_PAIR: Dp = 920.dp
