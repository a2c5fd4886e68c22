package vn.camtay.feature.today

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.ComeBackLine
import uniffi.camtay_core.OpenGuide
import uniffi.camtay_core.SessionLine
import vn.camtay.R
import vn.camtay.feature.today.TodayState.Shown
import vn.camtay.look.EmptyState
import vn.camtay.look.LazyCardRow
import vn.camtay.look.ListRow
import vn.camtay.look.Look
import vn.camtay.look.Measure
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.StateChip
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Words
import vn.camtay.words.dayNear
import vn.camtay.words.daySaid
import vn.camtay.words.dotted
import vn.camtay.words.peopleCount
import vn.camtay.words.sentence
import vn.camtay.words.word

/** The session, guides to go on with, whom to go back to, colleagues' sessions. */
internal fun LazyListScope.todayRows(
    state: Shown,
    send: (TodayEvent) -> Unit,
) {
    val page = state.page
    page.session?.let { session ->
        section(R.string.screen_today_session, isFirst = true)
        item(key = session.id) {
            LazyCardRow(first = true, last = false) { SessionRow(session, page.day, send) }
        }
        item(key = "other sessions") { LazyCardRow(first = false, last = true) { OtherSessions(send) } }
    }
    if (page.openGuides.isNotEmpty()) {
        section(R.string.screen_today_open_guides, isFirst = page.session == null)
        rows(page.openGuides, { "guide ${it.resident} ${it.skill}" }) { GuideRow(it, state.skills[it.skill], send) }
    }
    if (page.comeBack.isEmpty()) {
        val isFree = page.session == null && page.openGuides.isEmpty() && page.toJoin.isEmpty()
        item(key = "nobody") { if (isFree) Nobody() else NobodyToo() }
    } else {
        section(R.string.screen_today_come_back, isFirst = page.session == null && page.openGuides.isEmpty())
        rows(page.comeBack, { "back ${it.resident} ${it.skill}" }) { ComeBackRow(it, page.day, state.skills, send) }
        val more = page.comeBackAll.toInt() - page.comeBack.size
        if (more > 0) {
            item(key = "more") {
                QuietWords(
                    stringResource(R.string.screen_today_more, peopleCount(more)),
                    Modifier.padding(top = Measure.gap),
                )
            }
        }
    }
    if (page.toJoin.isNotEmpty()) {
        section(R.string.screen_today_to_join)
        rows(page.toJoin, { it.id }) { SessionRow(it, page.day, send) }
    }
}

private fun LazyListScope.section(
    words: Int,
    isFirst: Boolean = false,
) = item(key = words, contentType = "section") {
    Section(stringResource(words), Modifier.padding(top = if (isFirst) 4.dp else 20.dp, bottom = Measure.gap))
}

private fun <T> LazyListScope.rows(
    lines: List<T>,
    key: (T) -> String,
    row: @Composable (T) -> Unit,
) {
    itemsIndexed(lines, key = { _, line -> key(line) }) { at, line ->
        LazyCardRow(at == 0, at == lines.lastIndex) { row(line) }
    }
}

@Composable
private fun SessionRow(
    session: SessionLine,
    today: String,
    send: (TodayEvent) -> Unit,
) {
    val where = listOfNotNull(session.villageName.takeIf(String::isNotEmpty), session.place)
    val since = if (session.day == today) null else stringResource(R.string.screen_today_since, daySaid(session.day))
    ListRow(
        stringResource(session.kind.word),
        under = where.dotted().ifEmpty { null },
        icon = R.drawable.ic_people,
        iconColour = Look.colours.blue,
        iconGround = Look.colours.blueBox,
        onClick = { send(TodayEvent.SessionTapped(session.id)) },
    ) {
        // Somebody forgot to close it.
        since?.let { StateChip(it, Tone.Amber) }
    }
}

/** In a colleague's session one may begin an own one, and earlier ones are read again. */
@Composable
private fun OtherSessions(send: (TodayEvent) -> Unit) =
    ListRow(
        stringResource(R.string.screen_today_other_sessions),
        icon = R.drawable.ic_list,
        onClick = { send(TodayEvent.StartSessionTapped) },
    )

@Composable
private fun GuideRow(
    guide: OpenGuide,
    skill: String?,
    send: (TodayEvent) -> Unit,
) = ListRow(
    guide.name.ifEmpty { stringResource(R.string.screen_household_erased) },
    under = skill,
    icon = R.drawable.ic_play,
    iconColour = Look.colours.blue,
    iconGround = Look.colours.blueBox,
    onClick = { send(TodayEvent.OpenGuideTapped(guide.resident, guide.skill)) },
)

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun ComeBackRow(
    line: ComeBackLine,
    today: String,
    skills: Map<UShort, String>,
    send: (TodayEvent) -> Unit,
) {
    val home =
        line.head.takeIf { it != line.name && it.isNotEmpty() }?.let {
            stringResource(R.string.screen_households_of, it)
        }
    val where = listOfNotNull(home, line.place).ifEmpty { listOf(line.villageName) }
    ListRow(
        line.name.ifEmpty { stringResource(R.string.screen_household_erased) },
        under = where.dotted(),
        onClick = { send(TodayEvent.ResidentTapped(line.resident)) },
    ) {
        line.skill?.let(skills::get)?.let { Words(it, type = Type.small) }
        FlowRow(
            Modifier.padding(top = 2.dp),
            horizontalArrangement = Arrangement.spacedBy(8.dp),
            verticalArrangement = Arrangement.spacedBy(6.dp),
        ) { Why(line, today) }
    }
}

/** Why somebody is gone back to: what got stuck, and since when they wait. */
@Composable
private fun Why(
    line: ComeBackLine,
    today: String,
) {
    val stuck = line.stuck
    if (stuck != null) StateChip(sentence(stringResource(stuck.word)), Tone.Amber, icon = R.drawable.ic_warning)
    if (line.overdue) {
        StateChip(stringResource(R.string.screen_today_overdue, dayNear(line.on, today)), Tone.Amber)
    } else if (stuck == null) {
        StateChip(stringResource(R.string.screen_today_due), Tone.Amber)
    }
}

@Composable
private fun Nobody() =
    EmptyState(
        stringResource(R.string.screen_today_nobody_title),
        stringResource(R.string.screen_today_nobody_body),
        R.drawable.ic_today,
    )

@Composable
private fun NobodyToo() = QuietWords(stringResource(R.string.screen_today_nobody_title), Modifier.padding(top = 20.dp))
