package vn.camtay.look

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp

/**
 * A page on which a PIN is typed: words above, which scroll; dots and keys below, where the
 * thumb is, always whole. Lying, the keys stand beside the words.
 */
@Composable
fun PinPage(
    head: PageHead,
    entered: Int,
    pad: @Composable () -> Unit,
    content: @Composable ColumnScope.() -> Unit,
) = Frame(Modifier, bottom = null) {
    BoxWithConstraints(Modifier.fillMaxSize()) {
        if (maxWidth > maxHeight && maxWidth >= TWO_PANES) {
            Row(Modifier.fillMaxSize(), Arrangement.spacedBy(Measure.margin)) {
                Scrolling(Modifier.weight(1f).padding(start = Measure.margin)) {
                    Head(head)
                    content()
                }
                Scrolling(Modifier.width(PAD).padding(end = Measure.margin)) {
                    PinDots(entered)
                    pad()
                    Box(Modifier.padding(bottom = 4.dp))
                }
            }
        } else {
            Column(Modifier.fillMaxSize().padding(horizontal = Measure.margin)) {
                Scrolling(Modifier.weight(1f)) {
                    Head(head)
                    content()
                }
                Column(
                    Modifier.padding(top = 4.dp, bottom = 12.dp),
                    Arrangement.spacedBy(8.dp),
                    Alignment.CenterHorizontally,
                ) {
                    PinDots(entered)
                    pad()
                }
            }
        }
    }
}

@Composable
private fun Scrolling(
    modifier: Modifier,
    content: @Composable ColumnScope.() -> Unit,
) = Column(
    modifier.fillMaxHeight().verticalScroll(rememberScrollState()),
    Arrangement.spacedBy(Measure.gap),
    content = content,
)

private val TWO_PANES: Dp = 520.dp
private val PAD: Dp = 300.dp
