package vn.camtay.feature.contribution

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.GuidesInfo
import uniffi.camtay_core.Month
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.look.Card
import vn.camtay.look.EmptyState
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.PartBar
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.StateChip
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Words
import vn.camtay.words.ProblemNotice
import vn.camtay.words.daySaid
import vn.camtay.words.dotted
import vn.camtay.words.monthSaid
import vn.camtay.words.peopleCount
import vn.camtay.words.sentence
import vn.camtay.words.sessionsCount
import vn.camtay.words.skillsCount
import vn.camtay.words.visitsCount

/** Screen 12, Đóng góp của tôi. */
fun contributionScreen(around: Surroundings): Screen {
    val model = ContributionModel(around.phone, around.scope, around.go)
    return {
        val state by model.state.collectAsState()
        ContributionView(state, model::send)
    }
}

@Composable
fun ContributionView(
    state: ContributionState,
    send: (ContributionEvent) -> Unit,
) {
    val title = stringResource(R.string.screen_contribution_title)
    when (state) {
        ContributionState.Loading -> Page(PageHead(title)) { Loading() }

        is ContributionState.Failed ->
            Page(
                PageHead(title),
                bottom = { MainButton(stringResource(R.string.action_retry), { send(ContributionEvent.RetryTapped) }) },
            ) { ProblemNotice(state.problem) }

        is ContributionState.Shown ->
            Page(PageHead(title, state.contribution.name)) {
                Months(state.contribution.months)
                Section(stringResource(R.string.screen_contribution_more), Modifier.padding(top = 8.dp))
                Ways(state.guides, send)
            }
    }
}

@Composable
private fun Months(months: List<Month>) {
    if (months.isEmpty()) {
        EmptyState(
            stringResource(R.string.screen_contribution_empty),
            stringResource(R.string.screen_contribution_empty_body),
            R.drawable.ic_hand,
        )
        return
    }
    LatestMonth(months.first())
    val earlier = months.drop(1)
    if (earlier.isEmpty()) return
    Section(stringResource(R.string.screen_contribution_earlier), Modifier.padding(top = 8.dp))
    Card {
        earlier.forEachIndexed { at, month ->
            if (at > 0) Line()
            EarlierMonth(month)
        }
    }
}

/** One node: how many people, what else, and how much of it the hall has. */
@Composable
private fun LatestMonth(month: Month) =
    Card {
        Column(
            Modifier.semantics(mergeDescendants = true) {}.padding(16.dp),
            verticalArrangement = Arrangement.spacedBy(6.dp),
        ) {
            Words(sentence(monthSaid(month.month)), type = Type.row, colour = Look.colours.blue)
            Words(peopleCount(month.people.toInt()), type = Type.number)
            QuietWords(counted(month), type = Type.body)
            if (month.people > 0u) {
                val part = month.peopleConfirmed.toFloat() / month.people.toFloat()
                PartBar(part, Tone.Green, Modifier.padding(vertical = 6.dp))
            }
            Confirmed(month)
        }
    }

@Composable
private fun EarlierMonth(month: Month) =
    ListRow(
        "${sentence(monthSaid(month.month))}: ${peopleCount(month.people.toInt())}",
        under = counted(month),
    ) { Confirmed(month) }

@Composable
private fun counted(month: Month) =
    listOf(
        visitsCount(month.visits.toInt()),
        skillsCount(month.skills.toInt()),
        sessionsCount(month.sessions.toInt()),
    ).dotted()

@Composable
private fun Confirmed(month: Month) {
    val isWhole = month.peopleConfirmed == month.people && month.skillsConfirmed == month.skills
    val people = peopleCount(month.peopleConfirmed.toInt())
    when {
        isWhole ->
            StateChip(
                stringResource(R.string.screen_contribution_confirmed),
                Tone.Green,
                icon = R.drawable.ic_shield,
            )

        month.peopleConfirmed == 0u ->
            StateChip(stringResource(R.string.screen_contribution_unconfirmed), Tone.Quiet, icon = R.drawable.ic_phone)

        else -> {
            val skills = skillsCount(month.skillsConfirmed.toInt())
            val said = stringResource(R.string.screen_contribution_confirmed_part, people, skills)
            StateChip(said, Tone.Blue, icon = R.drawable.ic_shield)
        }
    }
}

@Composable
private fun Ways(
    guides: GuidesInfo?,
    send: (ContributionEvent) -> Unit,
) = Card {
    Way(R.string.screen_contribution_practice, R.string.screen_contribution_practice_body, R.drawable.ic_star) {
        send(ContributionEvent.PracticeTapped)
    }
    Line()
    Way(R.string.screen_contribution_situation, R.string.screen_contribution_situation_body, R.drawable.ic_message) {
        send(ContributionEvent.SituationTapped)
    }
    Line()
    Way(R.string.screen_contribution_records, R.string.screen_contribution_records_body, R.drawable.ic_list) {
        send(ContributionEvent.RecordsTapped)
    }
    Line()
    val settings = { send(ContributionEvent.SettingsTapped) }
    Way(
        R.string.screen_contribution_settings,
        R.string.screen_contribution_settings_body,
        R.drawable.ic_settings,
        settings,
    )
    if (guides != null) {
        Line()
        ListRow(
            stringResource(R.string.screen_contribution_guides, guides.version.toInt()),
            under = stringResource(R.string.screen_contribution_guides_made, daySaid(guides.made)),
            icon = R.drawable.ic_book,
        )
    }
}

@Composable
private fun Way(
    title: Int,
    body: Int,
    icon: Int,
    onClick: () -> Unit,
) = ListRow(
    stringResource(title),
    under = stringResource(body),
    icon = icon,
    iconColour = Look.colours.blue,
    iconGround = Look.colours.blueBox,
    onClick = onClick,
)
