package vn.camtay.scan

import android.Manifest
import android.content.ClipboardManager
import android.content.Context
import android.content.pm.PackageManager
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.core.content.ContextCompat
import vn.camtay.R
import vn.camtay.look.Measure
import vn.camtay.look.Notice
import vn.camtay.look.Section
import vn.camtay.look.Tone
import vn.camtay.look.TypeField
import vn.camtay.look.Weight
import vn.camtay.look.WideButton

/** What the camera may do for us. */
private enum class Camera { None, NotAsked, Allowed, Denied }

/**
 * Reads a QR with the camera, after having said why it is needed; without a camera, or where
 * somebody says no, the code's text is pasted or typed. [onCode] gets every code that is read.
 */
@Composable
fun CodeScanner(
    onCode: (String) -> Unit,
    modifier: Modifier = Modifier,
) {
    val context = LocalContext.current
    var camera by remember { mutableStateOf(cameraOf(context)) }
    val ask =
        rememberLauncherForActivityResult(ActivityResultContracts.RequestPermission()) { yes ->
            camera = if (yes) Camera.Allowed else Camera.Denied
        }
    Column(modifier, Arrangement.spacedBy(Measure.gap)) {
        when (camera) {
            Camera.Allowed -> CameraView(onCode)

            Camera.NotAsked -> {
                Notice(
                    stringResource(R.string.screen_scan_why),
                    Tone.Blue,
                    body = stringResource(R.string.screen_scan_why_body),
                    icon = R.drawable.ic_camera,
                )
                WideButton(
                    stringResource(R.string.screen_scan_camera),
                    { ask.launch(Manifest.permission.CAMERA) },
                    icon = R.drawable.ic_camera,
                )
            }

            Camera.Denied ->
                Notice(
                    stringResource(R.string.screen_scan_denied),
                    Tone.Amber,
                    body = stringResource(R.string.screen_scan_denied_todo),
                    icon = R.drawable.ic_camera,
                )

            Camera.None -> Unit
        }
        PasteCode(onCode)
    }
}

/** The code as text: from a message, or typed. */
@Composable
private fun PasteCode(onCode: (String) -> Unit) {
    val context = LocalContext.current
    var text by rememberSaveable { mutableStateOf("") }
    Section(stringResource(R.string.screen_scan_text))
    TypeField(
        stringResource(R.string.screen_scan_field),
        text,
        { text = it },
        icon = R.drawable.ic_qr,
        singleLine = false,
    )
    WideButton(
        stringResource(R.string.screen_scan_paste),
        { text = clipboardText(context) ?: text },
        icon = R.drawable.ic_paste,
        weight = Weight.Outlined,
    )
    WideButton(
        stringResource(R.string.screen_scan_use),
        { onCode(text.trim()) },
        icon = R.drawable.ic_check,
        weight = Weight.Outlined,
        enabled = text.isNotBlank(),
    )
}

private fun cameraOf(context: Context): Camera {
    val has = context.packageManager.hasSystemFeature(PackageManager.FEATURE_CAMERA_ANY)
    val allowed = ContextCompat.checkSelfPermission(context, Manifest.permission.CAMERA)
    return when {
        !has -> Camera.None
        allowed == PackageManager.PERMISSION_GRANTED -> Camera.Allowed
        else -> Camera.NotAsked
    }
}

private fun clipboardText(context: Context): String? {
    val clipboard = context.getSystemService(Context.CLIPBOARD_SERVICE) as ClipboardManager
    val clip = clipboard.primaryClip ?: return null
    return if (clip.itemCount == 0) null else clip.getItemAt(0).coerceToText(context)?.toString()
}
