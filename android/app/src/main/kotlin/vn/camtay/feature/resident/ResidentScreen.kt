package vn.camtay.feature.resident

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.Consent
import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.SkillLine
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.resident.ResidentState.Shown
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.Loading
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.Section
import vn.camtay.look.StateChip
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words
import vn.camtay.words.ProblemNotice
import vn.camtay.words.birthYearSaid
import vn.camtay.words.dayNear
import vn.camtay.words.sentence
import vn.camtay.words.word

/** Screen 6, Người dân. */
fun residentScreen(
    around: Surroundings,
    resident: String,
): Screen {
    val model = ResidentModel(around.phone, around.scope, around.go, around.language, resident)
    return {
        val state by model.state.collectAsState()
        ResidentView(state, model::send)
    }
}

@Composable
fun ResidentView(
    state: ResidentState,
    send: (ResidentEvent) -> Unit,
) {
    val back = { send(ResidentEvent.BackTapped) }
    when (state) {
        ResidentState.Loading ->
            Page(PageHead(stringResource(R.string.screen_resident_title), onBack = back)) { Loading() }

        is ResidentState.Failed ->
            Page(
                PageHead(stringResource(R.string.screen_resident_title), onBack = back),
                bottom = { MainButton(stringResource(R.string.action_retry), { send(ResidentEvent.RetryTapped) }) },
            ) { ProblemNotice(state.problem) }

        is Shown -> {
            Shown(state, send)
            ResidentDialogs(state, send)
        }
    }
}

@Composable
private fun Shown(
    state: Shown,
    send: (ResidentEvent) -> Unit,
) {
    val page = state.page
    val skills = page.groups.flatMap { it.skills }
    val first = page.suggestions.firstOrNull()?.let { number -> skills.find { it.skill == number } }
    val mayRecord = page.consent == Consent.GIVEN && !page.erased && page.sameAs == null
    Page(
        PageHead(
            page.name.ifEmpty { stringResource(R.string.screen_resident_erased) },
            listOfNotNull(birthYearSaid(page.birthYear?.toInt()), page.phoneKind?.let { stringResource(it.word) })
                .joinToString(" · "),
            listOf(page.head, page.villageName).filter(String::isNotEmpty).joinToString(" · "),
            onBack = { send(ResidentEvent.BackTapped) },
        ),
        bottom = {
            when {
                !mayRecord && page.sameAs == null && !page.erased ->
                    MainButton(
                        stringResource(R.string.screen_resident_ask),
                        { send(ResidentEvent.AskTapped) },
                        icon = R.drawable.ic_message,
                    )

                first != null && mayRecord ->
                    MainButton(
                        stringResource(R.string.screen_resident_start, first.title),
                        { send(ResidentEvent.SkillTapped(first.skill)) },
                        icon = R.drawable.ic_phone,
                        enabled = !state.busy,
                    )
            }
        },
    ) {
        Standing(page, send)
        state.problem?.let { ProblemNotice(it) }
        if (mayRecord) {
            first?.let { Suggested(it, state.why) }
            Skills(page, first?.skill, send)
            ResidentActions(page, state.today, send)
        }
        ResidentHistory(page, state.today, send)
    }
}

/** What stands in the way of recording, each with what can be done. */
@Composable
private fun Standing(
    page: ResidentPage,
    send: (ResidentEvent) -> Unit,
) {
    val same = page.sameAs
    when {
        same != null ->
            Notice(
                stringResource(R.string.screen_resident_same),
                Tone.Blue,
                body = stringResource(R.string.screen_resident_same_todo),
            ) { send(ResidentEvent.SameAsTapped(same)) }

        page.erased -> Notice(stringResource(R.string.screen_resident_erased_body), Tone.Quiet)

        page.consent != Consent.GIVEN ->
            Notice(
                stringResource(
                    page.consent?.word ?: R.string.screen_resident_not_asked,
                ).replaceFirstChar(Char::uppercase),
                Tone.Amber,
                body = stringResource(R.string.screen_resident_no_record),
                icon = R.drawable.ic_warning,
            )

        page.erasureAsked ->
            Notice(
                stringResource(R.string.screen_resident_erasure_asked),
                Tone.Amber,
                body = stringResource(R.string.screen_resident_erasure_asked_body),
            )
    }
}

@Composable
private fun Suggested(
    skill: SkillLine,
    why: String?,
) = Card(ground = Look.colours.blueBox, edge = Look.colours.blueBox) {
    Column(Modifier.padding(16.dp), Arrangement.spacedBy(4.dp)) {
        Words(stringResource(R.string.screen_resident_today), type = Type.smallStrong, colour = Look.colours.blue)
        Words(skill.title, type = Type.section)
        why?.let { Words(it, type = Type.body) }
    }
}

@Composable
private fun Skills(
    page: ResidentPage,
    first: UShort?,
    send: (ResidentEvent) -> Unit,
) {
    val titles = page.groups.flatMap { it.skills }.associate { it.skill to it.title }
    for (group in page.groups) {
        val lines = group.skills.filter { it.skill != first || page.suggestions.isEmpty() }
        if (lines.isEmpty()) continue
        Section(group.name.ifEmpty { stringResource(R.string.screen_resident_other_skills) })
        Card {
            lines.forEachIndexed { at, line ->
                if (at > 0) Line()
                SkillRow(line, titles, send)
            }
        }
    }
}

@Composable
private fun ResidentActions(
    page: ResidentPage,
    today: String,
    send: (ResidentEvent) -> Unit,
) {
    page.comeBack?.let {
        StateChip(stringResource(R.string.screen_resident_come_back, dayNear(it, today)), Tone.Amber)
    }
    WideButton(
        stringResource(R.string.screen_resident_done),
        { send(ResidentEvent.DoneTapped) },
        icon = R.drawable.ic_check,
        weight = Weight.Outlined,
    )
    QuietButton(
        stringResource(R.string.screen_resident_date),
        { send(ResidentEvent.DateTapped) },
        icon = R.drawable.ic_today,
    )
    QuietButton(
        stringResource(R.string.screen_resident_check),
        { send(ResidentEvent.CheckTapped) },
        icon = R.drawable.ic_shield,
    )
    if (!page.erasureAsked) {
        QuietButton(
            stringResource(R.string.screen_resident_erase),
            { send(ResidentEvent.EraseTapped) },
            icon = R.drawable.ic_trash,
        )
    }
}
