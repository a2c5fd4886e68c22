package vn.camtay.feature.steps

import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import vn.camtay.R
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.TroubleState
import vn.camtay.words.birthYearSaid

/** Who is next in this house; everybody's place is kept. */
@Composable
internal fun PeopleView(
    person: Guided,
    send: (StepsEvent) -> Unit,
) {
    val head =
        PageHead(
            title = stringResource(R.string.screen_steps_change_title),
            under = stringResource(R.string.screen_steps_change_under, person.name),
            onBack = { send(StepsEvent.BackTapped) },
        )
    Page(head) {
        Card {
            person.others.forEachIndexed { place, other ->
                if (place > 0) Line()
                ListRow(
                    title = other.name,
                    under = other.birthYear?.let { birthYearSaid(it.toInt()) },
                    icon = R.drawable.ic_person,
                    onClick = { send(StepsEvent.PersonChosen(other.id)) },
                )
            }
        }
    }
}

/** Why nothing is read aloud, and the way to a voice. */
@Composable
internal fun NoVoiceView(
    language: String,
    send: (StepsEvent) -> Unit,
) {
    val head =
        PageHead(
            title = stringResource(R.string.screen_steps_no_voice_title),
            onBack = { send(StepsEvent.BackTapped) },
        )
    Page(
        head,
        bottom = {
            MainButton(
                stringResource(R.string.screen_steps_voice_settings),
                { send(StepsEvent.VoiceSettingsTapped) },
                icon = R.drawable.ic_settings,
            )
        },
    ) {
        val title =
            when (language) {
                "vi" -> R.string.screen_steps_no_voice
                "en" -> R.string.screen_steps_no_english_voice
                else -> R.string.screen_steps_no_other_voice
            }
        val body =
            if (language == "vi" || language == "en") {
                R.string.screen_steps_no_voice_body
            } else {
                R.string.screen_steps_no_other_voice_body
            }
        TroubleState(stringResource(title), stringResource(body), R.drawable.ic_silent)
    }
}
