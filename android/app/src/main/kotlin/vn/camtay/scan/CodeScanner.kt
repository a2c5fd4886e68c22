package vn.camtay.scan

import android.Manifest
import android.content.ActivityNotFoundException
import android.content.ClipboardManager
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.net.Uri
import android.provider.Settings
import androidx.activity.compose.LocalActivity
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.keepScreenOn
import androidx.compose.ui.platform.LocalContext
import androidx.core.content.ContextCompat
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.compose.LifecycleEventEffect

/**
 * Reads a QR with the camera, after having said why it is needed; without a camera, or where
 * somebody says no, the code's text is pasted or typed: here, or where [onType] leads.
 * [onCode] gets every code that is read.
 */
@Composable
fun CodeScanner(
    onCode: (String) -> Unit,
    modifier: Modifier = Modifier,
    onType: (() -> Unit)? = null,
) {
    val context = LocalContext.current
    val activity = LocalActivity.current
    var camera by remember { mutableStateOf(cameraOf(context)) }
    var isLit by remember { mutableStateOf(false) }
    var text by rememberSaveable { mutableStateOf("") }
    val ask =
        rememberLauncherForActivityResult(ActivityResultContracts.RequestPermission()) { yes ->
            // Without a reason to explain itself the system does not ask a second time.
            val mayAskAgain = activity?.shouldShowRequestPermissionRationale(Manifest.permission.CAMERA) == true
            camera =
                when {
                    yes -> cameraOf(context)
                    mayAskAgain -> Camera.Denied
                    else -> Camera.Refused
                }
        }
    // Back from the phone's settings, where it may have been allowed or taken away.
    LifecycleEventEffect(Lifecycle.Event.ON_RESUME) {
        val now = cameraOf(context)
        if (now is Camera.Allowed || camera is Camera.Allowed) camera = now
    }
    LifecycleEventEffect(Lifecycle.Event.ON_PAUSE) { isLit = false }
    ScannerView(
        camera,
        text,
        send = { tap ->
            when (tap) {
                ScannerTap.Ask -> ask.launch(Manifest.permission.CAMERA)
                ScannerTap.Settings -> openSettings(context)
                ScannerTap.Light -> isLit = !isLit
                is ScannerTap.Typed -> text = tap.text
                ScannerTap.Paste -> text = clipboardText(context) ?: text
                ScannerTap.Use -> onCode(text.trim())
            }
        },
        isLit = isLit,
        // A file goes from phone to phone as many codes, and nobody touches either.
        modifier = modifier.keepScreenOn(),
        onType = onType,
    ) { CameraView(onCode, isLit) }
}

private fun cameraOf(context: Context): Camera {
    val packages = context.packageManager
    val allowed = ContextCompat.checkSelfPermission(context, Manifest.permission.CAMERA)
    return when {
        !packages.hasSystemFeature(PackageManager.FEATURE_CAMERA_ANY) -> Camera.None

        allowed == PackageManager.PERMISSION_GRANTED ->
            Camera.Allowed(packages.hasSystemFeature(PackageManager.FEATURE_CAMERA_FLASH))

        else -> Camera.NotAsked
    }
}

/** Where the phone's owner allows the camera after having refused it for good. */
private fun openSettings(context: Context) {
    val own = Uri.fromParts("package", context.packageName, null)
    val settings = Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, own)
    try {
        context.startActivity(settings.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
    } catch (_: ActivityNotFoundException) {
        // A phone that hides its settings: the text of the code is left.
    }
}

private fun clipboardText(context: Context): String? {
    val clipboard = context.getSystemService(Context.CLIPBOARD_SERVICE) as ClipboardManager
    val clip = clipboard.primaryClip ?: return null
    return if (clip.itemCount == 0) null else clip.getItemAt(0).coerceToText(context)?.toString()
}
