package vn.camtay.feature.session

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.SessionKind
import uniffi.camtay_core.SessionPage
import vn.camtay.R
import vn.camtay.feature.session.SessionState.Shown
import vn.camtay.feature.session.SessionState.Standing
import vn.camtay.feature.session.SessionState.Undo
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.Section
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.UndoBar
import vn.camtay.look.Words
import vn.camtay.look.intoView
import vn.camtay.words.ProblemNotice
import vn.camtay.words.dayNear
import vn.camtay.words.dotted
import vn.camtay.words.householdsCount
import vn.camtay.words.peopleCount
import vn.camtay.words.sentence
import vn.camtay.words.word

/** Where and when: above every page of a session. */
@Composable
internal fun whereabouts(state: Shown): String = sentence("${state.villageWord} ${state.page.line.villageName}".trim())

/** The session: how it stands, and what can be done in it. */
@Composable
internal fun SummaryView(
    state: Shown,
    send: (SessionEvent) -> Unit,
) {
    val line = state.page.line
    Page(
        PageHead(
            stringResource(line.kind.word),
            sentence(listOfNotNull(dayNear(line.day, state.today), line.place).dotted()),
            whereabouts(state),
            onBack = { send(SessionEvent.BackTapped) },
        ),
        bottom = { Bottom(state, send) },
    ) {
        state.problem?.let { ProblemNotice(it, Modifier.intoView(it)) }
        StandingNotice(state)
        if (state.page.sameAs != null) {
            Notice(stringResource(R.string.screen_session_merged), Tone.Blue, icon = R.drawable.ic_link)
        }
        when (state.standing) {
            Standing.UnderWay, Standing.Forgotten -> {
                HowMany(state)
                Tasks(state, send)
                About(state)
            }

            Standing.Together -> {
                HowMany(state)
                About(state)
            }

            Standing.NotMine, Standing.Past -> About(state)

            Standing.Over -> {
                Figures(state)
                Waiting(state, send)
                About(state)
            }
        }
    }
}

@Composable
private fun ColumnScope.Bottom(
    state: Shown,
    send: (SessionEvent) -> Unit,
) {
    Undone(state.undo, send)
    val (words, icon, event) =
        when (state.standing) {
            Standing.Forgotten -> Main(R.string.screen_session_end, R.drawable.ic_check, SessionEvent.EndTapped)
            Standing.NotMine -> Main(R.string.screen_session_enter, R.drawable.ic_people, SessionEvent.JoinTapped)
            Standing.Over, Standing.Past -> Main(R.string.action_done, R.drawable.ic_check, SessionEvent.DoneTapped)
            Standing.Together -> TO_HOUSEHOLDS
            Standing.UnderWay ->
                when {
                    state.isVisit -> TO_HOUSEHOLDS
                    state.page.attended.isEmpty() ->
                        Main(
                            R.string.screen_session_present,
                            R.drawable.ic_people,
                            SessionEvent.PresentTapped,
                        )
                    else -> Main(R.string.screen_session_mark, R.drawable.ic_check, SessionEvent.MarkTapped)
                }
        }
    MainButton(stringResource(words), { send(event) }, icon = icon, enabled = !state.busy)
    if (state.standing == Standing.UnderWay) {
        val end = stringResource(R.string.screen_session_end)
        QuietButton(end, { send(SessionEvent.EndTapped) }, Modifier.fillMaxWidth(), icon = R.drawable.ic_stop)
    }
}

private data class Main(
    val words: Int,
    val icon: Int,
    val event: SessionEvent,
)

private val TO_HOUSEHOLDS = Main(R.string.screen_session_households, R.drawable.ic_house, SessionEvent.HouseholdsTapped)

/** What was just recorded, and the way to take it back. */
@Composable
internal fun Undone(
    undo: Undo?,
    send: (SessionEvent) -> Unit,
) {
    val words =
        when (undo) {
            null -> return
            is Undo.Ticked -> stringResource(R.string.screen_session_ticked, undo.name)
            is Undo.Counted -> stringResource(R.string.screen_session_counted, peopleCount(undo.now.toInt()))
            is Undo.Marked -> stringResource(R.string.screen_session_marked, undo.title, peopleCount(undo.people))
        }
    UndoBar(words, { send(SessionEvent.UndoTapped) })
}

