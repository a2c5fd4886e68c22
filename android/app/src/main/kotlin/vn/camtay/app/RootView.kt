package vn.camtay.app

import androidx.activity.compose.BackHandler
import androidx.compose.animation.AnimatedContent
import androidx.compose.animation.EnterTransition
import androidx.compose.animation.ExitTransition
import androidx.compose.animation.core.tween
import androidx.compose.animation.fadeIn
import androidx.compose.animation.fadeOut
import androidx.compose.animation.togetherWith
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.WindowInsetsSides
import androidx.compose.foundation.layout.consumeWindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.isImeVisible
import androidx.compose.foundation.layout.navigationBars
import androidx.compose.foundation.layout.only
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import androidx.compose.ui.Modifier
import vn.camtay.look.Look

/** Draws what [AppModel] says is seen. */
@Composable
fun Root(model: AppModel) {
    val root by model.root.collectAsState()
    val outside by model.outside.collectAsState()
    val entries by model.stack.entries.collectAsState()
    Box(Modifier.fillMaxSize().background(Look.colours.ground)) {
        if (root == Root.Open) Places(model.stack, entries) else outside?.screen?.invoke()
    }
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Places(
    stack: BackStack,
    entries: List<Entry>,
) {
    val top = entries.lastOrNull() ?: return
    val holder = rememberSaveableStateHolder()
    val still = Look.still
    val systemBar = WindowInsets.navigationBars.only(WindowInsetsSides.Bottom)
    val hasBar = top.route.isTab && !WindowInsets.isImeVisible
    BackHandler(enabled = stack.canGoBack) { stack.back() }
    Column {
        AnimatedContent(
            targetState = top,
            // The bar below stands over the system's own: the place above it need not.
            modifier = Modifier.weight(1f).then(if (hasBar) Modifier.consumeWindowInsets(systemBar) else Modifier),
            transitionSpec = {
                if (still) {
                    EnterTransition.None togetherWith ExitTransition.None
                } else {
                    fadeIn(tween(durationMillis = 160)) togetherWith fadeOut(tween(durationMillis = 90))
                }
            },
            contentKey = { it.route.text() },
            label = "place",
        ) { entry ->
            holder.SaveableStateProvider(entry.route.text()) { entry.screen() }
        }
        // While somebody types, the keyboard has the room of the bar.
        if (hasBar) TabBar(top.route) { stack.to(it) }
    }
}
