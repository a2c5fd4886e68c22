package vn.camtay.feature.session

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.Organiser
import uniffi.camtay_core.Segment
import uniffi.camtay_core.SessionKind
import uniffi.camtay_core.SkillGroup
import vn.camtay.R
import vn.camtay.look.Card
import vn.camtay.look.CheckRow
import vn.camtay.look.ChoiceChip
import vn.camtay.look.ChoiceChips
import vn.camtay.look.ListPage
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.TypeField
import vn.camtay.phone.Problem
import vn.camtay.words.fieldProblem
import vn.camtay.words.skillsCount
import vn.camtay.words.word

/** What a session is: kind, place, for whom, what is taught, by whom. */
@Composable
internal fun FormFields(
    form: SessionForm,
    titles: Map<UShort, String>,
    problem: Problem?,
    onChange: (SessionForm) -> Unit,
    onSkills: () -> Unit,
) {
    Section(stringResource(R.string.screen_session_kind))
    ChoiceChips(
        SessionKind.entries,
        { it == form.kind },
        { stringResource(it.word) },
    ) { onChange(form.copy(kind = it)) }
    if (!form.isWhole) {
        QuietButton(
            stringResource(R.string.screen_session_more),
            { onChange(form.copy(whole = true)) },
            icon = R.drawable.ic_more_below,
        )
        return
    }
    TypeField(
        stringResource(R.string.screen_session_place),
        form.place,
        { onChange(form.copy(place = it)) },
        problem = problem.fieldProblem(SessionForm.PLACE),
        hint = stringResource(R.string.screen_session_place_hint),
        icon = R.drawable.ic_house,
    )
    Section(stringResource(R.string.screen_session_skills))
    Taught(form.skills, titles, onSkills)
    Section(stringResource(R.string.screen_session_audience))
    QuietWords(stringResource(R.string.screen_session_audience_under))
    ChoiceChips(Segment.entries, { it in form.audience }, { stringResource(it.word) }, Role.Checkbox) {
        onChange(form.copy(audience = if (it in form.audience) form.audience - it else form.audience + it))
    }
    Section(stringResource(R.string.screen_session_organiser))
    ChoiceChips(Organiser.entries, { it == form.organiser }, { stringResource(it.word) }) {
        onChange(form.copy(organiser = it))
    }
    TypeField(
        stringResource(R.string.screen_session_host),
        form.host,
        { onChange(form.copy(host = it)) },
        problem = problem.fieldProblem(SessionForm.HOST),
        hint = stringResource(R.string.screen_session_host_hint),
        icon = R.drawable.ic_people,
    )
}

@Composable
private fun Taught(
    skills: Set<UShort>,
    titles: Map<UShort, String>,
    onTap: () -> Unit,
) = Card {
    if (skills.isEmpty()) {
        ListRow(
            stringResource(R.string.screen_session_skills_none),
            under = stringResource(R.string.screen_session_skills_none_under),
            icon = R.drawable.ic_book,
            onClick = onTap,
        )
    } else {
        ListRow(
            skillsCount(skills.size),
            under =
                skills
                    .sorted()
                    .mapNotNull { titles[it] }
                    .joinToString("\n")
                    .ifEmpty { null },
            icon = R.drawable.ic_book,
            onClick = onTap,
        )
    }
}

/** The guides' skills, of which several are taught. */
@Composable
internal fun TeachingView(
    groups: List<SkillGroup>?,
    chosen: Set<UShort>,
    onChange: (Set<UShort>) -> Unit,
    onBack: () -> Unit,
) = ListPage(
    PageHead(stringResource(R.string.screen_session_skills_title), onBack = onBack),
    bottom = { MainButton(stringResource(R.string.screen_session_skills_done), onBack, icon = R.drawable.ic_check) },
) {
    if (groups == null) item(key = "loading") { Loading() }
    for (group in groups.orEmpty()) {
        if (group.name.isNotEmpty()) item(key = "g" + group.id) { GroupName(group.name) }
        items(group.skills, key = { it.skill.toInt() }, contentType = { "skill" }) { line ->
            val isChosen = line.skill in chosen
            Box(Modifier.padding(bottom = 8.dp)) {
                CheckRow(
                    line.title,
                    isChosen,
                    { onChange(if (isChosen) chosen - line.skill else chosen + line.skill) },
                )
            }
        }
    }
}

@Composable
internal fun GroupName(name: String) = Section(name, Modifier.padding(top = 16.dp, bottom = 12.dp))
