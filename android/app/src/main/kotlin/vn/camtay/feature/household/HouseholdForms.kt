package vn.camtay.feature.household

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.unit.dp
import vn.camtay.R
import vn.camtay.feature.household.HouseholdScreenState.Doing
import vn.camtay.feature.household.HouseholdScreenState.Shown
import vn.camtay.look.CheckRow
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietWords
import vn.camtay.look.TypeField
import vn.camtay.look.Words
import vn.camtay.look.intoView
import vn.camtay.phone.Problem
import vn.camtay.words.ProblemNotice
import vn.camtay.words.birthYearSaid
import vn.camtay.words.fieldProblem

/** Who was met; nobody is ticked beforehand, and nobody need be. */
@Composable
internal fun VisitView(
    state: Shown,
    visiting: Doing.Visiting,
    send: (HouseholdEvent) -> Unit,
) = Page(
    PageHead(
        stringResource(R.string.screen_household_met_title),
        above = state.page.head,
        onBack = { send(HouseholdEvent.BackTapped) },
    ),
    bottom = {
        val words = stringResource(R.string.screen_household_met_save)
        MainButton(words, { send(HouseholdEvent.VisitSaved) }, icon = R.drawable.ic_check, enabled = !state.busy)
    },
) {
    state.problem?.let { ProblemNotice(it, Modifier.intoView(it)) }
    Words(stringResource(R.string.screen_household_met_body))
    if (state.agreed.size < state.page.people.size) QuietWords(stringResource(R.string.screen_household_met_others))
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        for (person in state.agreed) {
            CheckRow(
                person.name,
                person.id in visiting.met,
                { send(HouseholdEvent.MetTapped(person.id)) },
                under = birthYearSaid(person.birthYear?.toInt()),
            )
        }
    }
}

@Composable
internal fun EditHouseholdView(
    state: Shown,
    editing: Doing.Editing,
    send: (HouseholdEvent) -> Unit,
) = Page(
    PageHead(stringResource(R.string.screen_household_edit), onBack = { send(HouseholdEvent.BackTapped) }),
    bottom = {
        val words = stringResource(R.string.action_save)
        MainButton(words, { send(HouseholdEvent.EditSaved) }, icon = R.drawable.ic_check, enabled = !state.busy)
    },
) {
    val problem = state.problem
    if (problem != null && problem !is Problem.BadInput) ProblemNotice(problem)
    TypeField(
        stringResource(R.string.screen_households_head),
        editing.head,
        { send(HouseholdEvent.HeadTyped(it)) },
        problem = state.problem.fieldProblem("head"),
        icon = R.drawable.ic_person,
        keyboard = KeyboardOptions(KeyboardCapitalization.Words, imeAction = ImeAction.Next),
    )
    TypeField(
        stringResource(
            if (state.page.place == null) {
                R.string.screen_households_where
            } else {
                R.string.screen_household_where
            },
        ),
        editing.where,
        { send(HouseholdEvent.WhereTyped(it)) },
        problem = state.problem.fieldProblem("place"),
        icon = R.drawable.ic_house,
    )
}
