package vn.camtay.feature.steps

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.Reason
import vn.camtay.R
import vn.camtay.look.ChoiceChip
import vn.camtay.look.ChoiceChips
import vn.camtay.look.ChoiceRow
import vn.camtay.look.ChoiceRows
import vn.camtay.look.Line
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.TypeField
import vn.camtay.words.dayNear
import vn.camtay.words.daySaid
import vn.camtay.words.nextSaturday
import vn.camtay.words.plusDays
import vn.camtay.words.sentence
import vn.camtay.words.weekdaySaid
import vn.camtay.words.word

/** Stuck: why, and when to come back. Nobody is to blame. */
@Composable
internal fun StuckView(
    stuck: Side.Stuck,
    today: String,
    send: (StepsEvent) -> Unit,
) {
    val head =
        PageHead(
            title = stringResource(R.string.screen_steps_stuck_title),
            under = stringResource(R.string.screen_steps_stuck_under),
            onBack = { send(StepsEvent.BackTapped) },
        )
    Page(
        head,
        bottom = {
            Save(stuck.reason != null, { send(StepsEvent.StuckSaved(it)) })
        },
    ) {
        ChoiceRows {
            Reason.entries.forEachIndexed { at, reason ->
                if (at > 0) Line()
                ChoiceRow(
                    stringResource(reason.word),
                    stuck.reason == reason,
                    { send(StepsEvent.ReasonChosen(reason)) },
                )
            }
        }
        if (stuck.reason == Reason.OTHER) {
            TypeField(
                stringResource(R.string.screen_steps_note),
                stuck.note,
                { send(StepsEvent.NoteTyped(it)) },
                hint = stringResource(R.string.screen_steps_note_hint),
            )
            QuietWords(stringResource(R.string.screen_steps_note_never))
        }
        Section(stringResource(R.string.screen_steps_day_title))
        DayChoices(stuck.day, today, onChoose = { send(StepsEvent.DayChosen(it)) })
    }
}

/** Another day. */
@Composable
internal fun ComeBackView(
    comeBack: Side.ComeBack,
    today: String,
    send: (StepsEvent) -> Unit,
) {
    val head =
        PageHead(
            title = stringResource(R.string.screen_steps_come_back_title),
            under = stringResource(R.string.screen_steps_come_back_under),
            onBack = { send(StepsEvent.BackTapped) },
        )
    Page(
        head,
        bottom = { Save(comeBack.day != null, { send(StepsEvent.ComeBackSaved(it)) }) },
    ) {
        ChoiceRows {
            quickDays(today).forEachIndexed { at, day ->
                if (at > 0) Line()
                ChoiceRow(dayOf(day, today), comeBack.day == day, { send(StepsEvent.DayChosen(day)) })
            }
        }
    }
}

/** "Ngày mai · thứ Ba 24/11": what one says, and what stands on the wall. */
@Composable
private fun dayOf(
    day: String,
    today: String,
): String {
    val near = dayNear(day, today)
    val exact = if (day == plusDays(today, 1)) weekdaySaid(day) else daySaid(day)
    val isSaid = near == weekdaySaid(day)
    return if (isSaid) sentence(near) else stringResource(R.string.screen_steps_day, sentence(near), exact)
}

@Composable
private fun Save(
    isComplete: Boolean,
    onSave: (stop: Boolean) -> Unit,
) {
    MainButton(stringResource(R.string.screen_steps_save_on), { onSave(false) }, enabled = isComplete)
    if (isComplete) {
        QuietButton(stringResource(R.string.screen_steps_save_stop), { onSave(true) }, Modifier.fillMaxWidth())
    }
}

/** The days that come up most. */
@Composable
internal fun DayChoices(
    chosen: String?,
    today: String,
    onChoose: (String?) -> Unit,
) {
    ChoiceChips(
        listOf(null) + quickDays(today),
        { it == chosen },
        { day -> day?.let { sentence(dayNear(it, today)) } ?: stringResource(R.string.screen_steps_no_day) },
        onChoose = onChoose,
    )
}

/** Tomorrow, the weekend, then week by week. */
internal fun quickDays(today: String): List<String> {
    val far = listOf(1, 2, 3, 7, 14, 30).map { plusDays(today, it) }
    return (far + nextSaturday(today)).distinct().sorted()
}
