package vn.camtay.feature.practice

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.WindowInsetsSides
import androidx.compose.foundation.layout.consumeWindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.only
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.draw.drawBehind
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import vn.camtay.R
import vn.camtay.look.Look
import vn.camtay.look.Symbol
import vn.camtay.look.Type
import vn.camtay.look.Words
import vn.camtay.look.balanced

/** Stripes all around and a line that stays: nobody takes it for a visit. */
@Composable
internal fun PracticeFrame(content: @Composable () -> Unit) {
    val ground = Look.colours.amberBox
    val stripe = Look.colours.amber
    val bars = WindowInsets.safeDrawing
    Column(
        Modifier.fillMaxSize().stripes(ground, stripe).windowInsetsPadding(bars.only(WindowInsetsSides.Top)),
    ) {
        Row(
            Modifier
                .fillMaxWidth()
                .background(ground)
                .padding(16.dp, 8.dp)
                .semantics(mergeDescendants = true) {},
            horizontalArrangement = Arrangement.spacedBy(10.dp, Alignment.CenterHorizontally),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Symbol(R.drawable.ic_edit, stripe, 20.dp)
            Words(
                stringResource(R.string.screen_practice_banner),
                Modifier.weight(1f, fill = false),
                Type.smallStrong.balanced,
                stripe,
                TextAlign.Center,
            )
        }
        Box(
            Modifier
                .weight(1f)
                .padding(start = EDGE, end = EDGE, bottom = EDGE)
                .clip(RoundedCornerShape(12.dp))
                .consumeWindowInsets(bars.only(WindowInsetsSides.Top)),
        ) { content() }
    }
}

private fun Modifier.stripes(
    ground: Color,
    stripe: Color,
) = drawBehind {
    drawRect(ground)
    val step = 14.dp.toPx()
    var at = -size.height
    while (at < size.width) {
        drawLine(stripe, Offset(at, size.height), Offset(at + size.height, 0f), step / 2)
        at += step * 2
    }
}

private val EDGE = 8.dp
