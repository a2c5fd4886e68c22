package vn.camtay.feature.resident

import androidx.annotation.DrawableRes
import uniffi.camtay_core.Event
import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.StepOutcome
import vn.camtay.R
import vn.camtay.look.Tone
import vn.camtay.words.icon

/** What a group of the guides is about, as a picture. */
@DrawableRes
internal fun groupIcon(group: String): Int =
    when (group) {
        "vneid" -> R.drawable.ic_card
        "public-services" -> R.drawable.ic_file
        "cashless" -> R.drawable.ic_qr
        "health" -> R.drawable.ic_health
        "zalo" -> R.drawable.ic_message
        "province-app" -> R.drawable.ic_globe
        "business" -> R.drawable.ic_shop
        "devices" -> R.drawable.ic_phone
        "safety" -> R.drawable.ic_shield
        "ai" -> R.drawable.ic_star
        else -> R.drawable.ic_book
    }

/** The picture of the group that a skill belongs to. */
@DrawableRes
internal fun ResidentPage.iconOf(skill: UShort): Int =
    groupIcon(groups.find { group -> group.skills.any { it.skill == skill } }?.id.orEmpty())

/** The picture of what happened: of a skill, what the skill is about. */
@DrawableRes
internal fun ResidentPage.iconOf(event: Event): Int =
    when (event) {
        is Event.Guided -> iconOf(event.skill)
        is Event.Whole -> iconOf(event.skill)
        else -> event.icon
    }

/** What an event means: done, stuck, begun. */
internal val Event.tone: Tone
    get() =
        when (this) {
            is Event.Guided ->
                when {
                    stuck != null -> Tone.Amber
                    done == steps -> Tone.Green
                    else -> Tone.Blue
                }

            is Event.Whole ->
                when (outcome) {
                    StepOutcome.Alone, StepOutcome.Helped, StepOutcome.Already -> Tone.Green
                    StepOutcome.ComeBack, is StepOutcome.Stuck -> Tone.Amber
                    StepOutcome.NotApplicable, StepOutcome.Refused -> Tone.Quiet
                }

            is Event.AppointmentSet -> Tone.Amber
            else -> Tone.Quiet
        }
