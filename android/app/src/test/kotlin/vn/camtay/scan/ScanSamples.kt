package vn.camtay.scan

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import vn.camtay.R
import vn.camtay.look.Measure
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.pictures.Sample

/** What the scanner looks like, whatever the camera may do. */
object ScanSamples {
    private const val TEXT = "CAMTAYB1:9EC1DFCBCF0F6EEB01B02DC0BFAC531EC204"
    private val DUSK = Color(0xFF2B3640)

    val all: List<Sample> =
        listOf(
            sample("scan", Camera.NotAsked),
            sample("scan-camera", Camera.Allowed(hasLight = true), important = true),
            sample("scan-lit", Camera.Allowed(hasLight = true), isLit = true),
            sample("scan-no-light", Camera.Allowed(hasLight = false)),
            sample("scan-denied", Camera.Denied),
            sample("scan-refused", Camera.Refused, important = true),
            sample("scan-no-camera", Camera.None, TEXT),
        )

    private fun sample(
        name: String,
        camera: Camera,
        text: String = "",
        isLit: Boolean = false,
        important: Boolean = false,
    ) = Sample(name, important) {
        Page(
            PageHead(
                stringResource(R.string.screen_session_join),
                stringResource(R.string.screen_session_join_under),
                onBack = {},
            ),
        ) { ScannerView(camera, text, {}, isLit) { Seen() } }
    }

    /** In place of what a camera sees: a colleague's code in the dusk. */
    @Composable
    private fun Seen() =
        Box(
            Modifier.fillMaxWidth().aspectRatio(1f).background(DUSK, RoundedCornerShape(Measure.corner)),
            contentAlignment = Alignment.Center,
        ) { QrCode(TEXT, stringResource(R.string.a11y_scan_camera), Modifier.padding(72.dp)) }
}
