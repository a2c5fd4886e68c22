package vn.camtay.app

import android.app.LocaleManager
import android.content.Context
import android.content.res.Configuration
import android.os.Build
import android.os.LocaleList
import java.util.Locale

/**
 * The app's own language. From Android 13 on the system keeps it (and offers it among its
 * settings); before, [Preferences] do, and every context is wrapped.
 */
object Languages {
    /** `vi` unless the system or the person says English; nobody else's language is here. */
    fun choose(
        context: Context,
        language: String?,
    ) {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            val manager = context.getSystemService(LocaleManager::class.java)
            manager.applicationLocales = LocaleList.forLanguageTags(language.orEmpty())
        }
    }

    /** The context in the language that was chosen, where the system doesn't do that. */
    fun wrap(base: Context): Context {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) return base
        val language = Preferences(base).liking.value.language ?: return base
        val configuration = Configuration(base.resources.configuration)
        configuration.setLocale(Locale.forLanguageTag(language))
        return base.createConfigurationContext(configuration)
    }
}
