package vn.camtay.feature.steps

import uniffi.camtay_core.Consent
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.Denied
import uniffi.camtay_core.GuidesInfo
import uniffi.camtay_core.HouseholdPage
import uniffi.camtay_core.HouseholdState
import uniffi.camtay_core.OpenGuide
import uniffi.camtay_core.OwnRecord
import uniffi.camtay_core.OwnRecordsPage
import uniffi.camtay_core.PersonLine
import uniffi.camtay_core.RecordKind
import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.Segment
import uniffi.camtay_core.SessionLine
import uniffi.camtay_core.Status
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StepPage
import uniffi.camtay_core.StepTap
import uniffi.camtay_core.StepsPage
import uniffi.camtay_core.TodayPage
import uniffi.camtay_core.Waiting
import uniffi.camtay_core.Whereabouts
import vn.camtay.feature.session.SessionSamples
import vn.camtay.phone.Unset
import vn.camtay.phone.guide
import vn.camtay.phone.somebody

/** A core that knows one house, Hoà and Tư, and one skill of four steps. */
class FakeGuides : CoreInterface by Unset {
    /** Everything that was done, in words. */
    val done = mutableListOf<String>()
    val marks = mutableMapOf<String, MutableList<StepOutcome?>>()
    var before = List<StepOutcome?>(STEPS) { null }
    var voice: String? = null
    var refusal: CoreException? = null
    var session: SessionLine? = null

    /** The sessions in which guides were begun. */
    val begunIn = mutableListOf<String?>()

    /** Why no guide can be left. */
    var fullDisk: CoreException? = null
    private val open = linkedSetOf<String>()

    /** As when the phone locks: every open guide becomes an entry. */
    fun lockFinishes() {
        before = marks[open.firstOrNull()] ?: before
        open.clear()
        marks.clear()
    }

    override fun today() =
        TodayPage(
            day = "2026-11-23",
            session = session,
            toJoin = emptyList(),
            comeBack = emptyList(),
            comeBackAll = 0u,
            openGuides = open.map { OpenGuide(it, it, SKILL) },
            waiting = Waiting(0u, 0u, 0u, 0u),
            expired = false,
        )

    override fun session(session: String) = SessionSamples.lesson

    override fun resident(
        resident: String,
        language: String,
    ) = somebody().copy(id = resident, name = resident, birthYear = 1950u, household = "house", head = "Tư")

    override fun household(household: String) =
        HouseholdPage(
            id = household,
            head = "Tư",
            place = null,
            village = "PB",
            villageName = "Phú Bình",
            state = HouseholdState.IN_PROGRESS,
            visited = emptyList(),
            refused = emptyList(),
            people =
                listOf("Hoà", "Tư").map {
                    PersonLine(it, it, 1950u, "Tư", "house", 0u, false, false, null)
                },
            notAsked = emptyList(),
        )

    override fun guides() = GuidesInfo(1u, "2026-11-23", 1u, false, listOf("vi", "en", "bru"))

    override fun startGuide(
        resident: String,
        skill: UShort,
        session: String?,
    ) {
        refusal?.let { throw it }
        done += "start $resident"
        begunIn += session
        if (open.add(resident)) marks[resident] = MutableList(STEPS) { null }
    }

    override fun steps(
        skill: UShort,
        resident: String?,
        audience: List<Segment>,
        language: String,
    ): StepsPage {
        val marked = marks[resident].orEmpty()
        val steps =
            List(STEPS) {
                StepPage(
                    id = "s$it",
                    say = "say $it",
                    language = language,
                    see = null,
                    ifNot = null,
                    alone = null,
                    picture = null,
                    pictureWords = null,
                    voice = voice,
                    mark = marked.getOrNull(it),
                    before = before[it],
                )
            }
        val at = steps.indexOfFirst { (it.mark ?: it.before) == null }.coerceAtLeast(0)
        return guide(skill, "Cài VNeID", steps).copy(open = resident in open, at = at.toUInt(), checked = "2026-11-23")
    }

    override fun markStep(tap: StepTap) {
        set(tap.resident, tap.step, tap.outcome)
        done += "mark ${tap.resident} ${tap.step} ${tap.outcome::class.simpleName}"
    }

    override fun undoStep(
        resident: String,
        skill: UShort,
        step: UInt,
    ) {
        set(resident, step, null)
        done += "undo $resident $step"
    }

    override fun finishGuide(
        resident: String,
        skill: UShort,
    ): String? {
        fullDisk?.let { throw it }
        open -= resident
        done += "finish $resident"
        return "entry"
    }

    override fun setAppointment(
        resident: String,
        skill: UShort?,
        on: String,
    ) {
        done += "appointment $resident $skill $on"
    }

    override fun takeBack(entry: String) {
        done += "take back $entry"
    }

    override fun giveBack(entry: String) {
        done += "give back $entry"
    }

    override fun ownRecords(
        before: ULong?,
        limit: UInt,
    ) = OwnRecordsPage(
        listOf(OwnRecord("e${done.size}", RecordKind.entries.first(), "2026-11-23", null, 1u, Whereabouts.OnThisPhone)),
        null,
    )

    override fun packFile(name: String): ByteArray = name.toByteArray()

    private fun set(
        resident: String,
        step: UInt,
        outcome: StepOutcome?,
    ) {
        if (resident !in open) throw CoreException.NotAllowed(Denied.NO_GUIDE_OPEN)
        marks.getValue(resident)[step.toInt()] = outcome
    }

    companion object {
        const val STEPS = 4
        val SKILL: UShort = 1u
    }
}
