package vn.camtay.look

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.ime
import androidx.compose.foundation.layout.navigationBars
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.union
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.LazyListState
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.foundation.rememberScrollState
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
)

/**
 * A page that scrolls as a whole, with its main action always in sight below. [bottom] holds
 * at most one [MainButton] and one quieter one.
 */
@Composable
fun Page(
    head: PageHead,
    modifier: Modifier = Modifier,
    bottom: (@Composable ColumnScope.() -> Unit)? = null,
    content: @Composable ColumnScope.() -> Unit,
) = Frame(modifier, bottom) {
    Column(
        Modifier.fillMaxSize().verticalScroll(rememberScrollState()).padding(horizontal = Measure.margin),
        verticalArrangement = Arrangement.spacedBy(Measure.gap),
    ) {
        Head(head)
        content()
        Box(Modifier.padding(bottom = 8.dp))
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
            LazyColumn(Modifier.fillMaxWidth(), list) {
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

/** What every page stands in: the ground, the system's bars, and the actions below. */
@Composable
internal fun Frame(
    modifier: Modifier,
    bottom: (@Composable ColumnScope.() -> Unit)?,
    content: @Composable () -> Unit,
) {
    val bars = WindowInsets.safeDrawing.union(WindowInsets.ime).union(WindowInsets.navigationBars)
    Box(
        modifier.fillMaxSize().background(Look.colours.ground).windowInsetsPadding(bars),
        contentAlignment = Alignment.TopCenter,
    ) {
        Column(Modifier.widthIn(max = Measure.widest).fillMaxSize()) {
            Box(Modifier.weight(1f)) { content() }
            if (bottom != null) {
                Column(
                    Modifier.fillMaxWidth().padding(Measure.margin, 8.dp, Measure.margin, 12.dp),
                    verticalArrangement = Arrangement.spacedBy(8.dp),
                    content = bottom,
                )
            }
        }
    }
}

/** The head by itself, for pages with a frame of their own. */
@Composable
fun Head(head: PageHead) {
    Column(Modifier.fillMaxWidth().padding(top = 8.dp)) {
        if (head.onBack != null) {
            Row(verticalAlignment = Alignment.CenterVertically) {
                IconOnly(R.drawable.ic_back, stringResource(R.string.action_back), head.onBack)
                head.above?.let { QuietWords(it, Modifier.padding(start = 4.dp)) }
            }
        } else {
            head.above?.let { QuietWords(it, Modifier.padding(top = 8.dp)) }
        }
        Words(head.title, Modifier.semantics { heading() }, Type.page)
        head.under?.let { QuietWords(it, Modifier.padding(top = 2.dp)) }
    }
}
