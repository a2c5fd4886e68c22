package vn.camtay.feature.resident

import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.HistoryLine
import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.SkillGroup
import uniffi.camtay_core.SkillLine
import uniffi.camtay_core.SkillState
import vn.camtay.R
import vn.camtay.feature.resident.ResidentState.Shown
import vn.camtay.look.LazyCardRow
import vn.camtay.look.ListPage
import vn.camtay.look.ListRow
import vn.camtay.look.Look
import vn.camtay.look.MoreRow
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.QuietWords
import vn.camtay.look.RingRow
import vn.camtay.look.Section
import vn.camtay.look.StateChip
import vn.camtay.look.Tone
import vn.camtay.look.box
import vn.camtay.look.icon
import vn.camtay.look.ink
import vn.camtay.words.came
import vn.camtay.words.dayNear
import vn.camtay.words.dotted
import vn.camtay.words.sentence
import vn.camtay.words.tone
import vn.camtay.words.words

/** Every skill by group; a group opens and closes. */
internal fun LazyListScope.skillRows(
    state: Shown,
    send: (ResidentEvent) -> Unit,
) {
    val groups = state.page.groups
    if (groups.isEmpty()) return
    item("skills", "section") {
        Section(stringResource(R.string.screen_resident_skills), Modifier.padding(top = 20.dp, bottom = 12.dp))
    }
    val titles = state.page.titles()
    groups.forEachIndexed { place, group ->
        val isOpen = group.id in state.open
        val isLastGroup = place == groups.lastIndex
        item("group ${group.id}", "group") {
            LazyCardRow(place == 0, isLastGroup && !isOpen) { GroupRow(state, group, isOpen, send) }
        }
        if (isOpen) {
            val key = { _: Int, line: SkillLine -> "skill ${line.skill}" }
            itemsIndexed(group.skills, key, { _, _ -> "skill" }) { at, line ->
                LazyCardRow(first = false, last = isLastGroup && at == group.skills.lastIndex) {
                    SkillRow(line, titles, state.isOutOfReach(group), send)
                }
            }
        }
    }
}

@Composable
private fun GroupRow(
    state: Shown,
    group: SkillGroup,
    isOpen: Boolean,
    send: (ResidentEvent) -> Unit,
) {
    val count = group.skills.size
    val done = group.skills.count { it.state.tone == Tone.Green }
    RingRow(
        group.name.ifEmpty { stringResource(R.string.screen_resident_other_skills) },
        when {
            state.isOutOfReach(group) && done == 0 -> stringResource(R.string.screen_resident_needs_smartphone)
            done == 0 -> pluralStringResource(R.plurals.screen_resident_guides, count, count)
            else -> pluralStringResource(R.plurals.screen_resident_guides_done, count, done, count)
        },
        groupIcon(group.id),
        if (count == 0) 0f else done.toFloat() / count,
        isOpen,
        stringResource(if (isOpen) R.string.a11y_resident_group_open else R.string.a11y_resident_group_closed),
        { send(ResidentEvent.GroupTapped(group.id)) },
    )
}

private fun skillIcon(state: SkillState): Int =
    when (state.tone) {
        Tone.Quiet -> R.drawable.ic_book
        Tone.Blue -> R.drawable.ic_play
        Tone.Green, Tone.Amber -> state.tone.icon
    }

/** A skill with its state; what has to come first is said. */
@Composable
private fun SkillRow(
    line: SkillLine,
    titles: Map<UShort, String>,
    outOfReach: Boolean,
    send: (ResidentEvent) -> Unit,
) {
    val needs = line.first.mapNotNull(titles::get)
    val isNew = line.state == SkillState.NotBegun
    val isClosed = isNew && (needs.isNotEmpty() || outOfReach) && !line.open
    MoreRow(
        line.title,
        { send(ResidentEvent.SkillTapped(line.skill)) },
        stringResource(R.string.a11y_resident_more, line.title),
        { send(ResidentEvent.MenuTapped(line.skill)) },
        icon = skillIcon(line.state),
        iconColour = line.state.tone.ink(),
        iconGround = line.state.tone.box(),
        titleColour = if (isClosed) Look.colours.quietInk else Look.colours.ink,
    ) {
        when {
            isClosed && outOfReach -> QuietWords(stringResource(R.string.screen_resident_needs_smartphone))
            isClosed -> QuietWords(stringResource(R.string.screen_resident_first, needs.joinToString(", ")))
            isNew -> QuietWords(line.state.words())
            else -> StateChip(line.state.words(), line.state.tone, icon = skillIcon(line.state))
        }
    }
}

