package vn.camtay.scan

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import kotlinx.coroutines.delay
import vn.camtay.R
import vn.camtay.look.Look
import vn.camtay.look.Measure
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words

/** A file as a series of codes, one after the other; by hand where nothing may move. */
@Composable
fun QrFrames(
    frames: List<String>,
    label: String,
    modifier: Modifier = Modifier,
) {
    if (frames.isEmpty()) return
    var at by rememberSaveable { mutableIntStateOf(0) }
    val shown = at % frames.size
    val still = Look.still
    Column(modifier, Arrangement.spacedBy(Measure.gap)) {
        QrCode(frames[shown], label)
        if (frames.size > 1) Words(stringResource(R.string.screen_scan_frame, shown + 1, frames.size))
        if (still && frames.size > 1) {
            WideButton(stringResource(R.string.screen_scan_next), { at = shown + 1 }, weight = Weight.Outlined)
        }
    }
    LaunchedEffect(frames, still) {
        while (!still && frames.size > 1) {
            delay(FRAME)
            at = (at + 1) % frames.size
        }
    }
}

private const val FRAME = 400L
