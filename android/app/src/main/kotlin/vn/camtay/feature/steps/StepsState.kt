package vn.camtay.feature.steps

import androidx.compose.ui.graphics.ImageBitmap
import uniffi.camtay_core.PersonLine
import uniffi.camtay_core.Reason
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StepPage
import uniffi.camtay_core.StepsPage
import vn.camtay.phone.Problem

/** A guide, step by step. */
sealed interface StepsState {
    /** The phone has not answered yet. */
    data object Opening : StepsState

    /** It can't be opened: nothing may be recorded, or it isn't here any more. */
    data class Closed(
        val problem: Problem,
        /** Where to ask for a yes; `null` where that would not help. */
        val household: String?,
    ) : StepsState

    /** It is open with somebody. */
    data class Going(
        val person: Guided,
        val page: StepsPage,
        /** The step that is seen, from 0. */
        val at: Int,
        val picture: StepPicture,
        val side: Side,
        val undo: Undo?,
        val reading: Reading,
        /** The last tap was not taken. */
        val problem: Problem?,
        /** In which languages the steps' words can be had. */
        val languages: List<String>,
        val language: String,
        /** What to go on with afterwards. */
        val next: NextSkill?,
        /** Today, by the phone's clock. */
        val today: String,
    ) : StepsState {
        val step: StepPage
            get() = page.steps[at]
    }
}

/** Who is guided, and who else could be, in the same house. */
data class Guided(
    val id: String,
    val name: String,
    val household: String,
    val others: List<PersonLine>,
)

/** A skill to go on with. */
data class NextSkill(
    val skill: Int,
    val title: String,
)

/** The picture of a step. */
sealed interface StepPicture {
    /** It has none. */
    data object None : StepPicture

    /** It comes in a moment. */
    data object Coming : StepPicture

    data class Shown(
        val bitmap: ImageBitmap,
    ) : StepPicture
}

/** What is seen of the guide. */
sealed interface Side {
    /** The step, with its answers. */
    data object Step : Side

    /** Turned to the resident: picture and large words only. */
    data object Facing : Side

    /** Stuck: why, and when to come back. */
    data class Stuck(
        val reason: Reason?,
        val note: String,
        val day: String?,
    ) : Side

    /** Another day: when. */
    data class ComeBack(
        val day: String?,
    ) : Side

    /** What is one tap deeper. */
    data object More : Side

    /** Who is next in this house. */
    data object People : Side

    /** Why nothing is read aloud, and what to do. */
    data object NoVoice : Side

    /** Every step has its mark, or it was enough for today. */
    data object End : Side
}

/** The last tap, as long as it can be taken back. */
data class Undo(
    /** The step, from 0; the first of several. */
    val step: Int,
    /** How many steps were marked at once. */
    val count: Int,
    val outcome: StepOutcome,
    val secondsLeft: Int,
)

/** Whether this step can be read aloud. */
enum class Reading {
    /** Not known yet. */
    Unknown,
    Silent,
    Speaking,

    /** The phone has no voice for these words. */
    NoVoice,
}
