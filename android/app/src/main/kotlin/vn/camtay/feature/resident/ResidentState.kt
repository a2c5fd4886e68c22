package vn.camtay.feature.resident

import uniffi.camtay_core.Consent
import uniffi.camtay_core.FoundHousehold
import uniffi.camtay_core.FoundResident
import uniffi.camtay_core.HistoryLine
import uniffi.camtay_core.PhoneKind
import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.SkillGroup
import uniffi.camtay_core.SkillLine
import uniffi.camtay_core.Status
import uniffi.camtay_core.StepOutcome
import vn.camtay.feature.households.Search
import vn.camtay.phone.Problem

/** Screen 6, Người dân. */
sealed interface ResidentState {
    data object Loading : ResidentState

    data class Failed(
        val problem: Problem,
    ) : ResidentState

    data class Shown(
        val page: ResidentPage,
        /** The commune's word for village. */
        val villageWord: String,
        /** Today, ISO. */
        val today: String,
        /** What to do first; `null` where nothing is left to suggest. */
        val first: First?,
        /** Others who may be the same person. */
        val alike: List<Alike>,
        /** The groups whose skills are seen, by id. */
        val open: Set<String>,
        val search: Search,
        val doing: Doing,
        val undo: Undo?,
        val busy: Boolean,
        val problem: Problem?,
    ) : ResidentState {
        val standing: Standing
            get() =
                when {
                    page.erased -> Standing.Erased
                    page.sameAs != null -> Standing.Joined
                    page.status == Status.DIED || page.status == Status.MOVED_AWAY -> Standing.Gone
                    page.consent == Consent.GIVEN -> Standing.Open
                    page.consent == Consent.REFUSED || page.consent == Consent.WITHDRAWN -> Standing.Refused
                    else -> Standing.NotAsked
                }

        /** A keypad phone, or none: most of the skills can't be done on it. */
        val isWithoutSmartphone: Boolean
            get() = page.phoneKind == PhoneKind.KEYPAD || page.phoneKind == PhoneKind.NONE

        /** Whether a skill of this group needs another phone than this person has. */
        fun isOutOfReach(group: SkillGroup) = isWithoutSmartphone && group.id != NEEDS_NO_PHONE

        fun isOutOfReach(skill: UShort) =
            page.groups.any { isOutOfReach(it) && it.skills.any { line -> line.skill == skill } }

        fun skill(number: UShort): SkillLine? = page.skill(number)
    }

    /** What can be written about this person at all. */
    enum class Standing { Open, NotAsked, Refused, Gone, Joined, Erased }

    data class First(
        val line: SkillLine,
        /** Why it matters to this person; empty where the guides don't say. */
        val why: String,
        val steps: Int,
        /** The step to go on with, from 0; `null` where nothing was begun. */
        val at: Int?,
    )

    data class Alike(
        val id: String,
        val name: String,
        val birthYear: Int?,
        val head: String,
    )

    /** What was just recorded in one tap; it can be taken back for ten seconds. */
    data class Undo(
        val entry: String,
        val title: String,
        val outcome: StepOutcome,
    )

    /** What somebody is doing on this page. */
    sealed interface Doing {
        data object Looking : Doing

        /** What else can be done with a skill. */
        data class Menu(
            val skill: UShort,
        ) : Doing

        /** Choosing another day than the likely ones. */
        data object OtherDay : Doing

        /** Everything that happened. */
        data object History : Doing

        /** An own record is about to be taken back, or given back: asked first. */
        data class Correcting(
            val line: HistoryLine,
            /** One came from the whole history. */
            val fromAll: Boolean,
        ) : Doing

        /** The particulars, and what is seldom needed. */
        data object About : Doing

        data class Editing(
            val form: Particulars,
        ) : Doing

        /** Which household they live in now. */
        data class Moving(
            val chosen: FoundHousehold?,
        ) : Doing

        /** With whom they may be one person. */
        data class Doubling(
            val chosen: FoundResident?,
        ) : Doing

        /** No name is to be written any more: asked first. */
        data object Withdrawing : Doing

        /** They want to be erased: asked first. */
        data object Erasing : Doing
    }
}

/** The line of a skill, wherever it stands. */
internal fun ResidentPage.skill(number: UShort): SkillLine? =
    groups.firstNotNullOfOrNull { group -> group.skills.find { it.skill == number } }

/** The core's group of skills for which no phone of one's own is needed. */
private const val NEEDS_NO_PHONE = "safety"
