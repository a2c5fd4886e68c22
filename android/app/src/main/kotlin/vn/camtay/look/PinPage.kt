package vn.camtay.look

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import vn.camtay.R

/**
 * A page on which a PIN is typed: words in the middle of what is left above, which scroll; dots
 * and keys below, where the thumb is, always whole, and under them a [quiet] way out. Lying,
 * the keys stand beside the words. When there is something new to [tell], the words scroll to
 * their end, where it stands, and where there is little room, what was read before goes.
 */
@Composable
fun PinPage(
    head: PageHead,
    entered: Int,
    pad: @Composable () -> Unit,
    tell: Any?,
    icon: Int = R.drawable.ic_lock,
    quiet: (@Composable () -> Unit)? = null,
    content: @Composable ColumnScope.() -> Unit,
) = Frame(Modifier, bottom = null) {
    BoxWithConstraints(Modifier.fillMaxSize()) {
        val isBeside = maxWidth > maxHeight && maxWidth >= TWO_PANES
        val isRoomy = isBeside || maxHeight / LocalDensity.current.fontScale >= ROOMY
        if (isBeside) {
            Row(Modifier.fillMaxSize(), Arrangement.spacedBy(Measure.margin)) {
                Column(Modifier.weight(1f).padding(start = Measure.margin)) {
                    Scrolling(Modifier.weight(1f), tell) { Said(head, icon, isRoomy = true, content) }
                    quiet?.let { Box(Modifier.fillMaxWidth(), Alignment.Center) { it() } }
                }
                Scrolling(Modifier.width(PAD).padding(end = Measure.margin), tell = null) {
                    PinDots(entered)
                    pad()
                    Box(Modifier.padding(bottom = 4.dp))
                }
            }
        } else {
            Column(Modifier.fillMaxSize().padding(horizontal = Measure.margin)) {
                Scrolling(Modifier.weight(1f), tell) {
                    Said(if (isRoomy || tell == null) head else head.copy(under = null), icon, isRoomy, content)
                }
                Column(
                    Modifier.padding(top = 4.dp, bottom = if (quiet == null) 12.dp else 4.dp),
                    Arrangement.spacedBy(8.dp),
                    Alignment.CenterHorizontally,
                ) {
                    PinDots(entered)
                    pad()
                    quiet?.invoke()
                }
            }
        }
    }
}

/** Steps of a way, the way back, a sign of what this is about, and what it is. */
@Composable
private fun ColumnScope.Said(
    head: PageHead,
    icon: Int,
    isRoomy: Boolean,
    content: @Composable ColumnScope.() -> Unit,
) {
    Column(Modifier.fillMaxWidth().padding(top = 8.dp)) {
        head.part?.let { Bars(it) }
        head.onBack?.let {
            IconOnly(R.drawable.ic_back, stringResource(R.string.action_back), it, Modifier.offset(x = (-12).dp))
        }
        head.above?.let { QuietWords(it, Modifier.padding(top = 8.dp)) }
    }
    Box(Modifier.weight(1f))
    Column(
        Modifier.fillMaxWidth(),
        Arrangement.spacedBy(4.dp),
        Alignment.CenterHorizontally,
    ) {
        if (isRoomy) Disc(icon, Tone.Blue, 72.dp, Modifier.padding(bottom = 8.dp))
        Words(head.title, Modifier.semantics { heading() }, Type.page, align = TextAlign.Center)
        head.under?.let { Words(it, type = Type.small, colour = Look.colours.quietInk, align = TextAlign.Center) }
    }
    Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(Measure.gap), content = content)
    Box(Modifier.weight(1f).height(4.dp))
}

@Composable
private fun Scrolling(
    modifier: Modifier,
    tell: Any?,
    content: @Composable ColumnScope.() -> Unit,
) = BoxWithConstraints(modifier) {
    val room = maxHeight
    val scroll = rememberScrollState()
    LaunchedEffect(tell, scroll.maxValue) {
        if (tell != null && scroll.maxValue != Int.MAX_VALUE) scroll.scrollTo(scroll.maxValue)
    }
    Column(
        Modifier.fillMaxHeight().verticalScroll(scroll).heightIn(min = room),
        Arrangement.spacedBy(Measure.gap),
        content = content,
    )
}

private val TWO_PANES: Dp = 520.dp
private val PAD: Dp = 300.dp

/** Room, in heights of the normal text, for the sign above the words. */
private val ROOMY: Dp = 620.dp
