package vn.camtay.words

import android.content.res.Resources
import androidx.annotation.PluralsRes
import androidx.annotation.StringRes
import androidx.compose.runtime.Composable
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalContext
import java.util.Locale

/** The screen's resources; read again when its language changes. */
@Composable
internal fun screenResources(): Resources {
    LocalConfiguration.current
    return LocalContext.current.resources
}

// A phone whose own language has digits of its own would write them between our words.

/** These words with numbers in digits that everybody here reads. */
internal fun Resources.say(
    @StringRes words: Int,
    vararg inIt: Any,
): String = getString(words).format(Locale.ROOT, *inIt)

/** So many of something. */
internal fun Resources.count(
    @PluralsRes words: Int,
    count: Int,
): String = getQuantityText(words, count).toString().format(Locale.ROOT, count)

/** Words as the beginning of a sentence: the first letter is a capital. */
fun sentence(words: String): String = words.replaceFirstChar(Char::uppercaseChar)

/** Words in the middle of a sentence: only what is written in capitals anyway keeps them. */
internal fun inSentence(words: String): String =
    if (words.getOrNull(1)?.isUpperCase() == true) words else words.replaceFirstChar(Char::lowercaseChar)

/** "sinh 1956 · Phú Bình": what stands in one line. Where it breaks, no line begins with the dot. */
internal fun Iterable<String>.dotted(): String = joinToString("\u00a0· ")
