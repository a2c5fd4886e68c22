package vn.camtay.feature.session

import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.withContext
import uniffi.camtay_core.Consent
import uniffi.camtay_core.Reason
import uniffi.camtay_core.SessionPage
import uniffi.camtay_core.SkillState
import uniffi.camtay_core.StepOutcome
import vn.camtay.app.Draft
import vn.camtay.feature.session.SessionState.Apart
import vn.camtay.feature.session.SessionState.Part.Marking
import vn.camtay.feature.session.SessionState.Pupil
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.map

/** A skill is marked for all of a class, but for the exceptions: one record an outcome. */
internal class ClassMarks(
    private val phone: Phone,
    private val draft: Draft,
    private val session: String,
    private val language: String,
) {
    /** What was recorded, and why the rest was not. */
    class Recorded(
        val entries: List<String>,
        val people: Set<String>,
        val problem: Problem?,
    )

    /** The class before it: whoever was marked with it today already is left out. */
    suspend fun begin(
        page: SessionPage,
        skill: UShort,
        title: String,
    ): Outcome<Marking> =
        phone
            .read {
                page.attended.map { line ->
                    val person = resident(line.id, language)
                    val known = person.groups.firstNotNullOfOrNull { it.skills.find { one -> one.skill == skill } }
                    Pupil(
                        line = line,
                        state = known?.state ?: SkillState.NotBegun,
                        isDoneToday = known?.day == page.line.day,
                        may = person.consent == Consent.GIVEN,
                    )
                }
            }.map { pupils ->
                val out = pupils.filter { it.isDoneToday || !it.may }.associate { it.line.id to Apart.LeftOut }
                val kept = kept(skill)
                val exceptions = out + kept.exceptions.filterKeys { id -> pupils.any { it.line.id == id && it.may } }
                Marking(skill, title, kept.outcome, pupils, exceptions, asking = null)
            }

    /**
     * Records outcome by outcome; what was recorded stays so when another one is refused. Once
     * begun it goes on to the end, whoever leaves.
     */
    suspend fun record(marking: Marking): Recorded = withContext(NonCancellable) { recordAll(marking) }

    private suspend fun recordAll(marking: Marking): Recorded {
        val entries = mutableListOf<String>()
        val people = mutableSetOf<String>()
        val byOutcome = marking.marked.groupBy({ it.second }, { it.first })
        for ((outcome, ids) in byOutcome) {
            for (some in ids.chunked(MOST)) {
                when (val done = phone.write { guideClass(session, marking.skill, some, outcome) }) {
                    is Outcome.Ok -> {
                        entries += done.value
                        people += some
                    }

                    is Outcome.No -> return Recorded(entries, people, done.problem)
                }
            }
        }
        return Recorded(entries, people, null)
    }

    /** What was chosen outlives a phone that locks while the list is gone through. */
    fun keep(marking: Marking?) {
        draft[SKILL] = marking?.skill?.toString().orEmpty()
        draft[OUTCOME] = marking?.outcome?.let(::textOf).orEmpty()
        draft[APART] =
            marking?.exceptions.orEmpty().entries.joinToString(" ") { (id, apart) ->
                "$id=" + if (apart is Apart.Other) textOf(apart.outcome) else ""
            }
    }

    private class Kept(
        val outcome: StepOutcome?,
        val exceptions: Map<String, Apart>,
    )

    private fun kept(skill: UShort): Kept {
        if (draft[SKILL] != skill.toString()) return Kept(null, emptyMap())
        val exceptions =
            draft[APART].split(' ').filter { '=' in it }.associate { text ->
                val outcome = outcomeOf(text.substringAfter('='))
                text.substringBefore('=') to if (outcome == null) Apart.LeftOut else Apart.Other(outcome)
            }
        return Kept(outcomeOf(draft[OUTCOME]), exceptions)
    }

    private fun textOf(outcome: StepOutcome): String =
        if (outcome is StepOutcome.Stuck) outcome.reason.name else PLAIN.entries.first { it.value == outcome }.key

    private fun outcomeOf(text: String): StepOutcome? =
        PLAIN[text] ?: Reason.entries.find { it.name == text }?.let { StepOutcome.Stuck(it) }

    private companion object {
        /** More people than the core takes in one record. */
        const val MOST = 500
        const val SKILL = "marked"
        const val OUTCOME = "outcome"
        const val APART = "apart"
        val PLAIN =
            mapOf(
                "alone" to StepOutcome.Alone,
                "helped" to StepOutcome.Helped,
                "already" to StepOutcome.Already,
                "not_applicable" to StepOutcome.NotApplicable,
                "refused" to StepOutcome.Refused,
                "come_back" to StepOutcome.ComeBack,
            )
    }
}
