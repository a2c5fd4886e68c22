package vn.camtay.look

import androidx.compose.animation.core.animateFloatAsState
import androidx.compose.animation.core.tween
import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.graphicsLayer
import androidx.compose.ui.hapticfeedback.HapticFeedbackType
import androidx.compose.ui.platform.LocalHapticFeedback
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.camtay.R

/** How many digits a PIN has. */
const val PIN_LENGTH = 6

/** How many digits were entered; said as a number, never which. */
@Composable
fun PinDots(
    entered: Int,
    modifier: Modifier = Modifier,
) {
    val said = stringResource(R.string.a11y_pin_entered, entered, PIN_LENGTH)
    Row(
        modifier
            .fillMaxWidth()
            .padding(vertical = 8.dp)
            .semantics(mergeDescendants = true) {
                contentDescription = said
                liveRegion = LiveRegionMode.Polite
            },
        horizontalArrangement = Arrangement.spacedBy(16.dp, Alignment.CenterHorizontally),
    ) {
        repeat(PIN_LENGTH) { at -> Dot(isFull = at < entered) }
    }
}

/** It fills from its middle; where nothing may move, at once. */
@Composable
private fun Dot(isFull: Boolean) {
    val full = if (isFull) 1f else 0f
    val shown = if (Look.still) full else animateFloatAsState(full, tween(durationMillis = 120), label = "dot").value
    Box(Modifier.size(18.dp).border(2.dp, if (isFull) Look.colours.blue else Look.colours.quietInk, CircleShape)) {
        Box(
            Modifier
                .size(18.dp)
                .graphicsLayer {
                    scaleX = shown
                    scaleY = shown
                }.background(Look.colours.blue, CircleShape),
        )
    }
}

/** Ten digits as large keys, for thumbs; with [onFinger] also the key that asks for a finger. */
@Composable
fun PinPad(
    onDigit: (Int) -> Unit,
    onDelete: () -> Unit,
    modifier: Modifier = Modifier,
    enabled: Boolean = true,
    onFinger: (() -> Unit)? = null,
) {
    Column(
        modifier.fillMaxWidth(),
        horizontalAlignment = Alignment.CenterHorizontally,
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        for (row in listOf(1..3, 4..6, 7..9)) {
            KeyRow { for (digit in row) Digit(digit, onDigit, enabled, Modifier.weight(1f)) }
        }
        KeyRow {
            val third = Modifier.weight(1f)
            if (onFinger == null) {
                Box(third)
            } else {
                Sign(R.drawable.ic_finger, stringResource(R.string.a11y_pin_finger), onFinger, true, third)
            }
            Digit(0, onDigit, enabled, third)
            Sign(R.drawable.ic_delete_left, stringResource(R.string.a11y_pin_delete), onDelete, enabled, third)
        }
    }
}

@Composable
private fun KeyRow(content: @Composable RowScope.() -> Unit) =
    Row(
        Modifier.widthIn(max = 360.dp),
        horizontalArrangement = Arrangement.spacedBy(12.dp),
        content = content,
    )

@Composable
private fun Digit(
    digit: Int,
    onDigit: (Int) -> Unit,
    enabled: Boolean,
    modifier: Modifier,
) = Key({ onDigit(digit) }, enabled, modifier, Look.colours.card) {
    Words(digit.toString(), type = Type.number, colour = if (enabled) Look.colours.ink else Look.colours.quietInk)
}

/** A key with a sign on it: quieter than the digits. */
@Composable
private fun Sign(
    icon: Int,
    label: String,
    onClick: () -> Unit,
    enabled: Boolean,
    modifier: Modifier,
) = Key(onClick, enabled, modifier.semantics { contentDescription = label }, Color.Transparent) {
    Symbol(icon, if (enabled) Look.colours.blue else Look.colours.quietInk, 30.dp)
}

@Composable
private fun Key(
    onClick: () -> Unit,
    enabled: Boolean,
    modifier: Modifier,
    ground: Color,
    content: @Composable () -> Unit,
) {
    val haptics = LocalHapticFeedback.current
    Surface(
        onClick = {
            haptics.performHapticFeedback(HapticFeedbackType.KeyboardTap)
            onClick()
        },
        modifier = modifier.heightIn(min = Measure.row).semantics { role = Role.Button },
        enabled = enabled,
        shape = RoundedCornerShape(Measure.corner),
        color = ground,
        border = if (ground == Color.Transparent) null else BorderStroke(Measure.line, Look.colours.line),
    ) {
        Box(contentAlignment = Alignment.Center) { content() }
    }
}
