package vn.camtay.feature.steps

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.camtay.R
import vn.camtay.look.Card
import vn.camtay.look.QuietButton
import vn.camtay.look.QuietWords
import vn.camtay.look.Type
import vn.camtay.look.Words
import vn.camtay.words.words

/**
 * What was just recorded, and ten seconds to take it back. It is spoken once, not each second;
 * where there is little room it is spoken only.
 */
@Composable
internal fun UndoBar(
    undo: Undo?,
    isRoomy: Boolean,
    onUndo: () -> Unit,
) {
    if (undo == null) return
    Card {
        Row(
            Modifier.fillMaxWidth().padding(start = if (isRoomy) 14.dp else 0.dp, end = 4.dp),
            horizontalArrangement = Arrangement.SpaceBetween,
            verticalAlignment = Alignment.CenterVertically,
        ) {
            if (isRoomy) Said(undo, Modifier.weight(1f)) else Spoken(undo)
            QuietButton(stringResource(R.string.action_undo), onUndo, icon = R.drawable.ic_undo)
            if (!isRoomy) Left(undo.secondsLeft, Modifier.padding(end = 8.dp))
        }
    }
}

@Composable
private fun wordsOf(undo: Undo): String =
    if (undo.count == 1) {
        stringResource(R.string.screen_steps_undo_step, undo.step + 1, undo.outcome.words())
    } else {
        pluralStringResource(R.plurals.screen_steps_undo_steps, undo.count, undo.count, undo.outcome.words())
    }

@Composable
private fun Said(
    undo: Undo,
    modifier: Modifier,
) = Column(modifier.padding(vertical = 8.dp)) {
    Words(wordsOf(undo), Modifier.semantics { liveRegion = LiveRegionMode.Polite }, Type.smallStrong)
    Left(undo.secondsLeft)
}

@Composable
private fun Spoken(undo: Undo) {
    val words = wordsOf(undo)
    Box(
        Modifier.size(1.dp).semantics {
            contentDescription = words
            liveRegion = LiveRegionMode.Polite
        },
    )
}

@Composable
private fun Left(
    seconds: Int,
    modifier: Modifier = Modifier,
) = QuietWords(
    stringResource(R.string.screen_steps_undo_left, seconds),
    modifier.clearAndSetSemantics {},
)
