package vn.camtay.feature.resident

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.SkillState
import uniffi.camtay_core.StepOutcome
import vn.camtay.R
import vn.camtay.feature.resident.ResidentState.Doing
import vn.camtay.feature.resident.ResidentState.Shown
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.StateChip
import vn.camtay.look.Type
import vn.camtay.look.Words
import vn.camtay.words.ProblemNotice
import vn.camtay.words.came
import vn.camtay.words.tone
import vn.camtay.words.words

/** What else can be done with a skill than going through it. */
@Composable
internal fun SkillMenuView(
    state: Shown,
    menu: Doing.Menu,
    send: (ResidentEvent) -> Unit,
) {
    val line = state.skill(menu.skill) ?: return
    val titles = state.page.titles()
    val needs = line.first.mapNotNull { number -> titles[number]?.let { number to it } }
    Page(
        PageHead(line.title, above = state.page.name, onBack = { send(ResidentEvent.BackTapped) }),
        bottom = {
            state.problem?.let { ProblemNotice(it) }
            MainButton(
                stringResource(
                    if (line.open) R.string.screen_resident_menu_go_on else R.string.screen_resident_menu_start,
                ),
                { send(ResidentEvent.StartTapped(line.skill)) },
                icon = R.drawable.ic_play,
                enabled = !state.busy,
            )
        },
    ) {
        // That nothing was begun is no news.
        if (line.state != SkillState.NotBegun) StateChip(line.state.words(), line.state.tone)
        if (state.isOutOfReach(line.skill)) {
            Card {
                ListRow(
                    stringResource(R.string.screen_resident_needs_smartphone),
                    under = stringResource(R.string.screen_resident_needs_smartphone_body),
                    icon = R.drawable.ic_phone,
                )
            }
        }
        if (needs.isNotEmpty()) {
            Section(stringResource(R.string.screen_resident_menu_first))
            Card {
                needs.forEachIndexed { at, (number, title) ->
                    if (at > 0) Line()
                    ListRow(
                        title,
                        icon = state.page.iconOf(number),
                        iconColour = Look.colours.blue,
                        iconGround = Look.colours.blueBox,
                        onClick = { send(ResidentEvent.SkillTapped(number)) },
                    )
                }
            }
        }
        Section(stringResource(R.string.screen_resident_choices))
        Card {
            WHOLE.forEachIndexed { at, (outcome, icon) ->
                if (at > 0) Line()
                ListRow(outcome.words(), icon = icon, onClick = { send(ResidentEvent.WholeTapped(outcome)) })
            }
        }
        Card {
            ListRow(
                stringResource(R.string.screen_resident_leaflet),
                under = stringResource(R.string.screen_resident_leaflet_body),
                icon = R.drawable.ic_file,
                onClick = { send(ResidentEvent.LeafletTapped) },
            )
        }
    }
}

/** The same signs as in the guide. */
private val WHOLE =
    listOf(
        StepOutcome.Alone to R.drawable.ic_check,
        StepOutcome.Helped to R.drawable.ic_people,
        StepOutcome.Already to R.drawable.ic_star,
        StepOutcome.Refused to R.drawable.ic_hand,
    )

/** Taking an own record back, or giving it back. */
@Composable
internal fun CorrectView(
    state: Shown,
    doing: Doing.Correcting,
    send: (ResidentEvent) -> Unit,
) {
    val line = doing.line
    val back = line.takenBack
    Question(
        state,
        if (back) R.string.screen_resident_give_back else R.string.screen_resident_take_back,
        if (back) R.string.screen_resident_give_back_body else R.string.screen_resident_take_back_body,
        if (back) R.string.screen_resident_give_back_yes else R.string.screen_resident_take_back_yes,
        if (back) R.drawable.ic_check else R.drawable.ic_undo,
        ResidentEvent.CorrectConfirmed,
        send,
    ) {
        Card {
            Column(Modifier.padding(16.dp), Arrangement.spacedBy(4.dp)) {
                Words(line.event.words(state.page.titles(), state.today), type = Type.section)
                line.event.came()?.let { Words(it) }
                Words(lineSaid(line, state.today), colour = Look.colours.quietInk)
            }
        }
    }
}

/** No name is to be written any more: what that means, one by one. */
@Composable
internal fun WithdrawView(
    state: Shown,
    send: (ResidentEvent) -> Unit,
) = Question(
    state,
    R.string.screen_resident_withdraw_title,
    null,
    R.string.screen_resident_withdraw_yes,
    R.drawable.ic_private,
    ResidentEvent.WithdrawConfirmed,
    send,
) {
    Facts(
        R.string.screen_resident_withdraw_nothing to R.drawable.ic_private,
        R.string.screen_resident_withdraw_counts to R.drawable.ic_check,
        R.string.screen_resident_withdraw_guided to R.drawable.ic_hand,
    )
    QuietWords(stringResource(R.string.screen_resident_withdraw_say), type = Type.body)
}

/** Erasing: what happens is said first. */
@Composable
internal fun EraseView(
    state: Shown,
    send: (ResidentEvent) -> Unit,
) = Question(
    state,
    R.string.screen_resident_erase_title,
    null,
    R.string.screen_resident_erase_yes,
    R.drawable.ic_trash,
    ResidentEvent.EraseConfirmed,
    send,
) {
    Facts(
        R.string.screen_resident_erase_asked to R.drawable.ic_upload,
        R.string.screen_resident_erase_gone to R.drawable.ic_trash,
        R.string.screen_resident_erase_stays to R.drawable.ic_check,
    )
}

@Composable
private fun Facts(vararg facts: Pair<Int, Int>) =
    Card {
        facts.forEachIndexed { at, (words, icon) ->
            if (at > 0) Line()
            ListRow(stringResource(words), icon = icon)
        }
    }

/** A question that can be answered with no as easily as with yes. */
@Composable
private fun Question(
    state: Shown,
    title: Int,
    body: Int?,
    yes: Int,
    icon: Int,
    confirmed: ResidentEvent,
    send: (ResidentEvent) -> Unit,
    content: @Composable () -> Unit,
) {
    val back = { send(ResidentEvent.BackTapped) }
    Page(
        PageHead(stringResource(title), above = state.page.name, onBack = back),
        bottom = {
            state.problem?.let { ProblemNotice(it) }
            MainButton(stringResource(yes), { send(confirmed) }, icon = icon, enabled = !state.busy)
            QuietButton(stringResource(R.string.action_cancel), back, Modifier.fillMaxWidth())
        },
    ) {
        body?.let { Words(stringResource(it)) }
        content()
    }
}
