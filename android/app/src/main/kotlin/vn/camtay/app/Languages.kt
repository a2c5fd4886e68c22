package vn.camtay.app

import android.app.LocaleManager
import android.content.Context
import android.content.res.Configuration
import android.os.Build
import android.os.LocaleList
import android.view.ContextThemeWrapper
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

    /** What was chosen among the system's settings; `null` where the system doesn't keep that. */
    fun chosen(context: Context): String? {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return null
        val locales = context.getSystemService(LocaleManager::class.java).applicationLocales
        return if (locales.isEmpty) null else locales[0].language
    }

    /** The context in the language that was chosen, where the system doesn't do that. */
    fun wrap(base: Context): Context {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) return base
        val language = Preferences(base).liking.value.language ?: return base
        val configuration = Configuration(base.resources.configuration)
        configuration.setLocale(Locale.forLanguageTag(language))
        // A wrapper, not a context of its own: printing asks its context for the activity it is of.
        return ContextThemeWrapper(base, 0).apply { applyOverrideConfiguration(configuration) }
    }
}
