package vn.camtay.words

import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import vn.camtay.R
import java.util.Locale

/** A language by its own people's name for it, where we know that; else as the system says. */
@Composable
fun languageSaid(tag: String): String =
    when (tag) {
        "vi" -> stringResource(R.string.common_language_vi)
        "en" -> stringResource(R.string.common_language_en)
        "bru" -> stringResource(R.string.common_language_bru)
        else ->
            Locale
                .forLanguageTag(tag)
                .let { it.getDisplayLanguage(it) }
                .replaceFirstChar { it.titlecase() }
    }