@Composable
private fun StandingNotice(state: Shown) {
    when (state.standing) {
        Standing.UnderWay -> Unit

        Standing.Together ->
            Notice(
                stringResource(R.string.screen_session_together),
                Tone.Blue,
                body = stringResource(R.string.screen_session_together_body),
                icon = R.drawable.ic_people,
            )

        Standing.Forgotten ->
            Notice(
                stringResource(R.string.screen_session_yesterday),
                Tone.Amber,
                body =
                    stringResource(
                        R.string.screen_session_yesterday_body,
                        dayNear(state.page.line.day, state.today),
                    ),
            )

        Standing.NotMine ->
            Notice(
                stringResource(R.string.screen_session_not_mine),
                Tone.Blue,
                body = stringResource(R.string.screen_session_not_mine_body),
                icon = R.drawable.ic_people,
            )

        Standing.Past ->
            Notice(
                stringResource(R.string.screen_session_past_title),
                Tone.Quiet,
                body = stringResource(R.string.screen_session_past_body),
                icon = R.drawable.ic_clock,
            )

        Standing.Over -> {
            val isReceived = state.waiting?.records == 0u
            val body = if (isReceived) R.string.screen_session_over_received else R.string.screen_session_over_body
            Notice(stringResource(R.string.screen_session_over), Tone.Green, body = stringResource(body))
        }
    }
}

/** The one number that matters: people in a class, houses on the way. */
@Composable
private fun HowMany(state: Shown) {
    val page = state.page
    val guided = page.guided.toInt()
    val (number, words) =
        when {
            // Who is present stands on the phone that opened it.
            state.standing == Standing.Together ->
                peopleCount(guided) to stringResource(R.string.screen_session_guided_here)

            !state.isVisit && page.unnamed == 0u ->
                peopleCount(state.there) to stringResource(R.string.screen_session_here)

            !state.isVisit ->
                peopleCount(state.there) to
                    stringResource(R.string.screen_session_here_unnamed, page.unnamed.toInt())

            guided == 0 ->
                householdsCount(page.households.toInt()) to stringResource(R.string.screen_session_been)

            else ->
                householdsCount(page.households.toInt()) to
                    stringResource(R.string.screen_session_been_guided, peopleCount(guided))
        }
    val box = Look.colours.blueBox
    Card(ground = box, edge = box) {
        Column(Modifier.semantics(mergeDescendants = true) {}.padding(16.dp, 14.dp)) {
            Words(number, type = Type.number)
            Words(words)
        }
    }
}

/** What is recorded in it; whoever goes from house to house records there. */
@Composable
private fun Tasks(
    state: Shown,
    send: (SessionEvent) -> Unit,
) {
    val page = state.page
    val named = page.attended.size
    Card {
        if (!state.isVisit) {
            ListRow(
                stringResource(R.string.screen_session_present),
                under = if (named == 0) stringResource(R.string.screen_session_present_none) else peopleCount(named),
                icon = R.drawable.ic_people,
                onClick = { send(SessionEvent.PresentTapped) },
            )
            Line()
        }
        ListRow(
            stringResource(R.string.screen_session_heads),
            under =
                if (page.unnamed == 0u) {
                    stringResource(R.string.screen_session_heads_none)
                } else {
                    peopleCount(page.unnamed.toInt())
                },
            icon = R.drawable.ic_person,
            onClick = { send(SessionEvent.HeadsTapped) },
        )
        if (!state.isVisit) {
            Line()
            MarkRow(named, send)
        }
    }
    Card {
        if (!state.isVisit) {
            ListRow(
                stringResource(R.string.screen_session_households),
                under = householdsCount(page.households.toInt()).takeIf { page.households > 0u },
                icon = R.drawable.ic_house,
                onClick = { send(SessionEvent.HouseholdsTapped) },
            )
            Line()
        }
        ListRow(
            stringResource(R.string.screen_session_code),
            under = stringResource(R.string.screen_session_code_for),
            icon = R.drawable.ic_qr,
            onClick = { send(SessionEvent.CodeTapped) },
        )
        Line()
        ListRow(
            stringResource(R.string.screen_session_change),
            icon = R.drawable.ic_edit,
            onClick = { send(SessionEvent.ChangeTapped) },
        )
    }
}

/** With nobody ticked there is nobody to mark a skill for. */
@Composable
private fun MarkRow(
    named: Int,
    send: (SessionEvent) -> Unit,
) {
    val isFree = named > 0
    val under = if (isFree) R.string.screen_session_mark_under else R.string.screen_session_mark_first
    ListRow(
        stringResource(R.string.screen_session_mark),
        under = stringResource(under),
        icon = R.drawable.ic_book,
        titleColour = if (isFree) Look.colours.ink else Look.colours.quietInk,
        onClick = if (isFree) ({ send(SessionEvent.MarkTapped) }) else null,
    )
}

