package vn.camtay.app

import android.os.Looper
import androidx.annotation.StringRes
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isEnabled
import androidx.compose.ui.test.junit4.AndroidComposeTestRule
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import androidx.lifecycle.ViewModelProvider
import org.robolectric.Shadows.shadowOf
import java.time.Duration

/** A finger on the real app: it sees words and taps them. */
class Taps(
    private val compose: AndroidComposeTestRule<*, MainActivity>,
) {
    val model: AppModel get() = ViewModelProvider(compose.activity)[AppModel::class.java]

    /** Waits until these words are there. */
    fun see(
        @StringRes words: Int,
        vararg inside: Any,
    ) = see(hasText(said(words, *inside)) or hasContentDescription(said(words, *inside)))

    /** Waits until this is there. */
    fun see(what: SemanticsMatcher) =
        until("never saw ${what.description}") { compose.onAllNodes(what).fetchSemanticsNodes().isNotEmpty() }

    /** Whether these words are there now. */
    fun sees(
        @StringRes words: Int,
    ) = compose.onAllNodes(hasText(said(words))).fetchSemanticsNodes().isNotEmpty()

    /** Taps the control with these words, as soon as it can be tapped. */
    fun tap(
        @StringRes words: Int,
    ) = tap(hasText(said(words)) or hasContentDescription(said(words)))

    /** Types six digits on the pad. */
    fun pin(digits: String) = digits.forEach { tap(hasText(it.toString())) }

    /** Types into the only field. */
    fun type(text: String) {
        see(hasSetTextAction())
        compose.onNode(hasSetTextAction()).performTextInput(text)
    }

    /** Waits for the root. */
    fun root(root: Root) = until("never came to $root") { model.root.value == root }

    /** Waits, while the phone's own time goes on. */
    fun until(
        otherwise: String,
        isSo: () -> Boolean,
    ) = try {
        compose.waitUntil(otherwise, PATIENCE) {
            shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(STEP))
            isSo()
        }
    } catch (late: androidx.compose.ui.test.ComposeTimeoutException) {
        val seen = compose.onAllNodes(SemanticsMatcher("anything") { true }).fetchSemanticsNodes()
        val texts =
            seen.flatMap {
                it.config.getOrElse(
                    androidx.compose.ui.semantics.SemanticsProperties.Text,
                ) { emptyList() }
            }
        throw AssertionError("$otherwise; root ${model.root.value}, seen: $texts", late)
    }

    private fun tap(what: SemanticsMatcher) {
        val control = what and hasClickAction() and isEnabled()
        see(control)
        val node = compose.onNode(control)
        runCatching { node.performScrollTo() }
        node.performClick()
    }

    private fun said(
        words: Int,
        vararg inside: Any,
    ) = compose.activity.getString(words, *inside)

    private companion object {
        const val PATIENCE = 30_000L
        const val STEP = 250L
    }
}
