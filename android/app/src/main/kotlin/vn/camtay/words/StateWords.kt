package vn.camtay.words

import android.content.res.Resources
import androidx.annotation.StringRes
import androidx.compose.runtime.Composable
import uniffi.camtay_core.HouseholdState
import uniffi.camtay_core.NotCounting
import uniffi.camtay_core.SkillState
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.Whereabouts
import vn.camtay.R
import vn.camtay.look.Tone

/** What came of a step; a stuck one with its reason. */
@Composable
fun StepOutcome.words(): String = words(screenResources())

/** The same, pure. */
fun StepOutcome.words(resources: Resources): String =
    when (this) {
        StepOutcome.Alone -> resources.say(R.string.common_outcome_alone)
        StepOutcome.Helped -> resources.say(R.string.common_outcome_helped)
        StepOutcome.Already -> resources.say(R.string.common_outcome_already)
        StepOutcome.NotApplicable -> resources.say(R.string.common_outcome_not_applicable)
        is StepOutcome.Stuck -> resources.because(R.string.common_outcome_stuck_because, reason.word)
        StepOutcome.Refused -> resources.say(R.string.common_outcome_refused)
        StepOutcome.ComeBack -> resources.say(R.string.common_outcome_come_back)
    }

/** How far somebody is with a skill. */
@Composable
fun SkillState.words(): String = words(screenResources())

/** The same, pure. */
fun SkillState.words(resources: Resources): String =
    when (this) {
        SkillState.NotBegun -> resources.say(R.string.common_skill_not_begun)
        SkillState.Begun -> resources.say(R.string.common_skill_begun)
        SkillState.ComeBack -> resources.say(R.string.common_outcome_come_back)
        is SkillState.Stuck -> resources.because(R.string.common_outcome_stuck_because, reason.word)
        SkillState.Refused -> resources.say(R.string.common_outcome_refused)
        SkillState.Alone -> resources.say(R.string.common_outcome_alone)
        SkillState.Helped -> resources.say(R.string.common_outcome_helped)
        SkillState.Already -> resources.say(R.string.common_outcome_already)
    }

private fun Resources.because(
    @StringRes words: Int,
    @StringRes reason: Int,
): String = say(words, inSentence(say(reason)))

val SkillState.tone: Tone
    get() =
        when (this) {
            SkillState.NotBegun, SkillState.Refused -> Tone.Quiet
            SkillState.Begun -> Tone.Blue
            SkillState.ComeBack, is SkillState.Stuck -> Tone.Amber
            SkillState.Alone, SkillState.Helped, SkillState.Already -> Tone.Green
        }

val HouseholdState.tone: Tone
    get() =
        when (this) {
            HouseholdState.NOT_VISITED -> Tone.Quiet
            HouseholdState.IN_PROGRESS -> Tone.Blue
            HouseholdState.COME_BACK -> Tone.Amber
            HouseholdState.DONE -> Tone.Green
        }

/** Where a record is; what does not count with the reason. */
@Composable
fun Whereabouts.words(): String = words(screenResources())

/** The same, pure. */
fun Whereabouts.words(resources: Resources): String =
    when (this) {
        Whereabouts.OnThisPhone -> resources.say(R.string.common_whereabouts_on_this_phone)
        Whereabouts.Received -> resources.say(R.string.common_whereabouts_received)
        is Whereabouts.InReport -> resources.say(R.string.common_whereabouts_in_report, number.toLong())
        Whereabouts.NextReport -> resources.say(R.string.common_whereabouts_next_report)
        is Whereabouts.NotCounting -> reason.words(resources)
    }

private fun NotCounting.words(resources: Resources): String =
    when (this) {
        NotCounting.TakenBack -> resources.say(R.string.common_whereabouts_taken_back)
        is NotCounting.SetAside -> resources.because(R.string.common_whereabouts_set_aside, reason.word)
        NotCounting.Revoked -> resources.say(R.string.common_whereabouts_revoked)
    }

val Whereabouts.tone: Tone
    get() =
        when (this) {
            Whereabouts.OnThisPhone -> Tone.Quiet
            Whereabouts.Received, Whereabouts.NextReport -> Tone.Blue
            is Whereabouts.InReport -> Tone.Green
            is Whereabouts.NotCounting -> Tone.Amber
        }
