package vn.camtay.feature.session

import uniffi.camtay_core.Consent
import uniffi.camtay_core.ConsentSentence
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.Denied
import uniffi.camtay_core.Event
import uniffi.camtay_core.HistoryLine
import uniffi.camtay_core.PeoplePage
import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.SearchPage
import uniffi.camtay_core.Segment
import uniffi.camtay_core.SessionChange
import uniffi.camtay_core.SkillGroup
import uniffi.camtay_core.SkillLine
import uniffi.camtay_core.SkillState
import uniffi.camtay_core.Status
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StepsPage
import uniffi.camtay_core.Waiting
import vn.camtay.feature.today.TodaySamples
import vn.camtay.phone.Unset
import vn.camtay.phone.guide
import vn.camtay.phone.somebody

/** A core with one class of a village with 120 people; it does what it is told and keeps it. */
open class Lesson : CoreInterface by Unset {
    var page = SessionSamples.fresh
    var today = SessionSamples.DAY
    val done = mutableListOf<String>()
    val consents = mutableMapOf<String, Consent>()
    val histories = mutableMapOf<String, MutableList<HistoryLine>>()

    /** What this skill is for somebody: state and the day of the latest visit. */
    val states = mutableMapOf<String, Pair<SkillState, String>>()
    val village = SessionPeople.many(VILLAGE)
    private var entries = 0

    override fun session(session: String) = page

    override fun today() = TodaySamples.page.copy(day = today)

    override fun communeWords() = listOf("xã Vĩnh Thuỷ", "thôn", "Tổ công nghệ số")

    override fun waiting() = Waiting(people = 12u, steps = 20u, sessions = 1u, records = 30u)

    override fun consentSentence(
        toClass: Boolean,
        language: String,
    ) = ConsentSentence(2u, if (toClass) "Ai đồng ý thì giơ tay." else "Bác có đồng ý không?")

    override fun people(
        village: String,
        after: String?,
        limit: UInt,
    ): PeoplePage {
        val from = this.village.indexOfFirst { it.id == after } + 1
        val lines = this.village.drop(from).take(limit.toInt())
        return PeoplePage(lines, lines.lastOrNull()?.id?.takeIf { lines.size == limit.toInt() })
    }

    override fun resident(
        resident: String,
        language: String,
    ): ResidentPage {
        val line = village.find { it.id == resident } ?: throw CoreException.NotFound("resident")
        val (state, day) = states[resident] ?: (SkillState.NotBegun to null)
        val skill = SkillLine(VNEID, "Mở VNeID", state, day, 0u, null, open = false, first = emptyList())
        return somebody().copy(
            id = resident,
            name = line.name,
            birthYear = line.birthYear,
            older = false,
            head = line.head,
            consent = consents[resident],
            listedByHall = true,
            groups = listOf(SkillGroup("vneid", "VNeID", listOf(skill))),
            history = histories[resident].orEmpty().reversed(),
        )
    }

    override fun markAttendance(
        session: String,
        residents: List<String>,
        present: Boolean,
    ) {
        done += (if (present) "here " else "not here ") + residents.joinToString()
        for (resident in residents) {
            if (present && consents[resident] != Consent.GIVEN) {
                consents[resident] = Consent.GIVEN
                write(resident, Event.Consent(Consent.GIVEN))
            }
            write(resident, Event.Attended(present))
        }
        attended(residents, present)
    }

    override fun takeBack(entry: String) {
        done += "took back $entry"
        for ((resident, lines) in histories) {
            val at = lines.indexOfFirst { it.entry == entry }
            if (at < 0) continue
            if (lines[at].event is Event.Attended) attended(listOf(resident), false)
            if (lines[at].event is Event.Consent) consents -= resident
            lines[at] = lines[at].copy(takenBack = true)
        }
    }

    override fun countHeads(
        session: String,
        unnamed: UInt,
    ) {
        done += "$unnamed heads"
        page = page.copy(unnamed = unnamed)
    }

    override fun guideClass(
        session: String,
        skill: UShort,
        residents: List<String>,
        outcome: StepOutcome,
    ): String {
        done += "$skill ${outcome::class.simpleName} for ${residents.joinToString()}"
        return "guide${done.size}"
    }

    override fun changeSession(change: SessionChange) {
        done += "changed to ${change.kind}, ${change.place}, ${change.skills}"
    }

    override fun closeSession(session: String) {
        done += "closed"
        page = page.copy(line = page.line.copy(open = false))
    }

    override fun joinKnownSession(session: String) {
        if (!page.line.open) throw CoreException.NotAllowed(Denied.SESSION_CLOSED)
        done += "joined"
        page = page.copy(line = page.line.copy(mine = true))
    }

    override fun sessionCode(session: String) = "CAMTAYB1:$session"

    override fun prepareSearch() = Unit

    override fun search(
        query: String,
        limit: UInt,
    ) = SearchPage(listOf(SessionPeople.found(70, "Nguyễn Thị Hoà", "Linh Hải")), emptyList(), more = false)

    override fun steps(
        skill: UShort,
        resident: String?,
        audience: List<Segment>,
        language: String,
    ) = guide(skill, "Kỹ năng $skill")

    private fun attended(
        residents: List<String>,
        present: Boolean,
    ) {
        val others = page.attended.filter { it.id !in residents }
        page = page.copy(attended = if (present) others + village.filter { it.id in residents } else others)
    }

    fun write(
        resident: String,
        event: Event,
    ) {
        entries += 1
        val line = HistoryLine("e$entries", event, today, null, own = true, takenBack = false)
        histories.getOrPut(resident) { mutableListOf() } += line
    }

    companion object {
        const val VNEID: UShort = 2u
        const val VILLAGE = 120
    }
}
