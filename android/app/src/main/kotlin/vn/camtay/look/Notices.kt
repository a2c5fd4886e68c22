package vn.camtay.look

import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
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
        modifier = modifier.fillMaxWidth(),
        shape = RoundedCornerShape(Measure.corner),
        color = tone.box(),
    ) {
        Row(
            Modifier.then(tap).padding(16.dp),
            horizontalArrangement = Arrangement.spacedBy(14.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Symbol(icon, tone.ink())
            Column(Modifier.weight(1f), verticalArrangement = Arrangement.spacedBy(2.dp)) {
                Words(title, type = Type.row, colour = tone.ink())
                body?.let { Words(it, type = Type.small) }
            }
            if (onClick != null) Symbol(R.drawable.ic_next, tone.ink(), 20.dp)
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
) {
    Column(
        modifier.fillMaxWidth().padding(16.dp, 40.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
        verticalArrangement = Arrangement.spacedBy(Measure.gap),
    ) {
        Box(
            Modifier.size(88.dp).background(Look.colours.blueBox, CircleShape),
            contentAlignment = Alignment.Center,
        ) { Symbol(icon, Look.colours.blue, 40.dp) }
        Words(title, type = Type.section, align = TextAlign.Center)
        Words(body, colour = Look.colours.quietInk, align = TextAlign.Center)
    }
}

/** Something is being fetched; where nothing may move, words alone say so. */
@Composable
fun Loading(modifier: Modifier = Modifier) {
    val label = stringResource(R.string.common_loading)
    Box(
        modifier
            .fillMaxWidth()
            .padding(48.dp)
            .semantics(mergeDescendants = true) {
                contentDescription = label
                liveRegion = LiveRegionMode.Polite
            },
        contentAlignment = Alignment.Center,
    ) {
        if (Look.still) QuietWords(label) else CircularProgressIndicator(color = Look.colours.blue)
    }
}
