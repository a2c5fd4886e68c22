package vn.camtay.feature.households

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import uniffi.camtay_core.FoundHousehold
import uniffi.camtay_core.VillageLine
import vn.camtay.R
import vn.camtay.feature.households.HouseholdsState.Adding
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.Section
import vn.camtay.look.TypeField
import vn.camtay.look.intoView
import vn.camtay.phone.Problem
import vn.camtay.words.ProblemNotice
import vn.camtay.words.fieldProblem
import vn.camtay.words.sentence

/** A household in two fields. */
@Composable
internal fun AddHouseholdView(
    village: VillageLine,
    villageWord: String,
    adding: Adding,
    send: (HouseholdsEvent) -> Unit,
) {
    BackHandler { send(HouseholdsEvent.CancelTapped) }
    Page(
        PageHead(
            stringResource(R.string.screen_households_add),
            above = sentence("$villageWord ${village.name}".trim()),
            onBack = { send(HouseholdsEvent.CancelTapped) },
        ),
        bottom = {
            val words = stringResource(R.string.screen_households_save)
            MainButton(words, { send(HouseholdsEvent.SaveTapped) }, icon = R.drawable.ic_check, enabled = !adding.busy)
        },
    ) {
        val problem = adding.problem
        val atField = problem is Problem.BadInput && problem.field in setOf("head", "place")
        if (problem != null && !atField) ProblemNotice(problem, Modifier.intoView(problem))
        TypeField(
            stringResource(R.string.screen_households_head),
            adding.head,
            { send(HouseholdsEvent.HeadTyped(it)) },
            problem = problem.fieldProblem("head"),
            icon = R.drawable.ic_person,
            keyboard = KeyboardOptions(KeyboardCapitalization.Words, imeAction = ImeAction.Next),
        )
        TypeField(
            stringResource(R.string.screen_households_where),
            adding.where,
            { send(HouseholdsEvent.WhereTyped(it)) },
            problem = problem.fieldProblem("place"),
            hint = stringResource(R.string.screen_households_where_hint),
            icon = R.drawable.ic_house,
            keyboard = KeyboardOptions(KeyboardCapitalization.Sentences, imeAction = ImeAction.Done),
        )
        if (adding.alike.isNotEmpty()) Alike(adding.alike, send)
    }
}

/** Nobody is merged by itself: the volunteer looks whether the house is there already. */
@Composable
private fun Alike(
    households: List<FoundHousehold>,
    send: (HouseholdsEvent) -> Unit,
) {
    Section(stringResource(R.string.screen_households_alike))
    Card {
        households.forEachIndexed { at, one ->
            if (at > 0) Line()
            ListRow(one.head, under = one.place, icon = R.drawable.ic_house, onClick = {
                send(HouseholdsEvent.HouseholdTapped(one.id))
            })
        }
    }
}
