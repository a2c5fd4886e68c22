package vn.camtay.app

import android.content.Context
import android.content.Intent
import android.graphics.Color
import android.os.Build
import android.os.Bundle
import android.view.WindowManager
import androidx.activity.ComponentActivity
import androidx.activity.SystemBarStyle
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.viewModels
import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.lifecycle.createSavedStateHandle
import androidx.lifecycle.lifecycleScope
import androidx.lifecycle.viewModelScope
import androidx.lifecycle.viewmodel.initializer
import androidx.lifecycle.viewmodel.viewModelFactory
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.drop
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.launch
import vn.camtay.look.CamTayTheme
import vn.camtay.share.IncomingDialog
import vn.camtay.upload.UploadNotices

/** The one activity. */
class MainActivity : ComponentActivity() {
    private val wiring by lazy { (application as CamTay).wiring }
    private val model by viewModels<AppModel> {
        viewModelFactory { initializer { AppModel(wiring, createSavedStateHandle()) } }
    }

    override fun attachBaseContext(base: Context) = super.attachBaseContext(Languages.wrap(base))

    override fun onCreate(savedInstanceState: Bundle?) {
        // Nothing personal in a screenshot or in the list of apps.
        window.setFlags(WindowManager.LayoutParams.FLAG_SECURE, WindowManager.LayoutParams.FLAG_SECURE)
        enableEdgeToEdge()
        super.onCreate(savedInstanceState)
        model.speak(resources.configuration.locales[0].language)
        setContent {
            val liking by wiring.preferences.liking.collectAsState()
            val dark = liking.dark ?: isSystemInDarkTheme()
            LaunchedEffect(dark) { edgeToEdge(dark) }
            CamTayTheme(liking.dark, liking.textScale) {
                QuietKeyboard { Root(model) }
                IncomingDialog(wiring.files)
            }
        }
        followLanguage()
        // A file comes once, not again with every rotation.
        val isOld = intent.flags and Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY != 0
        if (savedInstanceState == null && !isOld) take(intent)
    }

    override fun onStart() {
        // Before anything is drawn.
        model.lockIfTime()
        super.onStart()
    }

    override fun onStop() {
        super.onStop()
        if (!isChangingConfigurations) model.hidden()
    }

    /** The system's signs stand out from the app's ground, whatever the system's own theme is. */
    private fun edgeToEdge(dark: Boolean) {
        enableEdgeToEdge(
            SystemBarStyle.auto(Color.TRANSPARENT, Color.TRANSPARENT) { dark },
            // Android 7 draws its buttons white on whatever ground: it takes the dark veil always.
            SystemBarStyle.auto(LIGHT_VEIL, DARK_VEIL) { dark },
        )
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        take(intent)
    }

    private fun take(intent: Intent) {
        if (intent.action == UploadNotices.OPEN_UPLOAD) model.goTo(Route.Upload)
        // The file outlives this activity's turning: so does who reads it.
        model.viewModelScope.launch { wiring.files.take(intent) }
    }

    /** Another language was chosen in the settings; the system keeps it where it can. */
    private fun followLanguage() {
        val liking = wiring.preferences.liking.value
        Languages.chosen(this)?.let { if (it != liking.language) wiring.preferences.choose(liking.copy(language = it)) }
        val chosen = wiring.preferences.liking.map { it.language }
        lifecycleScope.launch {
            chosen.distinctUntilChanged().drop(1).collect { language ->
                Languages.choose(this@MainActivity, language)
                if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) recreate()
            }
        }
    }

    override fun onUserInteraction() {
        super.onUserInteraction()
        model.touched()
    }

    private companion object {
        /** Behind the buttons of a system that draws none by itself. */
        const val LIGHT_VEIL = 0xE6FFFFFF.toInt()
        const val DARK_VEIL = 0x801B1B1B.toInt()
    }
}
