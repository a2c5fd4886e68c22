package vn.camtay.app

import android.os.Looper
import androidx.annotation.PluralsRes
import androidx.annotation.StringRes
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ComposeTimeoutException
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isEnabled
import androidx.compose.ui.test.junit4.AndroidComposeTestRule
import androidx.compose.ui.test.junit4.ComposeTestRule
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextInput
import androidx.lifecycle.ViewModelProvider
import org.robolectric.Shadows.shadowOf
import java.time.Duration

/** A finger on the real app: it sees words and taps them. */
class Taps(
    private val compose: ComposeTestRule,
    private val activity: () -> MainActivity,
) {
    constructor(compose: AndroidComposeTestRule<*, MainActivity>) : this(compose, { compose.activity })

    val model: AppModel get() = ViewModelProvider(activity())[AppModel::class.java]

    /** Waits until these words are there. */
    fun see(
        @StringRes words: Int,
        vararg inside: Any,
    ) = see(said(words, *inside))

    /** Waits until just these words are there. */
    fun see(words: String) = see(wordsAre(words))

    /** Waits until this is there. */
    fun see(what: SemanticsMatcher) =
        until("never saw ${what.description}") { compose.onAllNodes(what).fetchSemanticsNodes().isNotEmpty() }

    /** Whether these words are there now. */
    fun sees(
        @StringRes words: Int,
        vararg inside: Any,
    ) = compose.onAllNodes(wordsAre(said(words, *inside))).fetchSemanticsNodes().isNotEmpty()

    /** Waits until words in which [pattern] is found are there, and reads them. */
    fun read(pattern: Regex): MatchResult {
        see(SemanticsMatcher("words like $pattern") { node -> node.words().any(pattern::containsMatchIn) })
        return seen().firstNotNullOf { pattern.find(it) }
    }

    /** Taps the control with these words, as soon as it can be tapped. */
    fun tap(
        @StringRes words: Int,
        vararg inside: Any,
    ) = tap(said(words, *inside))

    /** Taps the control with just these words, as soon as it can be tapped. */
    fun tap(words: String) = tap(wordsAre(words))

    /** Brings a row of a long list, one that can be tapped, into sight. */
    fun reach(words: String) {
        see(hasScrollToNodeAction())
        touch()
        compose.onNode(hasScrollToNodeAction()).performScrollToNode(hasText(words) and hasClickAction())
    }

    /** From somebody's page into a guide; the groups of what is under way are open already. */
    fun openGuide(
        group: String,
        skill: String,
    ) {
        reach(group)
        if (runCatching { reach(skill) }.isFailure) {
            reach(group)
            tap(group)
        }
        reach(skill)
        tap(skill)
    }

    /** Types six digits on the pad. */
    fun pin(digits: String) = digits.forEach { tap(it.toString()) }

    /** Types into the only field. */
    fun type(text: String) = typeInto(hasSetTextAction(), text)

    /** Types into the field that is called so. */
    fun type(
        @StringRes field: Int,
        text: String,
    ) = typeInto(hasText(said(field)) and hasSetTextAction(), text)

    /** Waits for the root. */
    fun root(root: Root) = until("never came to $root") { model.root.value == root }

    /** Waits, while the phone's own time goes on. */
    fun until(
        otherwise: String,
        isSo: () -> Boolean,
    ) = try {
        compose.waitUntil(otherwise, PATIENCE) {
            pass(STEP)
            isSo()
        }
    } catch (late: ComposeTimeoutException) {
        throw AssertionError("$otherwise; root ${model.root.value}, seen: ${seen()}", late)
    }

    /** So much of the phone's own time goes by. */
    fun pass(millis: Long) = shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(millis))

    /** These words as the app says them. */
    fun said(
        @StringRes words: Int,
        vararg inside: Any,
    ): String = activity().getString(words, *inside)

    /** So many of something, as the app says it. */
    fun count(
        @PluralsRes words: Int,
        count: Int,
    ): String = activity().resources.getQuantityString(words, count, count)

    /** Everything that can be read now. */
    private fun seen() =
        compose
            .onAllNodes(SemanticsMatcher("anything") { true })
            .fetchSemanticsNodes()
            .flatMap { it.words() }

    private fun SemanticsNode.words(): List<String> =
        config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text } +
            config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()

    private fun wordsAre(words: String) = hasText(words) or hasContentDescription(words)

    private fun typeInto(
        field: SemanticsMatcher,
        text: String,
    ) {
        see(field)
        touch()
        compose.onNode(field).performTextInput(text)
    }

    /** What the system tells the activity of every finger; tests touch the views below it. */
    private fun touch() = activity().onUserInteraction()

    private fun tap(what: SemanticsMatcher) {
        val control = what and hasClickAction() and isEnabled()
        see(control)
        touch()
        val node = compose.onNode(control)
        runCatching { node.performScrollTo() }
        node.performClick()
    }

    private companion object {
        const val PATIENCE = 40_000L

        /** Some hundred of these a second at most: nothing waits so long that the phone locks. */
        const val STEP = 40L
    }
}
