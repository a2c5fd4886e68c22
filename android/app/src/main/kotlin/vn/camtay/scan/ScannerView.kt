package vn.camtay.scan

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import vn.camtay.R
import vn.camtay.look.Card
import vn.camtay.look.ListRow
import vn.camtay.look.Look
import vn.camtay.look.Measure
import vn.camtay.look.Notice
import vn.camtay.look.PillButton
import vn.camtay.look.Section
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.TypeField
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words

/** What the camera may do for us. */
internal sealed interface Camera {
    /** This phone has none. */
    data object None : Camera

    data object NotAsked : Camera

    data class Allowed(
        val hasLight: Boolean,
    ) : Camera

    /** Not this time; the system would ask once more. */
    data object Denied : Camera

    /** For good: only the phone's settings change that. */
    data object Refused : Camera
}

/** What somebody did at the scanner. */
internal sealed interface ScannerTap {
    data object Ask : ScannerTap

    data object Settings : ScannerTap

    data object Light : ScannerTap

    class Typed(
        val text: String,
    ) : ScannerTap

    data object Paste : ScannerTap

    data object Use : ScannerTap
}

/** The scanner as it is drawn; [picture] is what the camera sees. With [onType] typing has a page of its own. */
@Composable
internal fun ScannerView(
    camera: Camera,
    text: String,
    send: (ScannerTap) -> Unit,
    isLit: Boolean,
    modifier: Modifier = Modifier,
    onType: (() -> Unit)? = null,
    picture: @Composable () -> Unit,
) = Column(modifier, Arrangement.spacedBy(Measure.gap)) {
    when (camera) {
        is Camera.Allowed -> Looking(camera.hasLight, isLit, { send(ScannerTap.Light) }, picture)

        Camera.NotAsked -> {
            Notice(
                stringResource(R.string.screen_scan_why),
                Tone.Blue,
                body = stringResource(R.string.screen_scan_why_body),
                icon = R.drawable.ic_camera,
            )
            Ask(send)
        }

        Camera.Denied -> {
            Notice(
                stringResource(R.string.screen_scan_denied),
                Tone.Amber,
                body = stringResource(R.string.screen_scan_denied_again),
                icon = R.drawable.ic_camera,
            )
            Ask(send)
        }

        Camera.Refused -> {
            Notice(
                stringResource(R.string.screen_scan_denied),
                Tone.Amber,
                body = stringResource(R.string.screen_scan_refused_todo),
                icon = R.drawable.ic_camera,
            )
            val words = stringResource(R.string.screen_scan_settings)
            WideButton(words, { send(ScannerTap.Settings) }, icon = R.drawable.ic_settings)
        }

        Camera.None ->
            Notice(
                stringResource(R.string.screen_scan_none),
                Tone.Quiet,
                body = stringResource(R.string.screen_scan_none_todo),
                icon = R.drawable.ic_camera,
            )
    }
    if (onType == null) TypedCode(text, send) else TypeRow(onType)
}

@Composable
private fun TypeRow(onType: () -> Unit) =
    Card {
        ListRow(
            stringResource(R.string.screen_scan_text),
            under = stringResource(R.string.screen_scan_type),
            icon = R.drawable.ic_paste,
            onClick = onType,
        )
    }

@Composable
private fun Ask(send: (ScannerTap) -> Unit) =
    WideButton(
        stringResource(R.string.screen_scan_camera),
        { send(ScannerTap.Ask) },
        icon = R.drawable.ic_camera,
    )

/** What the camera sees, in a frame; lying it leaves room for the rest. */
@Composable
private fun Looking(
    hasLight: Boolean,
    isLit: Boolean,
    onLight: () -> Unit,
    picture: @Composable () -> Unit,
) {
    Box(Modifier.fillMaxWidth(), contentAlignment = Alignment.Center) {
        Box(Modifier.widthIn(max = widestSquare())) {
            picture()
            Canvas(Modifier.matchParentSize().padding(28.dp)) {
                val arm = size.minDimension / 6
                for (x in listOf(0f, size.width)) {
                    for (y in listOf(0f, size.height)) {
                        val corner = Offset(x, y)
                        val inX = Offset(if (x == 0f) arm else x - arm, y)
                        val inY = Offset(x, if (y == 0f) arm else y - arm)
                        drawLine(Color.White, corner, inX, 4.dp.toPx(), StrokeCap.Round)
                        drawLine(Color.White, corner, inY, 4.dp.toPx(), StrokeCap.Round)
                    }
                }
            }
        }
    }
    Words(
        stringResource(R.string.screen_scan_hold),
        Modifier.fillMaxWidth(),
        Type.small,
        Look.colours.quietInk,
        TextAlign.Center,
    )
    if (hasLight) {
        val words = if (isLit) R.string.screen_scan_light_off else R.string.screen_scan_light_on
        Box(Modifier.fillMaxWidth(), contentAlignment = Alignment.Center) {
            PillButton(stringResource(words), onLight, R.drawable.ic_light)
        }
    }
}

/** The code as text: from a message, or typed. */
@Composable
private fun TypedCode(
    text: String,
    send: (ScannerTap) -> Unit,
) {
    Section(stringResource(R.string.screen_scan_text))
    TypeField(
        stringResource(R.string.screen_scan_field),
        text,
        { send(ScannerTap.Typed(it)) },
        icon = R.drawable.ic_qr,
        singleLine = false,
    )
    WideButton(
        stringResource(R.string.screen_scan_paste),
        { send(ScannerTap.Paste) },
        icon = R.drawable.ic_paste,
        weight = Weight.Outlined,
    )
    WideButton(
        stringResource(R.string.screen_scan_use),
        { send(ScannerTap.Use) },
        icon = R.drawable.ic_check,
        weight = Weight.Outlined,
        enabled = text.isNotBlank(),
    )
}
