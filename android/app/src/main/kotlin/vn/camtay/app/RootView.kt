package vn.camtay.app

import androidx.activity.compose.BackHandler
import androidx.compose.animation.AnimatedContent
import androidx.compose.animation.ContentTransform
import androidx.compose.animation.EnterTransition
import androidx.compose.animation.ExitTransition
import androidx.compose.animation.core.tween
import androidx.compose.animation.fadeIn
import androidx.compose.animation.fadeOut
import androidx.compose.animation.slideInHorizontally
import androidx.compose.animation.slideOutHorizontally
import androidx.compose.animation.togetherWith
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.isImeVisible
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.IntOffset
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
    BackHandler(enabled = stack.canGoBack) { stack.back() }
    // While somebody types, the keyboard has the room of the tabs.
    Tabbed(top.route, top.route.isTab && !WindowInsets.isImeVisible, { stack.to(it) }) {
        AnimatedContent(
            targetState = Seen(top, entries.size),
            modifier = Modifier.fillMaxSize(),
            transitionSpec = { if (still) none() else passing(targetState.depth - initialState.depth) },
            contentKey = { it.entry.route.text() },
            label = "place",
        ) { seen ->
            holder.SaveableStateProvider(seen.entry.route.text()) { seen.entry.screen() }
        }
    }
}

/** A place, and how many lie under it. */
private class Seen(
    val entry: Entry,
    val depth: Int,
)

private fun none() = EnterTransition.None togetherWith ExitTransition.None

/** Deeper comes from the right, back from the left, a tab from nowhere; calm, a few millimetres. */
private fun passing(deeper: Int): ContentTransform {
    val side = deeper.coerceIn(-1, 1)
    val slide = tween<IntOffset>(SLIDE)
    return fadeIn(tween(SLIDE)) + slideInHorizontally(slide) { side * it / PART } togetherWith
        fadeOut(tween(SLIDE / 2)) + slideOutHorizontally(slide) { -side * it / PART }
}

private const val SLIDE = 200
private const val PART = 14
