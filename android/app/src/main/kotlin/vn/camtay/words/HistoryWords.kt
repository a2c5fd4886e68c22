package vn.camtay.words

import android.content.res.Resources
import androidx.annotation.DrawableRes
import androidx.compose.runtime.Composable
import uniffi.camtay_core.Event
import uniffi.camtay_core.StepOutcome
import vn.camtay.R

/** What happened with somebody, in words; [titles] are the skills' titles by number. */
@Composable
fun Event.words(
    titles: Map<UShort, String>,
    today: String,
): String = words(screenResources(), titles, DayWords(screenResources(), today))

/** The same, pure. */
fun Event.words(
    resources: Resources,
    titles: Map<UShort, String>,
    days: DayWords,
): String =
    when (this) {
        Event.Added -> resources.say(R.string.common_event_added)

        Event.Changed -> resources.say(R.string.common_event_changed)

        is Event.Consent -> sentence(resources.say(answer.word))

        is Event.Guided -> titles.of(skill, resources)

        is Event.Whole -> titles.of(skill, resources)

        is Event.AppointmentSet -> resources.say(R.string.common_event_appointment, days.near(on))

        Event.AppointmentKept -> resources.say(R.string.common_event_kept)

        Event.Visited -> resources.say(R.string.common_event_visited)

        is Event.Attended ->
            resources.say(if (present) R.string.common_event_attended else R.string.common_event_not_there)

        is Event.Checked ->
            resources.say(if (after) R.string.common_event_check_after else R.string.common_event_check_before)

        Event.DuplicateMarked -> resources.say(R.string.common_event_duplicate)

        Event.ErasureAsked -> resources.say(R.string.common_event_erasure)
    }

/** What came of it, where it was about a skill. */
@Composable
fun Event.came(): String? = came(screenResources())

/** The same, pure. */
fun Event.came(resources: Resources): String? =
    when (this) {
        is Event.Guided -> {
            val steps = resources.say(R.string.common_event_steps, done.toInt(), steps.toInt())
            val stuck = stuck?.let { StepOutcome.Stuck(it).words(resources) }
            listOfNotNull(steps, stuck, note?.let { "“$it”" }).dotted()
        }

        is Event.Whole -> outcome.words(resources)

        else -> null
    }

/** A guide of another version may have had a skill that these guides haven't. */
private fun Map<UShort, String>.of(
    skill: UShort,
    resources: Resources,
) = this[skill] ?: resources.say(R.string.common_event_other_skill)

@get:DrawableRes
val Event.icon: Int
    get() =
        when (this) {
            Event.Added -> R.drawable.ic_person
            Event.Changed -> R.drawable.ic_edit
            is Event.Consent -> R.drawable.ic_message
            is Event.Guided, is Event.Whole -> R.drawable.ic_book
            is Event.AppointmentSet, Event.AppointmentKept -> R.drawable.ic_today
            Event.Visited -> R.drawable.ic_house
            is Event.Attended -> R.drawable.ic_people
            is Event.Checked -> R.drawable.ic_shield
            Event.DuplicateMarked -> R.drawable.ic_people
            Event.ErasureAsked -> R.drawable.ic_trash
        }
