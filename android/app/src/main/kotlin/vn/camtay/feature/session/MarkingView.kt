package vn.camtay.feature.session

import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.Reason
import uniffi.camtay_core.SkillLine
import uniffi.camtay_core.SkillState
import uniffi.camtay_core.StepOutcome
import vn.camtay.R
import vn.camtay.feature.session.SessionState.Apart
import vn.camtay.feature.session.SessionState.Part
import vn.camtay.feature.session.SessionState.Pupil
import vn.camtay.feature.session.SessionState.Shown
import vn.camtay.look.ChoiceRow
import vn.camtay.look.ChoiceRows
import vn.camtay.look.LazyCardRow
import vn.camtay.look.ListPage
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.Section
import vn.camtay.look.StateChip
import vn.camtay.look.Tone
import vn.camtay.words.ProblemNotice
import vn.camtay.words.birthYearSaid
import vn.camtay.words.dotted
import vn.camtay.words.peopleCount
import vn.camtay.words.word
import vn.camtay.words.words

/** Which skill all have gone through: those of the session first. */
@Composable
internal fun ChoosingView(
    state: Shown,
    part: Part.Choosing,
    send: (SessionEvent) -> Unit,
) = ListPage(
    PageHead(
        stringResource(R.string.screen_session_mark_title),
        peopleCount(state.page.attended.size),
        whereabouts(state),
        onBack = { send(SessionEvent.BackTapped) },
    ),
    above = { state.problem?.let { ProblemNotice(it) } },
) {
    val taught = state.page.skills.mapNotNull { skill -> state.titles[skill]?.let { skill to it } }
    if (taught.isNotEmpty()) item(key = "taught") { GroupName(stringResource(R.string.screen_session_skills_taught)) }
    itemsIndexed(taught, key = { _, one -> "t${one.first}" }, contentType = { _, _ -> "skill" }) { at, (skill, title) ->
        LazyCardRow(at == 0, at == taught.lastIndex) { SkillRow(skill, title, send) }
    }
    if (part.groups == null) item(key = "loading") { Loading() }
    for (group in part.groups.orEmpty()) {
        val others: List<SkillLine> = group.skills.filter { it.skill !in state.page.skills }
        if (others.isEmpty()) continue
        if (group.name.isNotEmpty()) item(key = "g" + group.id) { GroupName(group.name) }
        itemsIndexed(others, key = { _, one -> one.skill.toInt() }, contentType = { _, _ -> "skill" }) { at, line ->
            LazyCardRow(at == 0, at == others.lastIndex) { SkillRow(line.skill, line.title, send) }
        }
    }
}

@Composable
private fun SkillRow(
    skill: UShort,
    title: String,
    send: (SessionEvent) -> Unit,
) = ListRow(title, icon = R.drawable.ic_book, onClick = { send(SessionEvent.SkillTapped(skill, title)) })

/** What came of it for all, and the exceptions by name. */
@Composable
internal fun MarkingView(
    state: Shown,
    part: Part.Marking,
    send: (SessionEvent) -> Unit,
) {
    if (part.asking != null) return ApartView(part, part.asking, send)
    val marked = part.marked.size
    ListPage(
        PageHead(part.title, peopleCount(part.people.size), whereabouts(state), { send(SessionEvent.BackTapped) }),
        above = {
            Section(stringResource(R.string.screen_session_mark_how))
            ChoiceRows { for (outcome in FOR_ALL) Came(outcome, part.outcome == outcome, send) }
            Section(stringResource(R.string.screen_session_mark_apart), Modifier.padding(top = 8.dp))
        },
        bottom = {
            state.problem?.let { ProblemNotice(it) }
            MainButton(
                if (marked == 0) {
                    stringResource(R.string.screen_session_mark_choose)
                } else {
                    stringResource(R.string.screen_session_mark_save, peopleCount(marked))
                },
                { send(SessionEvent.MarksSaved) },
                icon = R.drawable.ic_check,
                enabled = marked > 0 && !state.busy,
            )
        },
    ) {
        itemsIndexed(part.people, key = { _, one -> one.line.id }, contentType = { _, _ -> "pupil" }) { at, pupil ->
            LazyCardRow(at == 0, at == part.people.lastIndex) { PupilRow(pupil, part, send) }
        }
    }
}

