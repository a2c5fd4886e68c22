package vn.camtay.app

import android.content.Context
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow

/** How somebody likes the app. Nothing here is about residents. */
data class Liking(
    /** `vi`, `en`, or `null` for the system's. */
    val language: String?,
    /** `null` for the system's. */
    val dark: Boolean?,
    /** On top of the system's text size: 1, 1.15 or 1.3. */
    val textScale: Float,
)

/** Keeps a [Liking]. */
class Preferences(
    context: Context,
) {
    private val file = context.getSharedPreferences("liking", Context.MODE_PRIVATE)
    private val state = MutableStateFlow(read())

    val liking: StateFlow<Liking> = state.asStateFlow()

    /** Keeps what was chosen. */
    fun choose(liking: Liking) {
        file
            .edit()
            .apply {
                putString(LANGUAGE, liking.language)
                putString(DARK, liking.dark?.toString())
                putFloat(TEXT_SCALE, liking.textScale)
            }.apply()
        state.value = liking
    }

    private fun read() =
        Liking(
            language = file.getString(LANGUAGE, null),
            dark = file.getString(DARK, null)?.toBooleanStrictOrNull(),
            textScale = file.getFloat(TEXT_SCALE, 1f),
        )

    private companion object {
        const val LANGUAGE = "language"
        const val DARK = "dark"
        const val TEXT_SCALE = "text_scale"
    }
}