/** The last things that happened, and the way to all of them. */
internal fun LazyListScope.latestHistory(
    state: Shown,
    send: (ResidentEvent) -> Unit,
) {
    val history = state.page.history
    if (history.isEmpty()) return
    item("history", "section") {
        Section(stringResource(R.string.screen_resident_history), Modifier.padding(top = 20.dp, bottom = 12.dp))
    }
    historyRows(history.take(FEW), state, send)
    if (history.size > FEW) {
        item("history all", "button") {
            QuietButton(
                stringResource(R.string.screen_resident_history_all, history.size),
                { send(ResidentEvent.AllHistoryTapped) },
                Modifier.offset((-12).dp),
                icon = R.drawable.ic_list,
            )
        }
    }
}

/** Everything that happened. */
@Composable
internal fun HistoryView(
    state: Shown,
    send: (ResidentEvent) -> Unit,
) = ListPage(
    PageHead(
        stringResource(R.string.screen_resident_history),
        stringResource(R.string.screen_resident_history_under),
        state.page.name,
        onBack = { send(ResidentEvent.BackTapped) },
    ),
) {
    historyRows(state.page.history, state, send)
    item("end", "room") { Spacer(Modifier.height(16.dp)) }
}

private fun LazyListScope.historyRows(
    lines: List<HistoryLine>,
    state: Shown,
    send: (ResidentEvent) -> Unit,
) {
    val titles = state.page.titles()
    itemsIndexed(lines, { _, line -> line.entry }, { _, _ -> "line" }) { at, line ->
        LazyCardRow(at == 0, at == lines.lastIndex) { HistoryRow(line, titles, state, send) }
    }
}

/** What happened, with who and when; own records can be taken back. */
@Composable
private fun HistoryRow(
    line: HistoryLine,
    titles: Map<UShort, String>,
    state: Shown,
    send: (ResidentEvent) -> Unit,
) {
    val tone = if (line.takenBack) Tone.Quiet else line.event.tone
    val mayCorrect = line.own && state.standing != ResidentState.Standing.Joined
    ListRow(
        line.event.words(titles, state.today),
        under = listOfNotNull(line.event.came(), lineSaid(line, state.today)).joinToString("\n"),
        icon = state.page.iconOf(line.event),
        iconColour = tone.ink(),
        iconGround = tone.box(),
        titleColour = if (line.takenBack) Look.colours.quietInk else Look.colours.ink,
        onClick = ({ send(ResidentEvent.EntryTapped(line)) }).takeIf { mayCorrect },
        chip =
            if (line.takenBack) {
                {
                    StateChip(
                        stringResource(R.string.screen_resident_taken_back),
                        Tone.Quiet,
                        icon = R.drawable.ic_undo,
                    )
                }
            } else {
                null
            },
    )
}

/** "Thứ Sáu 20/11 · chị Lan". */
@Composable
internal fun lineSaid(
    line: HistoryLine,
    today: String,
): String {
    val stranger = if (line.own) R.string.screen_resident_you else R.string.screen_resident_colleague
    val who = if (line.own) stringResource(stranger) else line.who ?: stringResource(stranger)
    return listOf(sentence(dayNear(line.day, today)), who).dotted()
}

internal fun ResidentPage.titles(): Map<UShort, String> =
    groups.flatMap { it.skills }.associate { it.skill to it.title }

private const val FEW = 3