@Composable
private fun Came(
    outcome: StepOutcome,
    isChosen: Boolean,
    send: (SessionEvent) -> Unit,
) = ChoiceRow(outcome.words(), isChosen, { send(SessionEvent.OutcomeTapped(outcome)) })

@Composable
private fun PupilRow(
    pupil: Pupil,
    part: Part.Marking,
    send: (SessionEvent) -> Unit,
) {
    val before =
        pupil.state
            .takeIf { it != SkillState.NotBegun && !pupil.isDoneToday }
            ?.let { stringResource(R.string.screen_session_mark_before, it.words()) }
    ListRow(
        pupil.line.name,
        under =
            listOfNotNull(birthYearSaid(pupil.line.birthYear?.toInt()), before)
                .dotted(),
        onClick = if (pupil.may) ({ send(SessionEvent.PupilTapped(pupil.line.id)) }) else null,
    ) { PupilChip(pupil, part) }
}

/** What will be recorded for them. */
@Composable
private fun PupilChip(
    pupil: Pupil,
    part: Part.Marking,
) = when (val apart = part.exceptions[pupil.line.id]) {
    // Only who is an exception is to be seen.
    null -> StateChip(stringResource(R.string.screen_session_mark_same), Tone.Quiet, icon = R.drawable.ic_people)

    is Apart.Other -> StateChip(apart.outcome.words(), apart.outcome.tone, icon = apart.outcome.icon)

    Apart.LeftOut -> {
        val words =
            when {
                !pupil.may -> R.string.screen_session_mark_may_not
                pupil.isDoneToday -> R.string.screen_session_mark_today
                else -> R.string.screen_session_mark_out
            }
        StateChip(stringResource(words), Tone.Quiet, icon = R.drawable.ic_close)
    }
}

/** What came of it for one of them; a tap is the answer. */
@Composable
private fun ApartView(
    part: Part.Marking,
    pupil: Pupil,
    send: (SessionEvent) -> Unit,
) = Page(
    PageHead(
        pupil.line.name,
        birthYearSaid(pupil.line.birthYear?.toInt()),
        part.title,
        onBack = { send(SessionEvent.BackTapped) },
    ),
) {
    val now = part.exceptions[pupil.line.id]
    val choose = { apart: Apart? -> send(SessionEvent.ApartTapped(apart)) }
    ChoiceRows {
        ChoiceRow(stringResource(R.string.screen_session_apart_same), now == null, { choose(null) })
        for (outcome in FOR_ONE) {
            ChoiceRow(outcome.words(), now == Apart.Other(outcome), { choose(Apart.Other(outcome)) })
        }
        ChoiceRow(stringResource(R.string.screen_session_apart_out), now == Apart.LeftOut, { choose(Apart.LeftOut) })
    }
    Section(stringResource(R.string.screen_session_apart_stuck), Modifier.padding(top = 8.dp))
    ChoiceRows {
        for (reason in Reason.entries) {
            val stuck = Apart.Other(StepOutcome.Stuck(reason))
            ChoiceRow(stringResource(reason.word), now == stuck, { choose(stuck) })
        }
    }
}

private val FOR_ALL = listOf(StepOutcome.Alone, StepOutcome.Helped, StepOutcome.Already)
private val FOR_ONE = FOR_ALL + listOf(StepOutcome.NotApplicable, StepOutcome.Refused)

private val StepOutcome.tone: Tone
    get() =
        when (this) {
            StepOutcome.Alone, StepOutcome.Helped, StepOutcome.Already -> Tone.Green
            is StepOutcome.Stuck, StepOutcome.ComeBack -> Tone.Amber
            StepOutcome.NotApplicable, StepOutcome.Refused -> Tone.Quiet
        }

private val StepOutcome.icon: Int
    get() = if (this is StepOutcome.Stuck) R.drawable.ic_warning else tone.symbol

private val Tone.symbol: Int
    get() = if (this == Tone.Green) R.drawable.ic_check else R.drawable.ic_close