/** What came of it. */
@Composable
internal fun Figures(state: Shown) =
    Card {
        val page = state.page
        if (!state.isVisit || state.there > 0) {
            ListRow(
                stringResource(R.string.screen_session_there, peopleCount(state.there)),
                under = stringResource(R.string.screen_session_named, page.attended.size, page.unnamed.toInt()),
                icon = R.drawable.ic_people,
            )
            Line()
        }
        ListRow(
            stringResource(R.string.screen_session_guided, peopleCount(page.guided.toInt())),
            under = pluralStringResource(R.plurals.screen_session_times, page.guides.toInt(), page.guides.toInt()),
            icon = R.drawable.ic_phone,
        )
        if (state.isVisit || page.households > 0u) {
            Line()
            ListRow(
                stringResource(R.string.screen_session_visited, householdsCount(page.households.toInt())),
                icon = R.drawable.ic_house,
            )
        }
    }

/** What goes on next. */
@Composable
private fun Waiting(
    state: Shown,
    send: (SessionEvent) -> Unit,
) {
    val waiting = state.waiting?.takeIf { it.records > 0u } ?: return
    Notice(
        stringResource(R.string.screen_session_waiting, peopleCount(waiting.people.toInt())),
        Tone.Blue,
        body = stringResource(R.string.screen_session_waiting_under),
        icon = R.drawable.ic_upload,
        onClick = { send(SessionEvent.UploadTapped) },
    )
}

/** For whom, what, by whom: as far as it is known here. */
@Composable
private fun About(state: Shown) {
    val page = state.page
    val taught = page.skills.mapNotNull { state.titles[it] }
    val rows =
        listOf(
            Triple(R.string.screen_session_for, R.drawable.ic_star, page.audience.map { stringResource(it.word) }),
            Triple(R.string.screen_session_taught, R.drawable.ic_book, taught),
            Triple(R.string.screen_session_by, R.drawable.ic_shield, listOfNotNull(organiserSaid(page))),
            Triple(R.string.screen_session_with, R.drawable.ic_people, page.volunteers),
        ).filter { it.third.isNotEmpty() }
    if (rows.isEmpty()) return
    Section(stringResource(R.string.screen_session_about))
    Card {
        rows.forEachIndexed { at, (title, icon, said) ->
            if (at > 0) Line()
            ListRow(stringResource(title), under = said.joinToString(", "), icon = icon)
        }
    }
}

@Composable
private fun organiserSaid(page: SessionPage): String? {
    val organiser = page.organiser?.let { stringResource(it.word) } ?: return null
    val host = page.host ?: return organiser
    return stringResource(R.string.screen_session_by_host, organiser, host)
}

/** The last question: what is about to end, and what is missing. */
@Composable
internal fun EndingView(
    state: Shown,
    send: (SessionEvent) -> Unit,
) = Page(
    PageHead(
        stringResource(R.string.screen_session_end_title),
        stringResource(state.page.line.kind.word),
        whereabouts(state),
        onBack = { send(SessionEvent.BackTapped) },
    ),
    bottom = {
        MainButton(
            stringResource(R.string.screen_session_end_yes),
            { send(SessionEvent.EndConfirmed) },
            icon = R.drawable.ic_check,
            enabled = !state.busy,
        )
    },
) {
    state.problem?.let { ProblemNotice(it, Modifier.intoView(it)) }
    if (!state.isVisit && state.there == 0) {
        Notice(
            stringResource(R.string.screen_session_end_nobody),
            Tone.Amber,
            body = stringResource(R.string.screen_session_end_nobody_body),
            icon = R.drawable.ic_people,
            onClick = { send(SessionEvent.PresentTapped) },
        )
    }
    Figures(state)
    Words(stringResource(R.string.screen_session_end_body))
}

/** What each kind looks like in a list. */
internal val SessionKind.icon: Int
    get() =
        when (this) {
            SessionKind.HOME_VISIT -> R.drawable.ic_house
            SessionKind.CLASS, SessionKind.WEEKLY_LESSON -> R.drawable.ic_book
            SessionKind.CAMPAIGN_DAY -> R.drawable.ic_star
            SessionKind.PUBLIC_SERVICE_WEEK, SessionKind.ONE_STOP_DESK -> R.drawable.ic_file
            SessionKind.CONFERENCE -> R.drawable.ic_people
        }
