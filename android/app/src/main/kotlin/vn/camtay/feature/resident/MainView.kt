package vn.camtay.feature.resident

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.ResidentPage
import vn.camtay.R
import vn.camtay.feature.resident.ResidentState.First
import vn.camtay.feature.resident.ResidentState.Shown
import vn.camtay.feature.resident.ResidentState.Standing
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.ListPage
import vn.camtay.look.ListRow
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.UndoBar
import vn.camtay.look.Verdict
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words
import vn.camtay.look.balanced
import vn.camtay.look.isCramped
import vn.camtay.words.ProblemNotice
import vn.camtay.words.QuickDays
import vn.camtay.words.birthYearSaid
import vn.camtay.words.dayNear
import vn.camtay.words.dotted
import vn.camtay.words.sentence
import vn.camtay.words.stepsCount
import vn.camtay.words.tone
import vn.camtay.words.word
import vn.camtay.words.words

/** The page of a resident. */
@Composable
internal fun MainView(
    state: Shown,
    send: (ResidentEvent) -> Unit,
) {
    val isOpen = state.standing == Standing.Open
    ListPage(
        residentHead(state) { send(ResidentEvent.BackTapped) },
        above = {
            StandingNotices(state, send)
            if (isOpen) {
                Suggestions(state, send)
                if (state.isWithoutSmartphone) PhoneNotice()
            }
        },
        bottom = { Bottom(state, send) },
    ) {
        if (isOpen) {
            skillRows(state, send)
            part("appointment") { Appointment(state, send) }
        }
        latestHistory(state, send)
        if (state.standing != Standing.Joined && state.standing != Standing.Erased) {
            part("about") { Others(isOpen, send) }
        }
        item("done", "button") { if (isOpen && state.first != null && Look.isCramped) DoneButton(send) }
    }
}

/** A part of the page with the room that parts have between each other. */
private fun LazyListScope.part(
    key: String,
    content: @Composable ColumnScope.() -> Unit,
) = item(key, "part") {
    Column(Modifier.padding(top = 20.dp), Arrangement.spacedBy(12.dp), content = content)
}

@Composable
internal fun residentHead(
    state: Shown,
    onBack: () -> Unit,
): PageHead {
    val page = state.page
    val known = page.phoneKind?.let { stringResource(it.word) }
    return PageHead(
        page.name.ifEmpty { stringResource(R.string.screen_resident_erased) },
        listOfNotNull(birthYearSaid(page.birthYear?.toInt()), known).dotted().takeUnless { page.erased },
        whereSaid(page, state.villageWord),
        onBack,
    )
}

/** "Nhà Trần Văn Tư · Thôn Phú Bình". */
@Composable
private fun whereSaid(
    page: ResidentPage,
    villageWord: String,
): String {
    val house = page.head.takeIf(String::isNotEmpty)?.let { stringResource(R.string.screen_resident_house, it) }
    val village = page.villageName.takeIf(String::isNotEmpty)?.let { sentence("$villageWord $it".trim()) }
    return listOfNotNull(house, village).dotted()
}

/** What stands above everything else about this person. */
@Composable
private fun StandingNotices(
    state: Shown,
    send: (ResidentEvent) -> Unit,
) {
    val page = state.page
    when (state.standing) {
        Standing.Open -> Unit
        Standing.NotAsked ->
            Told(
                R.string.screen_resident_not_asked,
                R.string.screen_resident_no_record,
                Tone.Amber,
                R.drawable.ic_message,
            )

        Standing.Refused ->
            Note(
                sentence(page.consent?.let { stringResource(it.word) }.orEmpty()),
                stringResource(R.string.screen_resident_refused_body),
                R.drawable.ic_private,
            )

        Standing.Gone ->
            Note(
                sentence(stringResource(page.status.word)),
                stringResource(R.string.screen_resident_gone_body),
                R.drawable.ic_info,
            )

        Standing.Joined ->
            Told(R.string.screen_resident_same, R.string.screen_resident_same_body, Tone.Blue, R.drawable.ic_people)

        Standing.Erased ->
            Told(
                R.string.screen_resident_erased_title,
                R.string.screen_resident_erased_body,
                Tone.Quiet,
                R.drawable.ic_private,
            )
    }
    if (page.erasureAsked && !page.erased) {
        Told(
            R.string.screen_resident_erasure_asked,
            R.string.screen_resident_erasure_asked_body,
            Tone.Amber,
            R.drawable.ic_private,
        )
    }
    if (state.alike.isNotEmpty()) Alike(state, send)
    page.comeBack?.takeIf { state.standing == Standing.Open && it <= state.today }?.let {
        Notice(
            stringResource(R.string.screen_resident_come_back, dayNear(it, state.today)),
            Tone.Amber,
            icon = R.drawable.ic_today,
        )
    }
}

