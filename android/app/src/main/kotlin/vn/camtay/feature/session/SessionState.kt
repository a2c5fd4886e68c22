package vn.camtay.feature.session

import uniffi.camtay_core.PersonLine
import uniffi.camtay_core.SessionKind
import uniffi.camtay_core.SessionPage
import uniffi.camtay_core.SkillGroup
import uniffi.camtay_core.SkillState
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.Waiting
import vn.camtay.feature.households.Search
import vn.camtay.phone.Problem

/** A session's own screen. */
sealed interface SessionState {
    data object Loading : SessionState

    data class Failed(
        val problem: Problem,
    ) : SessionState

    data class Shown(
        val page: SessionPage,
        /** Today, ISO. */
        val today: String,
        /** The commune's word for village. */
        val villageWord: String,
        /** Titles of the skills that are taught. */
        val titles: Map<UShort, String>,
        /** What the hall has not got, once the session is over. */
        val waiting: Waiting?,
        val part: Part,
        /** What was just recorded; it can be taken back for ten seconds. */
        val undo: Undo?,
        val busy: Boolean,
        val problem: Problem?,
    ) : SessionState {
        val standing: Standing
            get() =
                when {
                    !page.line.open -> Standing.Over
                    !page.line.mine && page.line.day < today -> Standing.Past
                    !page.line.mine -> Standing.NotMine
                    page.organiser == null -> Standing.Together
                    page.line.day < today -> Standing.Forgotten
                    else -> Standing.UnderWay
                }

        val isVisit: Boolean
            get() = page.line.kind == SessionKind.HOME_VISIT

        /** With and without a name. */
        val there: Int
            get() = page.attended.size + page.unnamed.toInt()
    }

    /** What this phone may do about it. */
    enum class Standing {
        UnderWay,

        /** Joined by a colleague's code: their phone has its list, its heads and its end. */
        Together,

        /** Of an earlier day, and nobody has ended it. */
        Forgotten,

        /** A colleague's of today. */
        NotMine,

        /** A colleague's of an earlier day: nobody is there any more. */
        Past,

        Over,
    }

    /** What of it is seen. */
    sealed interface Part {
        data object Summary : Part

        /** The code for colleagues. */
        data class Code(
            val text: String,
        ) : Part

        /** Who is present: the village's list, as far as it was looked at, or whom a search found. */
        data class Present(
            val people: List<PersonLine>,
            val more: Boolean,
            /** The sentence that is said to all before the first tick. */
            val sentence: String,
            val search: Search,
            /** Ticks that are on their way. */
            val ticking: Map<String, Boolean>,
        ) : Part

        /** How many are there without a name, as it is typed. */
        data class Heads(
            val typed: String,
        ) : Part {
            val count: Int
                get() = typed.toIntOrNull() ?: 0
        }

        /** Which skill all have gone through; `null` while the guides are asked. */
        data class Choosing(
            val groups: List<SkillGroup>?,
        ) : Part

        /** What came of a skill for all of them. */
        data class Marking(
            val skill: UShort,
            val title: String,
            /** What came of it for everybody who is no exception; nothing is chosen beforehand. */
            val outcome: StepOutcome?,
            val people: List<Pupil>,
            /** By id; a left out one has none. */
            val exceptions: Map<String, Apart>,
            /** Whose exception is being chosen. */
            val asking: Pupil?,
        ) : Part {
            /** Those for whom something would be recorded now. */
            val marked: List<Pair<String, StepOutcome>>
                get() =
                    people.mapNotNull { pupil ->
                        val own = exceptions[pupil.line.id]
                        val came = if (own is Apart.Other) own.outcome else outcome.takeIf { own == null }
                        came?.let { pupil.line.id to it }
                    }
        }

        /** What it is gets changed; [groups] while what is taught is being chosen. */
        data class Changing(
            val form: SessionForm,
            val groups: List<SkillGroup>?,
            val teaching: Boolean,
        ) : Part

        /** The last question before it ends. */
        data object Ending : Part
    }

    /** Somebody of a class before a skill is marked for all. */
    data class Pupil(
        val line: PersonLine,
        /** How far they were with it. */
        val state: SkillState,
        /** It was recorded for them today already. */
        val isDoneToday: Boolean,
        /** They said yes: something may be recorded. */
        val may: Boolean,
    )

    /** Otherwise than all. */
    sealed interface Apart {
        data object LeftOut : Apart

        data class Other(
            val outcome: StepOutcome,
        ) : Apart
    }

    sealed interface Undo {
        data class Ticked(
            val resident: String,
            val name: String,
        ) : Undo

        data class Counted(
            val before: UInt,
            val now: UInt,
        ) : Undo

        data class Marked(
            val entries: List<String>,
            val title: String,
            val people: Int,
        ) : Undo
    }
}
