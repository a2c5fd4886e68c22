package vn.camtay.feature.session

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.SessionPage
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.session.SessionState.Part
import vn.camtay.feature.session.SessionState.Shown
import vn.camtay.look.Card
import vn.camtay.look.CheckRow
import vn.camtay.look.Line
import vn.camtay.look.ListPage
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words
import vn.camtay.scan.QrCode
import vn.camtay.words.ProblemNotice
import vn.camtay.words.birthYearSaid
import vn.camtay.words.householdsCount
import vn.camtay.words.peopleCount
import vn.camtay.words.sentence
import vn.camtay.words.skillsCount
import vn.camtay.words.weekdaySaid
import vn.camtay.words.word

/** A session's own screen. */
fun sessionScreen(
    around: Surroundings,
    session: String,
): Screen {
    val model = SessionModel(around.phone, around.scope, around.go, around.language, session)
    return {
        val state by model.state.collectAsState()
        SessionView(state, model::send)
    }
}

@Composable
fun SessionView(
    state: SessionState,
    send: (SessionEvent) -> Unit,
) {
    val back = { send(SessionEvent.BackTapped) }
    when (state) {
        SessionState.Loading ->
            Page(PageHead(stringResource(R.string.screen_session_title), onBack = back)) { Loading() }

        is SessionState.Failed ->
            Page(
                PageHead(stringResource(R.string.screen_session_title), onBack = back),
            ) { ProblemNotice(state.problem) }

        is Shown ->
            when (val part = state.part) {
                Part.Summary -> Summary(state, send)
                is Part.Code -> Code(state.page, part, back)
                is Part.Present -> Present(state, part, send)
                Part.Ending -> Ending(state, send)
            }
    }
}

@Composable
private fun head(
    page: SessionPage,
    onBack: () -> Unit,
) = PageHead(
    stringResource(page.line.kind.word),
    listOfNotNull(sentence(weekdaySaid(page.line.day)), page.line.place).joinToString(" · "),
    page.line.villageName,
    onBack,
)

@Composable
private fun Summary(
    state: Shown,
    send: (SessionEvent) -> Unit,
) {
    val page = state.page
    Page(
        head(page) { send(SessionEvent.BackTapped) },
        bottom = {
            when {
                !page.line.open -> Unit

                page.line.mine ->
                    MainButton(
                        stringResource(R.string.screen_session_households),
                        { send(SessionEvent.HouseholdsTapped) },
                        icon = R.drawable.ic_house,
                    )

                else ->
                    MainButton(
                        stringResource(R.string.screen_session_enter),
                        { send(SessionEvent.JoinTapped) },
                        icon = R.drawable.ic_people,
                        enabled = !state.busy,
                    )
            }
        },
    ) {
        state.problem?.let { ProblemNotice(it) }
        if (!page.line.open) Notice(stringResource(R.string.screen_session_over), Tone.Green)
        Figures(page)
        if (page.line.open && page.line.mine) Tasks(page, state.busy, send)
    }
}

/** What came of it so far. */
@Composable
private fun Figures(page: SessionPage) =
    Card {
        val there = page.attended.size + page.unnamed.toInt()
        ListRow(
            stringResource(R.string.screen_session_guided, peopleCount(page.guided.toInt())),
            under = skillsCount(page.guides.toInt()),
            icon = R.drawable.ic_phone,
        )
        Line()
        ListRow(
            stringResource(R.string.screen_session_visited, householdsCount(page.households.toInt())),
            icon = R.drawable.ic_house,
        )
        Line()
        ListRow(
            stringResource(R.string.screen_session_there, peopleCount(there)),
            under = stringResource(R.string.screen_session_unnamed, page.unnamed.toInt()),
            icon = R.drawable.ic_people,
        )
        if (page.volunteers.isNotEmpty()) {
            Line()
            ListRow(
                stringResource(R.string.screen_session_with),
                under = page.volunteers.joinToString(", "),
                icon = R.drawable.ic_person,
            )
        }
    }

@Composable
private fun Tasks(
    page: SessionPage,
    busy: Boolean,
    send: (SessionEvent) -> Unit,
) {
    WideButton(
        stringResource(R.string.screen_session_present),
        { send(SessionEvent.PresentTapped) },
        icon = R.drawable.ic_check,
        weight = Weight.Outlined,
        enabled = !busy,
    )
    Section(stringResource(R.string.screen_session_heads))
    Card {
        Row(Modifier.fillMaxWidth().padding(8.dp), Arrangement.SpaceBetween, Alignment.CenterVertically) {
            QuietButton(stringResource(R.string.screen_session_less), { send(SessionEvent.HeadsTapped(-1)) })
            Words(page.unnamed.toString(), type = Type.number, align = TextAlign.Center)
            QuietButton(stringResource(R.string.screen_session_one_more), { send(SessionEvent.HeadsTapped(1)) })
        }
    }
    WideButton(
        stringResource(R.string.screen_session_code),
        { send(SessionEvent.CodeTapped) },
        icon = R.drawable.ic_qr,
        weight = Weight.Outlined,
        enabled = !busy,
    )
    QuietButton(
        stringResource(R.string.screen_session_end),
        { send(SessionEvent.EndTapped) },
        icon = R.drawable.ic_close,
    )
}

@Composable
private fun Code(
    page: SessionPage,
    part: Part.Code,
    back: () -> Unit,
) = Page(
    PageHead(
        stringResource(R.string.screen_session_code),
        stringResource(R.string.screen_session_code_under),
        page.line.villageName,
        back,
    ),
) {
    QrCode(part.text, stringResource(R.string.screen_session_code_label))
}

@Composable
private fun Present(
    state: Shown,
    part: Part.Present,
    send: (SessionEvent) -> Unit,
) {
    val there =
        state.page.attended
            .map { it.id }
            .toSet()
    ListPage(
        PageHead(
            stringResource(R.string.screen_session_present),
            stringResource(R.string.screen_session_there, peopleCount(there.size)),
            onBack = { send(SessionEvent.BackTapped) },
        ),
        above = {
            state.problem?.let { ProblemNotice(it) }
            QuietWords(stringResource(R.string.screen_session_say))
            Words(part.sentence, type = Type.row)
        },
    ) {
        itemsIndexed(part.people, key = { _, one -> one.id }) { _, one ->
            val where = listOfNotNull(birthYearSaid(one.birthYear?.toInt()), one.head.takeIf { it != one.name })
            Box(Modifier.padding(bottom = 8.dp)) {
                CheckRow(
                    one.name,
                    one.id in there,
                    { send(SessionEvent.PersonTapped(one.id, one.id !in there)) },
                    under = where.joinToString(" · "),
                    enabled = !one.refused,
                )
            }
        }
        if (part.more) {
            item(key = "more") {
                LaunchedEffect(part.people.size) { send(SessionEvent.EndNeared) }
                Loading()
            }
        }
    }
}

@Composable
private fun Ending(
    state: Shown,
    send: (SessionEvent) -> Unit,
) = Page(
    PageHead(stringResource(R.string.screen_session_end_title), onBack = { send(SessionEvent.BackTapped) }),
    bottom = {
        MainButton(
            stringResource(R.string.screen_session_end_yes),
            { send(SessionEvent.EndConfirmed) },
            icon = R.drawable.ic_check,
            enabled = !state.busy,
        )
    },
) {
    state.problem?.let { ProblemNotice(it) }
    Figures(state.page)
    Words(stringResource(R.string.screen_session_end_body))
}