@Composable
private fun Told(
    title: Int,
    body: Int,
    tone: Tone,
    icon: Int,
) = if (tone == Tone.Quiet) {
    Note(stringResource(title), stringResource(body), icon)
} else {
    Notice(stringResource(title), tone, body = stringResource(body), icon = icon)
}

/** What is so, without a colour of its own: in a card, so that it does not float. */
@Composable
private fun Note(
    title: String,
    body: String,
    icon: Int,
) = Card { ListRow(title, under = body, icon = icon) }

/** Whoever may be the same person, to look at. */
@Composable
private fun Alike(
    state: Shown,
    send: (ResidentEvent) -> Unit,
) = Card(ground = Look.colours.amberBox, edge = Look.colours.amberBox) {
    Column(Modifier.padding(16.dp, 12.dp, 16.dp, 0.dp)) {
        Words(stringResource(R.string.screen_resident_alike), type = Type.smallStrong, colour = Look.colours.amber)
        Words(stringResource(R.string.screen_resident_alike_body), type = Type.small)
    }
    state.alike.forEachIndexed { at, other ->
        if (at > 0) Line()
        ListRow(
            other.name,
            under =
                listOf(birthYearSaid(other.birthYear), stringResource(R.string.screen_resident_house_of, other.head))
                    .dotted(),
            icon = R.drawable.ic_person,
            iconColour = Look.colours.amber,
            onClick = { send(ResidentEvent.AlikeTapped(other.id)) },
        )
    }
}

/** The question, and the answers that the guides would give. */
@Composable
private fun Suggestions(
    state: Shown,
    send: (ResidentEvent) -> Unit,
) {
    val page = state.page
    Section(
        stringResource(
            if (page.older) R.string.screen_resident_question_older else R.string.screen_resident_question,
        ),
        Modifier.padding(top = 4.dp),
    )
    val first = state.first
    if (first == null) return Nothing(page)
    Suggested(first)
    val further = page.suggestions.drop(1).mapNotNull(page::skill)
    if (further.isEmpty()) return
    QuietWords(stringResource(R.string.screen_resident_or), type = Type.smallStrong)
    Card {
        further.forEachIndexed { at, line ->
            if (at > 0) Line()
            ListRow(
                line.title,
                icon = page.iconOf(line.skill),
                iconColour = Look.colours.blue,
                iconGround = Look.colours.blueBox,
                onClick = { send(ResidentEvent.SkillTapped(line.skill)) },
            )
        }
    }
}

/** Nothing is suggested: all is done, or what is left has to wait for something else. */
@Composable
private fun Nothing(page: ResidentPage) {
    val skills = page.groups.flatMap { it.skills }
    val again = stringResource(R.string.screen_resident_all_done_body)
    if (skills.isNotEmpty() && skills.all { it.state.tone == Tone.Green }) {
        Verdict(stringResource(R.string.screen_resident_all_done), Tone.Green, body = again)
    } else {
        Note(stringResource(R.string.screen_resident_nothing), again, R.drawable.ic_book)
    }
}

@Composable
private fun Suggested(first: First) =
    Card(ground = Look.colours.blueBox, edge = Look.colours.blueBox) {
        Column(
            Modifier.padding(16.dp).semantics(mergeDescendants = true) {},
            Arrangement.spacedBy(4.dp),
        ) {
            Words(stringResource(R.string.screen_resident_today), type = Type.smallStrong, colour = Look.colours.blue)
            Words(first.line.title, Modifier.semantics { heading() }, Type.step.balanced)
            if (first.why.isNotEmpty()) Words(first.why)
            QuietWords(howFar(first), type = Type.body)
        }
    }

@Composable
private fun howFar(first: First): String =
    if (first.at == null) {
        stepsCount(first.steps)
    } else {
        stringResource(R.string.screen_resident_at_step, first.at + 1, first.steps)
    }

