package vn.camtay.feature.resident

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.AlertDialog
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.StepOutcome
import vn.camtay.R
import vn.camtay.feature.resident.ResidentState.Shown
import vn.camtay.look.Look
import vn.camtay.look.QuietButton
import vn.camtay.look.Section
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words
import vn.camtay.words.dayNear
import vn.camtay.words.nextSaturday
import vn.camtay.words.plusDays
import vn.camtay.words.sentence
import vn.camtay.words.words

/** What is asked above the page. */
@Composable
internal fun ResidentDialogs(
    state: Shown,
    send: (ResidentEvent) -> Unit,
) {
    if (state.choosing != null) Choices(send)
    if (state.dating) Dates(state.today, { send(ResidentEvent.DateChosen(it)) }, { send(ResidentEvent.Dismissed) })
    if (state.takingBack != null) TakeBack(send)
}

@Composable
private fun Choices(send: (ResidentEvent) -> Unit) =
    Dialog(
        stringResource(R.string.screen_resident_choices),
        { send(ResidentEvent.Dismissed) },
    ) {
        for (outcome in listOf(StepOutcome.Already, StepOutcome.Alone, StepOutcome.Helped, StepOutcome.Refused)) {
            WideButton(outcome.words(), { send(ResidentEvent.WholeTapped(outcome)) }, weight = Weight.Outlined)
        }
    }

@Composable
private fun TakeBack(send: (ResidentEvent) -> Unit) =
    Dialog(
        stringResource(R.string.screen_resident_take_back),
        { send(ResidentEvent.Dismissed) },
    ) {
        Words(stringResource(R.string.screen_resident_take_back_body))
        WideButton(
            stringResource(R.string.screen_resident_take_back_yes),
            { send(ResidentEvent.TakeBackConfirmed) },
            icon = R.drawable.ic_undo,
            weight = Weight.Amber,
        )
    }

/** A few days that are likely, as people name them. */
@Composable
internal fun Dates(
    today: String,
    onDay: (String) -> Unit,
    onDismiss: () -> Unit,
) = Dialog(stringResource(R.string.screen_resident_date), onDismiss) {
    val days = listOf(plusDays(today, 1), nextSaturday(today), plusDays(today, WEEK), plusDays(today, 2 * WEEK))
    for (day in days.distinct()) {
        WideButton(sentence(dayNear(day, today)), { onDay(day) }, weight = Weight.Outlined)
    }
}

@Composable
private fun Dialog(
    title: String,
    onDismiss: () -> Unit,
    content: @Composable () -> Unit,
) = AlertDialog(
    onDismissRequest = onDismiss,
    containerColor = Look.colours.card,
    title = { Section(title) },
    text = {
        Column(Modifier.verticalScroll(rememberScrollState()), Arrangement.spacedBy(8.dp)) { content() }
    },
    confirmButton = { QuietButton(stringResource(R.string.action_cancel), onDismiss) },
)

private const val WEEK = 7
