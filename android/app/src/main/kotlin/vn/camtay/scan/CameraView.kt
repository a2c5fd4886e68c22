package vn.camtay.scan

import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.viewinterop.AndroidView
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.compose.LifecycleEventEffect
import com.google.zxing.BarcodeFormat
import com.journeyapps.barcodescanner.BarcodeView
import com.journeyapps.barcodescanner.DefaultDecoderFactory
import vn.camtay.R
import vn.camtay.look.Measure

/**
 * What the camera sees, with its light where [isLit]; each code is told once until another one
 * is seen.
 */
@Composable
internal fun CameraView(
    onCode: (String) -> Unit,
    isLit: Boolean,
) {
    val context = LocalContext.current
    val told by rememberUpdatedState(onCode)
    val label = stringResource(R.string.a11y_scan_camera)
    val view =
        remember {
            BarcodeView(context).apply {
                decoderFactory = DefaultDecoderFactory(listOf(BarcodeFormat.QR_CODE))
                var last: String? = null
                decodeContinuous { seen ->
                    if (seen.text != last) {
                        last = seen.text
                        told(seen.text)
                    }
                }
            }
        }
    LifecycleEventEffect(Lifecycle.Event.ON_RESUME) { view.resume() }
    LifecycleEventEffect(Lifecycle.Event.ON_PAUSE) { view.pause() }
    LaunchedEffect(isLit) { view.setTorch(isLit) }
    DisposableEffect(view) { onDispose { view.pause() } }
    AndroidView(
        { view },
        Modifier
            .fillMaxWidth()
            .aspectRatio(1f)
            .clip(RoundedCornerShape(Measure.corner))
            .semantics { contentDescription = label },
    )
}