@Composable
private fun PhoneNotice() =
    Told(R.string.screen_resident_keypad, R.string.screen_resident_keypad_body, Tone.Quiet, R.drawable.ic_phone)

/** When to come back: the likely days in one tap. */
@Composable
private fun Appointment(
    state: Shown,
    send: (ResidentEvent) -> Unit,
) {
    Section(stringResource(R.string.screen_resident_date))
    val set = state.page.comeBack
    if (set != null) {
        Notice(
            stringResource(R.string.screen_resident_agreed, dayNear(set, state.today)),
            Tone.Amber,
            icon = R.drawable.ic_today,
        )
    }
    QuickDays(
        state.today,
        set,
        { send(ResidentEvent.DayTapped(it)) },
        { send(ResidentEvent.OtherDayTapped) },
    )
    if (set != null) {
        QuietButton(
            stringResource(R.string.screen_resident_kept),
            { send(ResidentEvent.KeptTapped) },
            icon = R.drawable.ic_check,
        )
    }
}

/** What is seldom needed. */
@Composable
private fun Others(
    isOpen: Boolean,
    send: (ResidentEvent) -> Unit,
) = Card {
    if (isOpen) {
        ListRow(
            stringResource(R.string.screen_resident_check),
            under = stringResource(R.string.screen_resident_check_body),
            icon = R.drawable.ic_shield,
            onClick = { send(ResidentEvent.CheckTapped) },
        )
        Line()
    }
    ListRow(
        stringResource(R.string.screen_resident_about),
        under = stringResource(R.string.screen_resident_about_body),
        icon = R.drawable.ic_person,
        onClick = { send(ResidentEvent.AboutTapped) },
    )
}

@Composable
private fun Bottom(
    state: Shown,
    send: (ResidentEvent) -> Unit,
) {
    state.problem?.let { ProblemNotice(it) }
    state.undo?.let {
        val words = stringResource(R.string.screen_resident_recorded, it.title, it.outcome.words())
        UndoBar(words, { send(ResidentEvent.UndoTapped) })
    }
    when (state.standing) {
        Standing.Open -> OpenActions(state, send)

        Standing.NotAsked ->
            MainButton(
                stringResource(R.string.screen_resident_ask),
                { send(ResidentEvent.AskTapped) },
                icon = R.drawable.ic_message,
            )

        // Nobody is pressed: asking again is possible, not what the page is for.
        Standing.Refused ->
            WideButton(
                stringResource(R.string.screen_resident_ask_again),
                { send(ResidentEvent.AskTapped) },
                icon = R.drawable.ic_message,
                weight = Weight.Outlined,
            )

        Standing.Joined ->
            MainButton(
                stringResource(R.string.screen_resident_same_todo),
                { send(ResidentEvent.JoinedTapped) },
                icon = R.drawable.ic_people,
            )

        Standing.Gone, Standing.Erased -> Unit
    }
}

@Composable
private fun OpenActions(
    state: Shown,
    send: (ResidentEvent) -> Unit,
) {
    val first = state.first
    val done = stringResource(R.string.screen_resident_done)
    if (first == null) {
        MainButton(done, { send(ResidentEvent.DoneTapped) }, icon = R.drawable.ic_check)
        return
    }
    MainButton(
        startSaid(first, state.page.older),
        { send(ResidentEvent.StartTapped(first.line.skill)) },
        icon = R.drawable.ic_phone,
        enabled = !state.busy,
    )
    if (!Look.isCramped) DoneButton(send)
}

/** Beside the main action; where there is little room at the page's end. */
@Composable
private fun DoneButton(send: (ResidentEvent) -> Unit) =
    QuietButton(
        stringResource(R.string.screen_resident_done),
        { send(ResidentEvent.DoneTapped) },
        Modifier.fillMaxWidth(),
        icon = R.drawable.ic_check,
    )

/** The title stands on the card; a title is not always a verb. */
@Composable
private fun startSaid(
    first: First,
    older: Boolean,
): String =
    stringResource(
        when {
            first.at != null && older -> R.string.screen_resident_go_on_older
            first.at != null -> R.string.screen_resident_go_on
            older -> R.string.screen_resident_begin_older
            else -> R.string.screen_resident_begin
        },
    )
