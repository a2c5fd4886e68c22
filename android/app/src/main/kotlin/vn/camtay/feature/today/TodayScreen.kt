package vn.camtay.feature.today

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.res.stringResource
import uniffi.camtay_core.SessionKind
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.households.foundRows
import vn.camtay.feature.today.TodayState.Shown
import vn.camtay.look.ListPage
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.Measure
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.SearchField
import vn.camtay.look.StateChip
import vn.camtay.look.Tone
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.phone.sessionNow
import vn.camtay.words.ProblemNotice
import vn.camtay.words.dotted
import vn.camtay.words.peopleCount
import vn.camtay.words.sentence
import vn.camtay.words.weekdaySaid

/** Screen 2, Hôm nay. */
fun todayScreen(around: Surroundings): Screen {
    val model = TodayModel(around.phone, around.scope, around.go, around.draft, around.language)
    return {
        val state by model.state.collectAsState()
        TodayView(state, model::send)
    }
}

@Composable
fun TodayView(
    state: TodayState,
    send: (TodayEvent) -> Unit,
) = when (state) {
    TodayState.Loading -> Page(PageHead(stringResource(R.string.screen_today_title))) { Loading() }

    is TodayState.Failed ->
        Page(
            PageHead(stringResource(R.string.screen_today_title)),
            bottom = { MainButton(stringResource(R.string.action_retry), { send(TodayEvent.RetryTapped) }) },
        ) { ProblemNotice(state.problem) }

    is Shown -> Shown(state, send)
}

@Composable
private fun Shown(
    state: Shown,
    send: (TodayEvent) -> Unit,
) {
    val page = state.page
    val searching = state.search.isOn
    BackHandler(enabled = searching) { send(TodayEvent.QueryTyped("")) }
    // People call each other by the last word of the name.
    val called = state.volunteer?.substringAfterLast(' ')
    val title =
        called?.let { stringResource(R.string.screen_today_hello, it) } ?: stringResource(R.string.screen_today_title)
    val under =
        listOf(
            sentence(weekdaySaid(page.day)),
            state.commune,
        ).filter(String::isNotEmpty).dotted()
    val main: (@Composable ColumnScope.() -> Unit)? = if (searching) null else ({ SessionButton(state, send) })
    ListPage(
        PageHead(title, under),
        above = {
            if (!searching) {
                if (page.expired) Expired(state, send)
                Waiting(page.waiting.people.toInt(), page.waiting.records.toInt(), send)
            }
            SearchField(
                state.search.query,
                { send(TodayEvent.QueryTyped(it)) },
                stringResource(R.string.screen_households_search),
                onFocus = { send(TodayEvent.SearchTapped) },
            )
        },
        bottom = main,
    ) {
        if (searching) {
            foundRows(
                state.search,
                { send(TodayEvent.ResidentTapped(it.id)) },
                { send(TodayEvent.HouseholdTapped(it.id)) },
            )
        } else {
            todayRows(state, send)
        }
    }
}

/** What comes next: a session, or in one the next house. */
@Composable
private fun SessionButton(
    state: Shown,
    send: (TodayEvent) -> Unit,
) {
    // One of an earlier day is ended where the next one begins.
    val session = state.page.sessionNow
    when (session?.kind) {
        null -> {
            val words = stringResource(R.string.screen_today_start_session)
            MainButton(words, { send(TodayEvent.StartSessionTapped) }, icon = R.drawable.ic_people)
        }

        SessionKind.HOME_VISIT -> {
            val words = stringResource(R.string.screen_today_next_house)
            MainButton(words, { send(TodayEvent.NextHouseTapped) }, icon = R.drawable.ic_house)
        }

        else -> {
            val words = stringResource(R.string.screen_today_into_session)
            MainButton(words, { send(TodayEvent.SessionTapped(session.id)) }, icon = R.drawable.ic_people)
        }
    }
}

@Composable
private fun Waiting(
    people: Int,
    records: Int,
    send: (TodayEvent) -> Unit,
) {
    if (records == 0) return StateChip(stringResource(R.string.screen_today_all_handed_in), Tone.Green)
    val title =
        if (people == 0) {
            stringResource(R.string.screen_today_something_waits)
        } else {
            stringResource(R.string.screen_today_waiting, peopleCount(people))
        }
    Notice(
        title,
        Tone.Blue,
        body = stringResource(R.string.screen_today_waiting_body),
        icon = R.drawable.ic_upload,
    ) { send(TodayEvent.WaitingTapped) }
}

@Composable
private fun Expired(
    state: Shown,
    send: (TodayEvent) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(Measure.gap)) {
    Notice(
        stringResource(R.string.screen_today_expired),
        Tone.Amber,
        body = stringResource(R.string.screen_today_expired_body),
        icon = R.drawable.ic_warning,
    )
    state.problem?.let { ProblemNotice(it) }
    if (state.fetching) {
        Loading(words = stringResource(R.string.screen_today_fetching))
    } else {
        WideButton(
            stringResource(R.string.screen_today_fetch),
            { send(TodayEvent.FetchTapped) },
            icon = R.drawable.ic_refresh,
            weight = Weight.Outlined,
        )
    }
}
