package vn.camtay.feature.steps

import uniffi.camtay_core.ConsentMissing
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.Denied
import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.Segment
import uniffi.camtay_core.StepsPage
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.orNull
import vn.camtay.phone.sessionNow

/** The open guide of one skill with one resident, as the phone keeps it. */
internal class Guide(
    private val phone: Phone,
    private val resident: String,
    private val skill: Int,
) {
    private var session: String? = null
    private var audience: List<Segment> = emptyList()

    /** It was open already: somebody had their turn in between. */
    var wasOpen = false
        private set

    /** Opens it, or goes on where it stands. */
    suspend fun open(
        language: String,
        appLanguage: String,
    ): Outcome<StepsState.Going> =
        phone.write {
            val today = today()
            session = today.sessionNow?.id
            audience = session?.let { session(it).audience }.orEmpty()
            wasOpen = today.openGuides.any { it.resident == resident && it.skill.toInt() == skill }
            val person = resident(resident, appLanguage)
            val languages = guides().languages
            val known = language.takeIf { it in languages } ?: appLanguage
            startGuide(resident, skill.toUShort(), session)
            StepsState.Going(
                person = guided(person),
                page = steps(skill.toUShort(), resident, audience, known),
                at = 0,
                picture = StepPicture.None,
                side = Side.Step,
                undo = null,
                reading = Reading.Unknown,
                problem = null,
                languages = languages,
                language = known,
                next = person.nextAfter(skill),
                today = today.day,
            )
        }

    /** Its steps as they stand. */
    suspend fun page(language: String): Outcome<StepsPage> =
        phone.read { steps(skill.toUShort(), resident, audience, language) }

    /** Records something; a guide that was closed meanwhile goes on as a new one. */
    suspend fun <T> write(call: CoreInterface.() -> T): Outcome<T> {
        val first = phone.write(call)
        val closed = first is Outcome.No && first.problem == Problem.NotAllowed(Denied.NO_GUIDE_OPEN)
        if (!closed) return first
        return when (val started = phone.write { startGuide(resident, skill.toUShort(), stillOpen()) }) {
            is Outcome.Ok -> phone.write(call)
            is Outcome.No -> started
        }
    }

    /**
     * What was tapped with this person, and with the [others] who had a turn, becomes entries;
     * then [also], with the steps as they were.
     */
    suspend fun finish(
        others: List<String>,
        also: CoreInterface.(StepsPage) -> Unit,
    ): Outcome<Unit> {
        val people = others + resident
        return phone.write {
            val page = steps(skill.toUShort(), resident, audience, "vi")
            today()
                .openGuides
                .filter { it.skill.toInt() == skill && it.resident in people }
                .forEach { finishGuide(it.resident, it.skill) }
            also(page)
        }
    }

    /** The household at whose page a yes can be asked for, where a yes is what is missing. */
    suspend fun householdToAsk(problem: Problem): String? {
        val missing = (problem as? Problem.NeedsConsent)?.reason ?: return null
        if (missing == ConsentMissing.REFUSED || missing == ConsentMissing.WITHDRAWN) return null
        return phone.read { resident(resident, "vi").household }.orNull()
    }

    private fun CoreInterface.stillOpen() = session?.takeIf { it == today().sessionNow?.id }

    private fun CoreInterface.guided(person: ResidentPage) =
        Guided(
            id = person.id,
            name = person.name,
            household = person.household,
            others =
                household(person.household)
                    .people
                    .filter { it.id != person.id && !it.refused && it.name.isNotEmpty() },
        )

    private fun ResidentPage.nextAfter(skill: Int): NextSkill? {
        val next = suggestions.firstOrNull { it.toInt() != skill } ?: return null
        val line = groups.flatMap { it.skills }.firstOrNull { it.skill == next } ?: return null
        return NextSkill(next.toInt(), line.title)
    }
}
