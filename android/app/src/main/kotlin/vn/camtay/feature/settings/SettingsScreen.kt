package vn.camtay.feature.settings

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.GuidesInfo
import uniffi.camtay_core.VillageLine
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.Section
import vn.camtay.look.Segment
import vn.camtay.look.Segments
import vn.camtay.look.ToggleRow
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Words
import vn.camtay.words.ProblemNotice
import vn.camtay.words.daySaid
import vn.camtay.words.dotted
import vn.camtay.words.householdsCount
import vn.camtay.words.momentSaid
import vn.camtay.words.peopleCount
import vn.camtay.words.recordsCount
import vn.camtay.words.skillsCount

/** Screen 14, Cài đặt. */
fun settingsScreen(around: Surroundings): Screen {
    val model =
        SettingsModel(
            around.phone,
            around.preferences,
            around.fingerprint,
            around.language,
            around.scope,
            around.go,
        )
    return {
        val state by model.state.collectAsState()
        val isInside = state is SettingsState.Pin || state is SettingsState.Erase
        BackHandler(enabled = isInside) { model.send(SettingsEvent.BackTapped) }
        SettingsView(state, model::send)
    }
}

@Composable
fun SettingsView(
    state: SettingsState,
    send: (SettingsEvent) -> Unit,
) {
    val head = PageHead(stringResource(R.string.screen_settings_title), onBack = { send(SettingsEvent.BackTapped) })
    when (state) {
        SettingsState.Loading -> Page(head) { Loading() }

        is SettingsState.Failed ->
            Page(
                head,
                bottom = { MainButton(stringResource(R.string.action_retry), { send(SettingsEvent.RetryTapped) }) },
            ) { ProblemNotice(state.problem) }

        is SettingsState.Pin -> PinView(state, send)

        is SettingsState.Erase -> EraseView(state, send)

        is SettingsState.Shown ->
            Page(head) {
                if (state.pinChanged) Notice(stringResource(R.string.screen_settings_pin_changed), Tone.Green)
                Appearance(state, send)
                Lock(state, send)
                Villages(state.villages)
                state.guides?.let { Guides(it) }
                Stored(state, send)
            }
    }
}

@Composable
private fun Appearance(
    state: SettingsState.Shown,
    send: (SettingsEvent) -> Unit,
) {
    val liking = state.liking
    Choices(
        R.string.screen_settings_language,
        // Each language by its own name: who can't read this one finds the way out.
        choice(
            R.string.screen_settings_vietnamese,
            state.language == "vi",
        ) { send(SettingsEvent.LanguageChosen("vi")) },
        choice(R.string.screen_settings_english, state.language == "en") { send(SettingsEvent.LanguageChosen("en")) },
    )
    Choices(
        R.string.screen_settings_text,
        *SCALES
            .map { (scale, word) ->
                choice(word, liking.textScale == scale) { send(SettingsEvent.TextScaleChosen(scale)) }
            }.toTypedArray(),
    )
    Choices(
        R.string.screen_settings_theme,
        choice(R.string.screen_settings_theme_system, liking.dark == null, R.drawable.ic_phone) {
            send(SettingsEvent.ThemeChosen(null))
        },
        choice(R.string.screen_settings_theme_light, liking.dark == false, R.drawable.ic_sun) {
            send(SettingsEvent.ThemeChosen(false))
        },
        choice(R.string.screen_settings_theme_dark, liking.dark == true, R.drawable.ic_moon) {
            send(SettingsEvent.ThemeChosen(true))
        },
    )
}

@Composable
private fun Choices(
    title: Int,
    vararg choices: Segment,
) {
    Section(stringResource(title), Modifier.padding(top = 8.dp))
    Segments(choices.toList())
}

@Composable
private fun choice(
    word: Int,
    chosen: Boolean,
    icon: Int? = null,
    onClick: () -> Unit,
) = Segment(stringResource(word), chosen, icon, onClick)

