package vn.camtay.pictures

import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.text.TextLayoutResult
import vn.camtay.look.MAIN_BUTTON

/** What is wrong with a screen, each as a sentence; empty when nothing is. */
class Checks(
    private val density: Float,
    private val root: SemanticsNode,
    private val unmerged: SemanticsNode,
) {
    private val screen: Rect = root.boundsInRoot

    fun faults(): List<String> = controls() + twins() + headings() + cutWords() + mainButton()

    /** Whoever can't see it hears what it is, and every finger hits it. */
    private fun controls(): List<String> =
        clickable().flatMap { node ->
            val said = said(node)
            buildList {
                if (said.isBlank()) add("something to tap has no words, at ${node.boundsInRoot}")
                val isSmall = minOf(node.size.width, node.size.height) / density < TOUCH
                if (isSmall && isWhole(node)) {
                    add("\"$said\" is too small to hit: ${node.size}")
                }
            }
        }

    /** Two controls of one screen that sound alike can't be told apart. */
    private fun twins(): List<String> =
        clickable()
            .groupBy {
                said(it) +
                    it.config.getOrNull(SemanticsProperties.StateDescription).orEmpty()
            }.filterValues { it.size > 1 }
            .map { (said, nodes) -> "${nodes.size} controls are called \"$said\"" }

    private fun headings(): List<String> {
        val count = nodes(root).count { SemanticsProperties.Heading in it.config }
        return if (count == 0) listOf("nothing is marked as heading") else emptyList()
    }

    /** No letter is cut, no word broken in two, nothing ends in dots. */
    private fun cutWords(): List<String> =
        nodes(unmerged).mapNotNull { node ->
            val layout = layoutOf(node) ?: return@mapNotNull null
            // A code that somebody types has no words to break between.
            val isTyped = SemanticsProperties.EditableText in node.config
            val text = layout.layoutInput.text.text
            val broken =
                (0 until layout.lineCount - 1).any { line ->
                    val end = layout.getLineEnd(line)
                    end in 1 until text.length && isInsideWord(text[end - 1], text[end]) && !isCode(text, end)
                }
            val bounds = node.boundsInRoot
            val clipped = !isScrolled(node) && bounds.height + 1 < node.size.height
            when {
                broken && !isTyped -> "a word is broken in \"$text\""
                isCut(layout) -> "\"$text\" is cut"
                (0 until layout.lineCount).any(layout::isLineEllipsized) -> "\"$text\" ends in dots"
                clipped -> "\"$text\" is hidden in part"
                bounds.right > screen.right + 1 || bounds.left < screen.left - 1 -> "\"$text\" leaves the screen"
                else -> null
            }
        }

    /** The main action is whole, in sight and large. */
    private fun mainButton(): List<String> =
        nodes(root)
            .filter { it.config.getOrNull(SemanticsProperties.TestTag) == MAIN_BUTTON }
            .mapNotNull { node ->
                val whole = node.positionInRoot.y + node.size.height <= screen.bottom + 1
                when {
                    !whole -> "the main action \"${said(node)}\" is not in sight"
                    node.size.height / density < MAIN -> "the main action \"${said(
                        node,
                    )}\" is too small"
                    else -> null
                }
            }

    private fun clickable() =
        nodes(root).filter {
            SemanticsActions.OnClick in it.config && SemanticsProperties.Disabled !in it.config
        }

    private fun said(node: SemanticsNode): String {
        val config = node.config
        val described = config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
        val written = config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
        val typed = config.getOrNull(SemanticsProperties.EditableText)?.text
        return (described + written + listOfNotNull(typed)).joinToString(" ")
    }

    private fun layoutOf(node: SemanticsNode): TextLayoutResult? {
        val results = mutableListOf<TextLayoutResult>()
        node.config
            .getOrNull(SemanticsActions.GetTextLayoutResult)
            ?.action
            ?.invoke(results)
        return results.firstOrNull()
    }

    /** A line is wider than the place it has, or there are more lines than fit. */
    private fun isCut(layout: TextLayoutResult) =
        layout.didOverflowHeight ||
            (0 until layout.lineCount).any {
                layout.getLineRight(it) - layout.getLineLeft(it) >
                    layout.size.width + 1
            }

    /** The number of a phone or a code: nobody reads it as a word. */
    private fun isCode(
        text: String,
        at: Int,
    ): Boolean {
        val start = text.substring(0, at).takeLastWhile { it != ' ' }
        val word = start + text.substring(at).takeWhile { it != ' ' }
        return word.length > LONGEST_WORD && word.any(Char::isDigit)
    }

    private fun isInsideWord(
        before: Char,
        after: Char,
    ) = before.isLetterOrDigit() && after.isLetterOrDigit()

    /** Not half scrolled away. */
    private fun isWhole(node: SemanticsNode) =
        node.boundsInRoot.height + 1 >= node.size.height &&
            node.boundsInRoot.width + 1 >= node.size.width

    private fun isScrolled(node: SemanticsNode): Boolean =
        generateSequence(node.parent, SemanticsNode::parent).any {
            SemanticsActions.ScrollBy in
                it.config
        }

    private fun nodes(node: SemanticsNode): List<SemanticsNode> = listOf(node) + node.children.flatMap(::nodes)

    private companion object {
        const val LONGEST_WORD = 14
        const val TOUCH = 47.5f
        const val MAIN = 56f
    }
}
