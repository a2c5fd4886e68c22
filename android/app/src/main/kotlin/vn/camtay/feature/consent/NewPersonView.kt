package vn.camtay.feature.consent

import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import uniffi.camtay_core.Denied
import uniffi.camtay_core.Occupation
import uniffi.camtay_core.PhoneKind
import vn.camtay.R
import vn.camtay.feature.consent.ConsentState.Form
import vn.camtay.feature.consent.ConsentState.Stage
import vn.camtay.feature.households.told
import vn.camtay.look.Card
import vn.camtay.look.CheckRow
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
import vn.camtay.look.intoView
import vn.camtay.phone.Problem
import vn.camtay.words.ProblemNotice
import vn.camtay.words.fieldProblem
import vn.camtay.words.said
import vn.camtay.words.sentence
import vn.camtay.words.word

private val FIELDS = setOf("name", "birth_year", "phone")

/** Who said yes. Only what the work needs; never numbers of papers. */
@Composable
internal fun NewPersonView(
    state: ConsentState,
    stage: Stage.Writing,
    send: (ConsentEvent) -> Unit,
) {
    val form = stage.form
    val change = { changed: Form -> send(ConsentEvent.FormChanged(changed)) }
    Page(
        PageHead(
            stringResource(R.string.screen_consent_new_title),
            stringResource(R.string.screen_consent_new_under),
            state.head,
            onBack = { send(ConsentEvent.BackTapped) },
        ),
        bottom = {
            val words = stringResource(R.string.screen_consent_save)
            MainButton(words, { send(ConsentEvent.SaveTapped) }, icon = R.drawable.ic_check, enabled = !state.busy)
        },
    ) {
        val problem = state.problem
        val young = problem == Problem.NotAllowed(Denied.NOT_AN_ADULT)
        val atField = young || problem is Problem.BadInput && problem.field in FIELDS
        if (problem != null && !atField) ProblemNotice(problem, Modifier.intoView(problem))
        TypeField(
            stringResource(R.string.screen_consent_name),
            form.name,
            { change(form.copy(name = it)) },
            problem = problem.fieldProblem("name"),
            icon = R.drawable.ic_person,
            keyboard = KeyboardOptions(KeyboardCapitalization.Words, imeAction = ImeAction.Next),
        )
        Alike(stage, send)
        TypeField(
            stringResource(R.string.screen_consent_year),
            form.birthYear,
            { change(form.copy(birthYear = it)) },
            problem = if (young) problem.said().run { "$what $todo" } else problem.fieldProblem("birth_year"),
            icon = R.drawable.ic_today,
            keyboard = KeyboardOptions(keyboardType = KeyboardType.Number, imeAction = ImeAction.Done),
        )
        if (form.birthYear.isBlank()) {
            CheckRow(
                stringResource(R.string.screen_consent_adult),
                form.adult,
                { change(form.copy(adult = !form.adult)) },
                under = stringResource(R.string.screen_consent_adult_body),
            )
        }
        PhoneKinds(form, change)
        TypeField(
            stringResource(R.string.screen_consent_phone),
            form.phone,
            { change(form.copy(phone = it)) },
            problem = problem.fieldProblem("phone"),
            icon = R.drawable.ic_call,
            keyboard = KeyboardOptions(keyboardType = KeyboardType.Phone, imeAction = ImeAction.Done),
        )
        CheckRow(
            sentence(stringResource(Occupation.WORKER.word)),
            form.occupation == Occupation.WORKER,
            { change(form.copy(occupation = if (form.occupation == null) Occupation.WORKER else null)) },
        )
        CheckRow(
            stringResource(R.string.screen_consent_guest),
            form.guest,
            { change(form.copy(guest = !form.guest)) },
            under = stringResource(R.string.screen_consent_guest_body),
        )
        QuietWords(stringResource(R.string.screen_consent_never))
    }
}

/** Same names next door are common: the volunteer looks, nobody is merged. */
@Composable
private fun Alike(
    stage: Stage.Writing,
    send: (ConsentEvent) -> Unit,
) {
    if (stage.alike.isEmpty()) return
    Section(stringResource(R.string.screen_consent_alike))
    Card {
        stage.alike.forEachIndexed { at, found ->
            if (at > 0) Line()
            ListRow(
                found.name,
                under = found.told(),
                icon = R.drawable.ic_person,
                onClick = { send(ConsentEvent.AlikeTapped(found.id)) },
            )
        }
    }
}

@Composable
private fun PhoneKinds(
    form: Form,
    change: (Form) -> Unit,
) {
    Section(stringResource(R.string.screen_consent_phone_kind))
    ChoiceRows {
        PhoneKind.entries.forEachIndexed { at, kind ->
            if (at > 0) Line()
            ChoiceRow(
                sentence(stringResource(kind.word)),
                form.phoneKind == kind,
                { change(form.copy(phoneKind = if (form.phoneKind == kind) null else kind)) },
            )
        }
    }
}
