package vn.camtay.feature.resident

import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import uniffi.camtay_core.Event
import uniffi.camtay_core.HistoryLine
import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.SkillLine
import vn.camtay.R
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.QuietButton
import vn.camtay.look.Section
import vn.camtay.look.StateChip
import vn.camtay.look.Tone
import vn.camtay.look.box
import vn.camtay.look.icon
import vn.camtay.look.ink
import vn.camtay.words.dayNear
import vn.camtay.words.sentence
import vn.camtay.words.tone
import vn.camtay.words.word
import vn.camtay.words.words

/** A skill with its state; what has to come first is said. */
@Composable
internal fun SkillRow(
    line: SkillLine,
    titles: Map<UShort, String>,
    send: (ResidentEvent) -> Unit,
) {
    val needs = line.first.mapNotNull(titles::get)
    val under = if (needs.isEmpty()) null else stringResource(R.string.screen_resident_first, needs.joinToString(", "))
    ListRow(
        line.title,
        under = under,
        icon = if (line.state.tone == Tone.Quiet) R.drawable.ic_book else line.state.tone.icon,
        iconColour = line.state.tone.ink(),
        iconGround = line.state.tone.box(),
        onClick = { send(ResidentEvent.SkillTapped(line.skill)) },
    ) { StateChip(line.state.words(), line.state.tone) }
    QuietButton(
        stringResource(R.string.screen_resident_more, line.title),
        { send(ResidentEvent.ChoicesTapped(line.skill)) },
        icon = R.drawable.ic_more,
    )
}

/** What happened, with who and when; own entries can be taken back. */
@Composable
internal fun ResidentHistory(
    page: ResidentPage,
    today: String,
    send: (ResidentEvent) -> Unit,
) {
    if (page.history.isEmpty()) return
    val titles = page.groups.flatMap { it.skills }.associate { it.skill to it.title }
    Section(stringResource(R.string.screen_resident_history))
    Card {
        page.history.forEachIndexed { at, line ->
            if (at > 0) Line()
            HistoryRow(line, titles, today, send)
        }
    }
}

@Composable
private fun HistoryRow(
    line: HistoryLine,
    titles: Map<UShort, String>,
    today: String,
    send: (ResidentEvent) -> Unit,
) {
    val who =
        line.who ?: stringResource(
            if (line.own) R.string.screen_resident_you else R.string.screen_resident_colleague,
        )
    val tap =
        when {
            !line.own -> null
            line.takenBack -> ({ send(ResidentEvent.GiveBackTapped(line.entry)) })
            else -> ({ send(ResidentEvent.EntryTapped(line.entry)) })
        }
    ListRow(
        line.event.words(titles, today),
        under = "${sentence(dayNear(line.day, today))} · $who",
        onClick = tap,
        chip =
            if (line.takenBack) {
                { StateChip(stringResource(R.string.screen_resident_taken_back), Tone.Quiet) }
            } else {
                null
            },
    )
}

@Composable
private fun Event.words(
    titles: Map<UShort, String>,
    today: String,
): String =
    when (this) {
        Event.Added -> stringResource(R.string.screen_resident_event_added)

        Event.Changed -> stringResource(R.string.screen_resident_event_changed)

        is Event.Consent -> sentence(stringResource(answer.word))

        is Event.Guided ->
            stringResource(
                R.string.screen_resident_event_guided,
                titles[skill].orEmpty(),
                done.toInt(),
                steps.toInt(),
            )

        is Event.Whole ->
            stringResource(R.string.screen_resident_event_whole, titles[skill].orEmpty(), outcome.words())

        is Event.AppointmentSet -> stringResource(R.string.screen_resident_event_appointment, dayNear(on, today))

        Event.AppointmentKept -> stringResource(R.string.screen_resident_event_kept)

        Event.Visited -> stringResource(R.string.screen_resident_event_visited)

        is Event.Attended ->
            stringResource(
                if (present) R.string.screen_resident_event_attended else R.string.screen_resident_event_not_there,
            )

        is Event.Checked ->
            stringResource(
                if (after) R.string.screen_resident_event_check_after else R.string.screen_resident_event_check_before,
            )

        Event.DuplicateMarked -> stringResource(R.string.screen_resident_event_duplicate)

        Event.ErasureAsked -> stringResource(R.string.screen_resident_event_erasure)
    }
