package vn.camtay.app

import android.os.Build
import android.view.inputmethod.EditorInfo
import androidx.compose.runtime.Composable
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.platform.InterceptPlatformTextInput
import androidx.compose.ui.platform.PlatformTextInputMethodRequest

/** [content], of which no keyboard learns a word: what is typed here are people's names. */
@OptIn(ExperimentalComposeUiApi::class)
@Composable
fun QuietKeyboard(content: @Composable () -> Unit) =
    InterceptPlatformTextInput(
        interceptor = { request, next ->
            next.startInputMethod(
                PlatformTextInputMethodRequest { attributes ->
                    request.createInputConnection(attributes).also { attributes.learnNothing() }
                },
            )
        },
        content = content,
    )

private fun EditorInfo.learnNothing() {
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.O) {
        imeOptions = imeOptions or EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING
    }
}
