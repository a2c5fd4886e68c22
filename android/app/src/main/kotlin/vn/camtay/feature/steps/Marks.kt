package vn.camtay.feature.steps

import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StepTap
import uniffi.camtay_core.StepsPage
import vn.camtay.app.Draft
import vn.camtay.phone.Outcome
import vn.camtay.phone.map

/** What came of one tap: an outcome, and what goes with it. */
internal data class Mark(
    val outcome: StepOutcome,
    /** The day, of "another day". */
    val comeBack: String?,
    /** A short text, of "another reason". */
    val note: String?,
    /** A day to come back to somebody who is stuck. */
    val appointment: String?,
)

/** What there was before the last tap, for taking it back. */
internal class Taken(
    val marks: List<Pair<Int, StepOutcome?>>,
    val comeBack: String?,
    val made: Appointment?,
    val earlier: Appointment?,
)

/** A day to come back that was written down as an entry of its own. */
internal data class Appointment(
    val entry: String,
    val day: String,
)

/**
 * Records taps of an open guide and takes them back.
 *
 * A day to come back to somebody who is stuck is no part of the guide's entry, and the entry of
 * a guide does away with earlier appointments of its skill. So the day is written down at once
 * for the person as a whole, where nothing the phone does by itself (locking, a new start) can
 * lose it, and becomes the skill's own when the guide is left.
 */
internal class Marks(
    private val guide: Guide,
    private val draft: Draft,
    private val resident: String,
    private val skill: Int,
) {
    private var appointment: Appointment?
        get() = draft[ENTRY].takeIf { it.isNotEmpty() }?.let { Appointment(it, draft[DAY]) }
        set(value) {
            draft[ENTRY] = value?.entry.orEmpty()
            draft[DAY] = value?.day.orEmpty()
        }

    /** Marks [steps] of [page]; durable when it returns. */
    suspend fun record(
        page: StepsPage,
        steps: List<Int>,
        mark: Mark,
    ): Outcome<Taken> {
        val earlier = appointment
        val written =
            guide.write {
                steps.forEach { markStep(tap(it, mark.outcome, mark.comeBack, mark.note)) }
                mark.appointment?.let { day -> appoint(day, earlier) }
            }
        return written.map { made ->
            if (made != null) appointment = made
            Taken(steps.map { it to page.steps[it].mark }, page.comeBack, made, earlier)
        }
    }

    /** Takes back what [record] did. */
    suspend fun takeBack(taken: Taken): Outcome<Unit> {
        val undone =
            guide.write {
                taken.marks.forEach { (step, mark) -> restore(step, mark, taken.comeBack) }
                if (taken.made != null) {
                    takeBack(taken.made.entry)
                    taken.earlier?.let { giveBack(it.entry) }
                }
            }
        return undone.map { if (taken.made != null) appointment = taken.earlier }
    }

    /** Leaves the guide, and the guides of the [others] who had a turn. */
    suspend fun finish(others: List<String>): Outcome<Unit> {
        val made = appointment
        return guide.finish(others) { page ->
            if (made == null) return@finish
            val isStuck = page.steps.any { (it.mark ?: it.before) is StepOutcome.Stuck }
            // What the guide itself sets comes first where it is earlier.
            val isNext = page.comeBack.let { it == null || made.day < it }
            if (isStuck && isNext) setAppointment(resident, skill.toUShort(), made.day)
            takeBack(made.entry)
        }
    }

    private fun CoreInterface.appoint(
        day: String,
        earlier: Appointment?,
    ): Appointment? {
        setAppointment(resident, null, day)
        val entry = ownRecords(null, 1u).records.firstOrNull()?.entry ?: return null
        earlier?.let { takeBack(it.entry) }
        return Appointment(entry, day)
    }

    private fun CoreInterface.restore(
        step: Int,
        mark: StepOutcome?,
        comeBack: String?,
    ) {
        if (mark == null) {
            undoStep(resident, skill.toUShort(), step.toUInt())
        } else {
            markStep(tap(step, mark, comeBack.takeIf { mark == StepOutcome.ComeBack }, null))
        }
    }

    private fun tap(
        step: Int,
        outcome: StepOutcome,
        comeBack: String?,
        note: String?,
    ) = StepTap(resident, skill.toUShort(), step.toUInt(), outcome, comeBack, note)

    private companion object {
        const val ENTRY = "appointment"
        const val DAY = "appointment-day"
    }
}
