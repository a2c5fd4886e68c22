package vn.camtay.words

import android.content.res.Configuration
import android.content.res.Resources
import org.robolectric.RuntimeEnvironment
import java.text.Normalizer
import java.util.Locale

/** The app's words in a language. */
fun resourcesIn(language: String): Resources {
    val application = RuntimeEnvironment.getApplication()
    val configuration = Configuration(application.resources.configuration)
    configuration.setLocale(Locale.forLanguageTag(language))
    return application.createConfigurationContext(configuration).resources
}

/** What is wrong with the way in which something is said; empty when nothing is. */
fun faultsOf(
    text: String,
    language: String,
): List<String> =
    buildList {
        if (text.isBlank()) add("says nothing")
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) add("is not NFC: $text")
        if (Regex("""%[\d\w$]|\{\w*\}|\bnull\b""").containsMatchIn(text)) add("has a hole in it: $text")
        if ('\'' in text || '"' in text) add("has a typewriter's quotes: $text")
        val words = FORBIDDEN + if (language == "en") FORBIDDEN_EN else FORBIDDEN_VI
        for (word in words) {
            val whole = Regex("""(?<!\p{L})${Regex.escape(word)}(?!\p{L})""", RegexOption.IGNORE_CASE)
            if (whole.containsMatchIn(text)) add("says \"$word\": $text")
        }
    }

/** In no language: nobody at a kitchen table speaks like that. */
private val FORBIDDEN = listOf("server", "sync", "token", "timeout", "admin", "database")
private val FORBIDDEN_VI =
    listOf(
        "lỗi",
        "sai",
        "không hợp lệ",
        "thất bại",
        "đồng bộ",
        "máy chủ",
        "kích hoạt",
        "từ chối truy cập",
        "upload",
        "download",
    )
private val FORBIDDEN_EN = listOf("error", "invalid", "failed", "failure", "illegal", "hub")
