package vn.camtay.feature.session

import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.NewSession
import uniffi.camtay_core.Organiser
import uniffi.camtay_core.Segment
import uniffi.camtay_core.SessionChange
import uniffi.camtay_core.SessionKind
import uniffi.camtay_core.SessionPage
import vn.camtay.app.Draft
import vn.camtay.phone.Problem

/** What a session is, while it is typed. */
data class SessionForm(
    val village: String?,
    val kind: SessionKind,
    val organiser: Organiser,
    val audience: Set<Segment>,
    /** The organisation that stands behind it: a cooperative, a school. */
    val host: String,
    val place: String,
    /** Numbers of the skills that are taught. */
    val skills: Set<UShort>,
    /** Who, for whom and where were asked for. */
    val whole: Boolean,
) {
    /** From house to house nobody needs more than the kind; a class is nothing without the rest. */
    val isWhole: Boolean
        get() = whole || kind != SessionKind.HOME_VISIT

    fun toNew(village: String) =
        NewSession(
            village = village,
            kind = kind,
            audience = audience.sorted(),
            organiser = organiser,
            host = host.ifBlank { null },
            place = place.ifBlank { null },
            skills = skills.sorted(),
        )

    fun changeOf(session: String) =
        SessionChange(
            session = session,
            kind = kind,
            audience = audience.sorted(),
            organiser = organiser,
            host = host.ifBlank { null },
            place = place.ifBlank { null },
            skills = skills.sorted(),
        )

    /** To the core an empty field says "as it was": nobody is to believe that it was emptied. */
    fun emptied(before: SessionPage): Problem? =
        when {
            place.isBlank() && before.line.place != null -> Problem.BadInput(PLACE, InputProblem.EMPTY)
            host.isBlank() && before.host != null -> Problem.BadInput(HOST, InputProblem.EMPTY)
            else -> null
        }

    companion object {
        const val PLACE = "place"
        const val HOST = "host"

        /** Whether a problem is told right under a field of the form. */
        fun isAtField(problem: Problem) = problem is Problem.BadInput && problem.field in setOf(PLACE, HOST)

        /** A home visit of the team is what most evenings are. */
        val fresh =
            SessionForm(null, SessionKind.HOME_VISIT, Organiser.TEAM, emptySet(), "", "", emptySet(), whole = false)

        fun of(page: SessionPage) =
            SessionForm(
                village = page.village,
                kind = page.line.kind,
                organiser = page.organiser ?: Organiser.TEAM,
                audience = page.audience.toSet(),
                host = page.host.orEmpty(),
                place = page.line.place.orEmpty(),
                skills = page.skills.toSet(),
                whole = true,
            )
    }
}

/** The form as the draft keeps it; `null` where nobody has begun one. */
internal class SessionFormDraft(
    private val draft: Draft,
) {
    var form: SessionForm?
        get() {
            val kind = SessionKind.entries.find { it.name == draft[KIND] } ?: return null
            return SessionForm(
                village = draft[VILLAGE].ifEmpty { null },
                kind = kind,
                organiser = Organiser.entries.find { it.name == draft[ORGANISER] } ?: Organiser.TEAM,
                audience = Segment.entries.filter { it.name in listed(AUDIENCE) }.toSet(),
                host = draft[SessionForm.HOST],
                place = draft[SessionForm.PLACE],
                skills = listed(SKILLS).mapNotNull(String::toUShortOrNull).toSet(),
                whole = draft[WHOLE].isNotEmpty(),
            )
        }
        set(form) {
            draft[VILLAGE] = form?.village.orEmpty()
            draft[KIND] = form?.kind?.name.orEmpty()
            draft[ORGANISER] = form?.organiser?.name.orEmpty()
            draft[AUDIENCE] = form?.audience.orEmpty().joinToString(",") { it.name }
            draft[SessionForm.HOST] = form?.host.orEmpty()
            draft[SessionForm.PLACE] = form?.place.orEmpty()
            draft[SKILLS] = form?.skills.orEmpty().joinToString(",")
            draft[WHOLE] = if (form?.whole == true) "yes" else ""
        }

    private fun listed(field: String) = draft[field].split(',')

    private companion object {
        const val VILLAGE = "village"
        const val KIND = "kind"
        const val ORGANISER = "organiser"
        const val AUDIENCE = "audience"
        const val SKILLS = "skills"
        const val WHOLE = "whole"
    }
}
