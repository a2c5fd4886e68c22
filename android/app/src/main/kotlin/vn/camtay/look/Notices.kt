package vn.camtay.look

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.delay
import vn.camtay.R

/**
 * A sentence of what is so, and one of what to do; spoken when it appears. With [onClick] it
 * leads somewhere.
 */
@Composable
fun Notice(
    title: String,
    tone: Tone,
    modifier: Modifier = Modifier,
    body: String? = null,
    icon: Int = tone.icon,
    onClick: (() -> Unit)? = null,
) {
    val tap =
        if (onClick == null) {
            Modifier.semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite }
        } else {
            Modifier.clickable(role = Role.Button, onClick = onClick)
        }
    Surface(
        modifier = modifier.fillMaxWidth().arriving(),
        shape = RoundedCornerShape(Measure.corner),
        color = tone.box(),
    ) {
        Row(
            Modifier.then(tap).padding(16.dp),
            horizontalArrangement = Arrangement.spacedBy(14.dp),
        ) {
            // Beside the first line, however large the text.
            Box(Modifier.heightIn(min = with(LocalDensity.current) { Type.row.lineHeight.toDp() })) {
                Symbol(icon, tone.ink(), modifier = Modifier.align(Alignment.Center))
            }
            Column(Modifier.weight(1f), verticalArrangement = Arrangement.spacedBy(2.dp)) {
                Words(title, type = Type.row, colour = tone.ink())
                body?.let { Words(it, type = Type.small) }
            }
            if (onClick != null) {
                Symbol(R.drawable.ic_next, tone.ink(), 20.dp, Modifier.align(Alignment.CenterVertically))
            }
        }
    }
}

/** Nothing here yet: says why, and what to do next. */
@Composable
fun EmptyState(
    title: String,
    body: String,
    icon: Int,
    modifier: Modifier = Modifier,
    tone: Tone = Tone.Blue,
) {
    Column(
        modifier.fillMaxWidth().padding(16.dp, 24.dp).arriving(),
        horizontalAlignment = Alignment.CenterHorizontally,
        verticalArrangement = Arrangement.spacedBy(Measure.gap),
    ) {
        Disc(icon, tone, 96.dp)
        Words(title, type = Type.section, align = TextAlign.Center)
        Words(body, type = Type.centred, colour = Look.colours.quietInk, align = TextAlign.Center)
    }
}

/** An icon on the round ground of its tone; says nothing by itself, words stand beside it. */
@Composable
fun Disc(
    icon: Int,
    tone: Tone,
    size: Dp,
    modifier: Modifier = Modifier,
) {
    val ground = if (tone == Tone.Quiet) Look.colours.card else tone.box()
    Box(
        modifier
            .size(size)
            .background(ground, CircleShape)
            .border(
                if (tone == Tone.Quiet) 2.dp else 0.dp,
                if (tone == Tone.Quiet) Look.colours.line else ground,
                CircleShape,
            ),
        contentAlignment = Alignment.Center,
    ) { Symbol(icon, tone.ink(), size * ICON) }
}

/**
 * Something is being fetched; [words] say what. What is there at once is not announced: the
 * words come only after a moment, or the screen would flicker.
 */
@Composable
fun Loading(
    modifier: Modifier = Modifier,
    words: String = stringResource(R.string.common_loading),
) {
    val still = Look.still
    var isLong by remember { mutableStateOf(still) }
    LaunchedEffect(Unit) {
        delay(MOMENT)
        isLong = true
    }
    Column(
        modifier
            .fillMaxWidth()
            .padding(24.dp, 40.dp)
            .semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite },
        horizontalAlignment = Alignment.CenterHorizontally,
        verticalArrangement = Arrangement.spacedBy(16.dp),
    ) {
        if (!isLong) return@Column
        if (still) {
            Disc(R.drawable.ic_clock, Tone.Blue, 56.dp)
        } else {
            CircularProgressIndicator(Modifier.size(56.dp), Look.colours.blue, 5.dp, Look.colours.blueBox)
        }
        QuietWords(words, type = Type.body.copy(textAlign = TextAlign.Center))
    }
}

private const val ICON = 0.44f
private const val MOMENT = 250L
