package vn.camtay.feature.resident

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.Consent
import uniffi.camtay_core.Occupation
import uniffi.camtay_core.PhoneKind
import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.Status
import vn.camtay.R
import vn.camtay.feature.resident.ResidentState.Shown
import vn.camtay.look.Card
import vn.camtay.look.ChoiceChip
import vn.camtay.look.ChoiceChips
import vn.camtay.look.ChoiceRow
import vn.camtay.look.ChoiceRows
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.TypeField
import vn.camtay.phone.Problem
import vn.camtay.words.ProblemNotice
import vn.camtay.words.birthYearSaid
import vn.camtay.words.fieldProblem
import vn.camtay.words.phoneSaid
import vn.camtay.words.sentence
import vn.camtay.words.word

/** Who somebody is, and what is seldom done about that. */
@Composable
internal fun AboutView(
    state: Shown,
    send: (ResidentEvent) -> Unit,
) = Page(
    PageHead(
        stringResource(R.string.screen_resident_about),
        above = state.page.name,
        onBack = { send(ResidentEvent.BackTapped) },
    ),
    bottom = {
        MainButton(
            stringResource(R.string.screen_resident_edit),
            { send(ResidentEvent.EditTapped) },
            icon = R.drawable.ic_edit,
        )
    },
) {
    state.problem?.let { ProblemNotice(it) }
    Known(state.page)
    Section(stringResource(R.string.screen_resident_about_more))
    Card {
        ListRow(
            stringResource(R.string.screen_resident_move),
            under = stringResource(R.string.screen_resident_move_body),
            icon = R.drawable.ic_house,
            onClick = { send(ResidentEvent.MoveTapped) },
        )
        Line()
        ListRow(
            stringResource(R.string.screen_resident_double),
            under = stringResource(R.string.screen_resident_double_body),
            icon = R.drawable.ic_people,
            onClick = { send(ResidentEvent.DoubleTapped) },
        )
        if (state.page.consent == Consent.GIVEN) {
            Line()
            ListRow(
                stringResource(R.string.screen_resident_withdraw),
                under = stringResource(R.string.screen_resident_withdraw_under),
                icon = R.drawable.ic_private,
                onClick = { send(ResidentEvent.WithdrawTapped) },
            )
        }
        if (!state.page.erasureAsked) {
            Line()
            ListRow(
                stringResource(R.string.screen_resident_erase),
                under = stringResource(R.string.screen_resident_erase_under),
                icon = R.drawable.ic_trash,
                onClick = { send(ResidentEvent.EraseTapped) },
            )
        }
    }
}

/** What is known, each with what it is. */
@Composable
private fun Known(page: ResidentPage) =
    Card {
        ListRow(page.name, under = birthYearSaid(page.birthYear?.toInt()), icon = R.drawable.ic_person)
        Line()
        ListRow(
            sentence(
                stringResource(page.phoneKind?.word ?: R.string.screen_resident_phone_kind_unknown),
            ),
            under = page.phone?.let(::phoneSaid) ?: stringResource(R.string.screen_resident_phone_unknown),
            icon = R.drawable.ic_phone,
        )
        Line()
        // "Other work" tells nothing about anybody.
        val work = page.occupation?.takeIf { it != Occupation.OTHER }?.let { stringResource(it.word) }
        ListRow(
            sentence(stringResource(page.status.word)),
            under = work?.let { stringResource(R.string.screen_resident_work, it) },
            icon = R.drawable.ic_house,
        )
    }

private val FIELDS = setOf("name", "birth_year", "phone")

/** What is new about somebody. Of whom nobody has asked, only what the commune's list has. */
@Composable
internal fun EditView(
    state: Shown,
    form: Particulars,
    send: (ResidentEvent) -> Unit,
) {
    val change = { changed: Particulars -> send(ResidentEvent.FormChanged(changed)) }
    val problem = state.problem
    val atField = problem is Problem.BadInput && problem.field in FIELDS
    Page(
        PageHead(
            stringResource(R.string.screen_resident_edit),
            above = state.page.name,
            onBack = { send(ResidentEvent.BackTapped) },
        ),
        bottom = {
            if (problem != null && !atField) ProblemNotice(problem)
            MainButton(
                stringResource(R.string.action_save),
                { send(ResidentEvent.EditSaved) },
                icon = R.drawable.ic_check,
                enabled = !state.busy,
            )
        },
    ) {
        TypeField(
            stringResource(R.string.screen_resident_name),
            form.name,
            { change(form.copy(name = it)) },
            problem = problem.fieldProblem("name"),
            icon = R.drawable.ic_person,
            keyboard = KeyboardOptions(KeyboardCapitalization.Words, imeAction = ImeAction.Next),
        )
        if (state.page.consent == Consent.GIVEN) Personal(form, problem, change)
        Section(stringResource(R.string.screen_resident_status))
        ChoiceRows {
            for (status in Status.entries) {
                ChoiceRow(
                    sentence(stringResource(status.word)),
                    form.status == status,
                    { change(form.copy(status = status)) },
                )
            }
        }
        QuietWords(stringResource(R.string.screen_resident_never))
    }
}

@Composable
private fun Personal(
    form: Particulars,
    problem: Problem?,
    change: (Particulars) -> Unit,
) {
    TypeField(
        stringResource(R.string.screen_resident_year),
        form.birthYear,
        { change(form.copy(birthYear = it)) },
        problem = problem.fieldProblem("birth_year"),
        icon = R.drawable.ic_today,
        keyboard = KeyboardOptions(keyboardType = KeyboardType.Number, imeAction = ImeAction.Next),
    )
    TypeField(
        stringResource(R.string.screen_resident_phone),
        form.phone,
        { change(form.copy(phone = it)) },
        problem = problem.fieldProblem("phone"),
        icon = R.drawable.ic_call,
        keyboard = KeyboardOptions(keyboardType = KeyboardType.Phone, imeAction = ImeAction.Done),
    )
    Section(stringResource(R.string.screen_resident_phone_kind))
    ChoiceChips(PhoneKind.entries, { it == form.phoneKind }, { sentence(stringResource(it.word)) }) {
        change(form.copy(phoneKind = it))
    }
    Section(stringResource(R.string.screen_resident_occupation))
    ChoiceChips(Occupation.entries, { it == form.occupation }, { sentence(stringResource(it.word)) }) {
        change(form.copy(occupation = it))
    }
}
