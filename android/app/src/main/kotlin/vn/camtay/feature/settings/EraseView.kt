package vn.camtay.feature.settings

import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.camtay.R
import vn.camtay.look.Ask
import vn.camtay.look.Card
import vn.camtay.look.EmptyState
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.box
import vn.camtay.look.ink
import vn.camtay.words.ProblemNotice
import vn.camtay.words.recordsCount

/** Erase this phone: refused while nobody else has what the hall lacks, and asked twice. */
@Composable
internal fun EraseView(
    state: SettingsState.Erase,
    send: (SettingsEvent) -> Unit,
) {
    val head = PageHead(stringResource(R.string.screen_settings_erase), onBack = { send(SettingsEvent.BackTapped) })
    if (state.lack == Lack.HereOnly) {
        Page(head, isCentred = true, bottom = { EraseButtons(state, send) }) {
            state.problem?.let { ProblemNotice(it) }
            EmptyState(
                stringResource(R.string.screen_settings_erase_refused),
                stringResource(R.string.screen_settings_erase_refused_todo),
                R.drawable.ic_upload,
                Modifier.semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite },
                Tone.Amber,
            )
        }
    } else {
        Page(head, bottom = { EraseButtons(state, send) }) {
            state.problem?.let { ProblemNotice(it) }
            (state.lack as? Lack.Sealed)?.let { OnlyInTheFile(it) }
            if (state.busy) Loading(words = stringResource(R.string.screen_settings_erasing)) else WhatGoes()
        }
    }
    if (state.asking) Question(state.lack, send)
}

/** The hall lacks something, but it was sealed and given away. */
@Composable
private fun OnlyInTheFile(lack: Lack.Sealed) =
    Notice(
        stringResource(R.string.screen_settings_erase_sealed, recordsCount(lack.records)),
        Tone.Amber,
        body = stringResource(R.string.screen_settings_erase_sealed_todo),
        icon = R.drawable.ic_file,
    )

/** What will be gone, and what stays where. */
@Composable
private fun WhatGoes() {
    Section(stringResource(R.string.screen_settings_erase_gone))
    Card {
        Part(R.string.screen_settings_erase_gone_book, R.drawable.ic_book, Tone.Amber)
        Line()
        Part(R.string.screen_settings_erase_gone_pin, R.drawable.ic_lock, Tone.Amber)
    }
    Section(stringResource(R.string.screen_settings_erase_kept), Modifier.padding(top = 8.dp))
    Card { Part(R.string.screen_settings_erase_kept_all, R.drawable.ic_shield, Tone.Green) }
    QuietWords(stringResource(R.string.screen_settings_erase_again), type = Type.body)
}

@Composable
private fun Part(
    words: Int,
    icon: Int,
    tone: Tone,
) = ListRow(stringResource(words), icon = icon, iconColour = tone.ink(), iconGround = tone.box())

@Composable
private fun EraseButtons(
    state: SettingsState.Erase,
    send: (SettingsEvent) -> Unit,
) {
    if (state.lack == Lack.HereOnly) {
        WideButton(
            stringResource(R.string.screen_settings_erase_courier),
            { send(SettingsEvent.CourierTapped) },
            icon = R.drawable.ic_file,
            weight = Weight.Outlined,
        )
        MainButton(
            stringResource(R.string.screen_settings_erase_upload),
            { send(SettingsEvent.UploadTapped) },
            icon = R.drawable.ic_upload,
        )
    } else {
        WideButton(
            stringResource(R.string.screen_settings_erase_go_on),
            { send(SettingsEvent.EraseGoOnTapped) },
            icon = R.drawable.ic_trash,
            weight = Weight.Amber,
            enabled = !state.busy,
        )
    }
}

@Composable
private fun Question(
    lack: Lack,
    send: (SettingsEvent) -> Unit,
) {
    val body =
        if (lack is Lack.Sealed) {
            R.string.screen_settings_erase_ask_sealed
        } else {
            R.string.screen_settings_erase_ask_body
        }
    Ask(
        stringResource(R.string.screen_settings_erase_ask),
        stringResource(body),
        R.drawable.ic_trash,
        Tone.Amber,
        onDismiss = { send(SettingsEvent.BackTapped) },
    ) {
        WideButton(
            stringResource(R.string.screen_settings_erase_yes),
            { send(SettingsEvent.EraseConfirmed) },
            weight = Weight.Amber,
        )
        WideButton(
            stringResource(R.string.action_cancel),
            { send(SettingsEvent.BackTapped) },
            weight = Weight.Outlined,
        )
    }
}