@Composable
private fun Lock(
    state: SettingsState.Shown,
    send: (SettingsEvent) -> Unit,
) {
    Section(stringResource(R.string.screen_settings_lock), Modifier.padding(top = 8.dp))
    state.problem?.let { ProblemNotice(it) }
    Card {
        ListRow(
            stringResource(R.string.screen_settings_pin),
            icon = R.drawable.ic_key,
            onClick = { send(SettingsEvent.PinTapped) },
        )
        Line()
        ToggleRow(
            stringResource(R.string.screen_settings_finger),
            on = state.fingerprint == Finger.On,
            icon = R.drawable.ic_finger,
            onChange = { send(SettingsEvent.FingerprintChosen(it)) },
            under =
                stringResource(
                    if (state.fingerprint == Finger.Unavailable) {
                        R.string.screen_settings_finger_none
                    } else {
                        R.string.screen_settings_finger_body
                    },
                ),
            enabled = state.fingerprint != Finger.Unavailable && !state.busy,
        )
        Line()
        ListRow(
            stringResource(R.string.screen_settings_lock_now),
            under = stringResource(R.string.screen_settings_lock_now_body),
            icon = R.drawable.ic_lock,
            onClick = { send(SettingsEvent.LockTapped) },
        )
    }
}

@Composable
private fun Villages(villages: List<VillageLine>) {
    Section(stringResource(R.string.screen_settings_villages), Modifier.padding(top = 8.dp))
    if (villages.isEmpty()) {
        Notice(
            stringResource(R.string.screen_settings_no_villages),
            Tone.Amber,
            body = stringResource(R.string.screen_settings_no_villages_body),
            icon = R.drawable.ic_house,
        )
        return
    }
    Card {
        villages.forEachIndexed { at, village ->
            if (at > 0) Line()
            ListRow(
                village.name,
                under =
                    listOf(
                        householdsCount(village.households.toInt()),
                        peopleCount(village.people.toInt()),
                    ).dotted(),
                icon = R.drawable.ic_house,
            )
        }
    }
}

@Composable
private fun Guides(guides: GuidesInfo) {
    Section(stringResource(R.string.screen_settings_guides), Modifier.padding(top = 8.dp))
    val from =
        stringResource(
            if (guides.fromHall) R.string.screen_settings_guides_hall else R.string.screen_settings_guides_app,
        )
    Card {
        ListRow(
            stringResource(R.string.screen_settings_guides_version, guides.version.toInt(), daySaid(guides.made)),
            under = listOf(skillsCount(guides.skills.toInt()), from).dotted(),
            icon = R.drawable.ic_book,
        )
    }
}

/** What is stored and since when; nothing of it leaves the phone but to the hall. */
@Composable
private fun Stored(
    state: SettingsState.Shown,
    send: (SettingsEvent) -> Unit,
) {
    Section(stringResource(R.string.screen_settings_stored), Modifier.padding(top = 8.dp))
    Words(stringResource(R.string.screen_settings_stored_body), Modifier.padding(bottom = 4.dp), Type.body)
    val waiting =
        state.stored.waiting.records
            .toInt()
    val since = state.outbox?.since?.takeIf { waiting > 0 }
    Card {
        ListRow(
            stringResource(R.string.screen_settings_waiting, recordsCount(waiting)),
            under = since?.let { stringResource(R.string.screen_settings_since, momentSaid(it)) },
            icon = R.drawable.ic_upload,
            onClick = { send(SettingsEvent.UploadTapped) },
        )
        Line()
        ListRow(
            stringResource(R.string.screen_settings_received, recordsCount(state.stored.received.toInt())),
            under =
                state.stored.receivedAt?.let {
                    stringResource(
                        R.string.screen_settings_received_at,
                        momentSaid(it),
                    )
                },
            icon = R.drawable.ic_shield,
            onClick = { send(SettingsEvent.RecordsTapped) },
        )
        Line()
        ListRow(
            stringResource(R.string.screen_settings_erase),
            under = stringResource(R.string.screen_settings_erase_under),
            icon = R.drawable.ic_trash,
            iconColour = Look.colours.amber,
            iconGround = Look.colours.amberBox,
            onClick = { send(SettingsEvent.EraseTapped) },
        )
    }
}

private val SCALES =
    listOf(
        1f to R.string.screen_settings_text_normal,
        1.15f to R.string.screen_settings_text_large,
        1.3f to R.string.screen_settings_text_largest,
    )
