package vn.camtay.look

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.camtay.R

/** The head of a page: what it is called, and the way back where there is one. */
data class PageHead(
    val title: String,
    /** One quiet line under the title. */
    val under: String? = null,
    /** One quiet line above the title, beside the way back where there is one: where one is. */
    val above: String? = null,
    val onBack: (() -> Unit)? = null,
    /** How far one is on a way of several pages; [above] says the same in words. */
    val part: Part? = null,
) {
    /** The page [at] of [of], counted from one. */
    data class Part(
        val at: Int,
        val of: Int,
    )
}

/**
 * A page that scrolls as a whole, with its main action always in sight below. [bottom] holds
 * at most one [MainButton] and one quieter one. Where there is little to say, it stands in the
 * middle ([isCentred]). Without a [head], the content begins with a heading of its own.
 */
@Composable
fun Page(
    head: PageHead?,
    modifier: Modifier = Modifier,
    isCentred: Boolean = false,
    bottom: (@Composable ColumnScope.() -> Unit)? = null,
    content: @Composable ColumnScope.() -> Unit,
) = Frame(modifier, bottom) {
    BoxWithConstraints(Modifier.fillMaxSize()) {
        val room = maxHeight
        Column(
            Modifier
                .fillMaxWidth()
                .verticalScroll(rememberScrollState())
                .heightIn(min = room)
                .padding(horizontal = Measure.margin),
        ) {
            head?.let { Head(it) }
            Box(if (isCentred) Modifier.weight(ABOVE) else Modifier)
            Column(
                Modifier.fillMaxWidth().padding(top = Measure.gap),
                verticalArrangement = Arrangement.spacedBy(Measure.gap),
                content = content,
            )
            Box(if (isCentred) Modifier.weight(1f - ABOVE) else Modifier)
            Box(Modifier.height(20.dp))
        }
    }
}

/**
 * A page whose content is a list that a finger flies through: only what is seen is made. The
 * [head] is the list's first item; `null` where rows in front of the first one are yet to come.
 */
@Composable
fun ListPage(
    head: PageHead?,
    modifier: Modifier = Modifier,
    list: LazyListState = rememberLazyListState(),
    above: @Composable ColumnScope.() -> Unit = {},
    bottom: (@Composable ColumnScope.() -> Unit)? = null,
    content: LazyListScope.() -> Unit,
) = Frame(modifier, bottom) {
    Column(Modifier.fillMaxSize().padding(horizontal = Measure.margin)) {
        Column(
            Modifier.weight(1f, fill = false),
            verticalArrangement = Arrangement.spacedBy(Measure.gap),
        ) {
            LazyColumn(Modifier.fillMaxWidth(), list, PaddingValues(bottom = FADE)) {
                if (head != null) {
                    item(key = "head", contentType = "head") {
                        Column(
                            Modifier.padding(bottom = Measure.gap),
                            verticalArrangement = Arrangement.spacedBy(Measure.gap),
                        ) {
                            Head(head)
                            above()
                        }
                    }
                }
                content()
            }
        }
    }
}

/** The head by itself, for pages with a frame of their own. */
@Composable
fun Head(head: PageHead) {
    Column(Modifier.fillMaxWidth().padding(top = 8.dp)) {
        head.part?.let { Bars(it) }
        if (head.onBack != null) {
            // The arrow itself stands on the page's edge, not the room around it.
            Row(Modifier.offset(x = (-12).dp), verticalAlignment = Alignment.CenterVertically) {
                IconOnly(R.drawable.ic_back, stringResource(R.string.action_back), head.onBack)
                head.above?.let { QuietWords(it) }
            }
        } else {
            head.above?.let { QuietWords(it, Modifier.padding(top = 8.dp)) }
        }
        Words(head.title, Modifier.semantics { heading() }, Type.page)
        head.under?.let { QuietWords(it, Modifier.padding(top = 2.dp)) }
    }
}

@Composable
internal fun Bars(part: PageHead.Part) =
    Row(
        Modifier.fillMaxWidth().padding(vertical = 4.dp),
        horizontalArrangement = Arrangement.spacedBy(4.dp),
    ) {
        for (at in 1..part.of) {
            val colour =
                when {
                    at < part.at -> Look.colours.green
                    at == part.at -> Look.colours.blue
                    else -> Look.colours.line
                }
            Box(Modifier.weight(1f).height(6.dp).background(colour, RoundedCornerShape(3.dp)))
        }
    }

/** Little words stand somewhat above the middle, where the eye expects them. */
private const val ABOVE = 0.36f
