package vn.camtay.app

/** Where one can be. Each has a text by which it outlives the process. */
sealed interface Route {
    data object Today : Route

    /** The villages, or with [village] its households. */
    data class Households(
        val village: String?,
    ) : Route

    data object Upload : Route

    /** Của tôi: contribution, settings, practice. */
    data object Contribution : Route

    data class Household(
        val household: String,
    ) : Route

    /** Asking: somebody new in a household, or with [resident] somebody of the commune's list. */
    data class Consent(
        val household: String,
        val resident: String?,
    ) : Route

    data class Resident(
        val resident: String,
    ) : Route

    /** A guide, step by step. */
    data class Steps(
        val resident: String,
        val skill: Int,
    ) : Route

    /** Scam practice. */
    data object Situation : Route

    /** What was achieved with somebody today. */
    data class VisitEnd(
        val resident: String,
    ) : Route

    /** Open a session, join one, or the list of them. */
    data object Sessions : Route

    data class Session(
        val session: String,
    ) : Route

    /** Every record of this phone and where it is. */
    data object Records : Route

    /** By file or by QR, for a hall without a network. */
    data object Courier : Route

    data class QuickCheck(
        val resident: String,
        val after: Boolean,
    ) : Route

    /** A skill's leaflet, to show, share or print. */
    data class Leaflet(
        val skill: Int,
    ) : Route

    data object Settings : Route

    data object Practice : Route

    /** One of the four places that the bar below leads to. */
    val isTab: Boolean
        get() = this in TABS

    /** The text that [of] reads. */
    fun text(): String =
        when (this) {
            Today -> "today"
            is Households -> "households/${village.orEmpty()}"
            Upload -> "upload"
            Contribution -> "contribution"
            is Household -> "household/$household"
            is Consent -> "consent/$household/${resident.orEmpty()}"
            is Resident -> "resident/$resident"
            is Steps -> "steps/$resident/$skill"
            Situation -> "situation"
            is VisitEnd -> "visitend/$resident"
            Sessions -> "sessions"
            is Session -> "session/$session"
            Records -> "records"
            Courier -> "courier"
            is QuickCheck -> "quickcheck/$resident/$after"
            is Leaflet -> "leaflet/$skill"
            Settings -> "settings"
            Practice -> "practice"
        }

    companion object {
        /** The places of the bar below, in its order. */
        val TABS by lazy {
            // Made when the first route is: the object Today itself may not be there yet.
            listOf(Today, Households(null), Upload, Contribution)
        }

        /** The route of a [text], or `null` for what another version of the app may have kept. */
        fun of(text: String): Route? {
            val parts = text.split('/')

            fun part(at: Int) = parts.getOrNull(at)?.takeIf(String::isNotEmpty)
            return when (parts[0]) {
                "today" -> Today
                "households" -> Households(part(1))
                "upload" -> Upload
                "contribution" -> Contribution
                "household" -> part(1)?.let(::Household)
                "consent" -> part(1)?.let { Consent(it, part(2)) }
                "resident" -> part(1)?.let(::Resident)
                "steps" -> part(2)?.toIntOrNull()?.let { Steps(parts[1], it) }
                "situation" -> Situation
                "visitend" -> part(1)?.let(::VisitEnd)
                "sessions" -> Sessions
                "session" -> part(1)?.let(::Session)
                "records" -> Records
                "courier" -> Courier
                "quickcheck" -> part(1)?.let { QuickCheck(it, part(2).toBoolean()) }
                "leaflet" -> part(1)?.toIntOrNull()?.let(::Leaflet)
                "settings" -> Settings
                "practice" -> Practice
                else -> null
            }
        }
    }
}
