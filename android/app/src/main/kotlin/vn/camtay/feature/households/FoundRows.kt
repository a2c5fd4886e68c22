package vn.camtay.feature.households

import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.FoundHousehold
import uniffi.camtay_core.FoundResident
import vn.camtay.R
import vn.camtay.look.EmptyState
import vn.camtay.look.LazyCardRow
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.words.ProblemNotice
import vn.camtay.words.birthYearSaid
import vn.camtay.words.dotted

/** Whom a search has found: people, then households by their head. */
internal fun LazyListScope.foundRows(
    search: Search,
    onResident: (FoundResident) -> Unit,
    onHousehold: (FoundHousehold) -> Unit,
) {
    search.problem?.let { item(key = "problem") { ProblemNotice(it) } }
    // Between two letters what was found stays: a list that flickers can't be read.
    val found = search.found
    if (found == null) {
        if (search.problem ==
            null
        ) {
            item(key = "loading") { Loading(words = stringResource(R.string.screen_households_searching)) }
        }
        return
    }
    val residents = found.residents
    val households = found.households
    if (residents.isEmpty() && households.isEmpty()) item(key = "none") { NobodyFound() }
    itemsIndexed(residents, key = { _, one -> one.id }, contentType = { _, _ -> "resident" }) { at, one ->
        LazyCardRow(at == 0, at == residents.lastIndex) {
            ListRow(one.name, under = one.told(), icon = R.drawable.ic_person, onClick = { onResident(one) })
        }
    }
    if (households.isNotEmpty()) {
        item(key = "households") {
            Section(
                stringResource(R.string.screen_households_found),
                Modifier.padding(top = if (residents.isEmpty()) 0.dp else 20.dp, bottom = 12.dp),
            )
        }
    }
    itemsIndexed(households, key = { _, one -> "h" + one.id }, contentType = { _, _ -> "found" }) { at, one ->
        LazyCardRow(at == 0, at == households.lastIndex) {
            ListRow(one.head, under = one.told(), icon = R.drawable.ic_house, onClick = { onHousehold(one) })
        }
    }
    if (found.more) {
        item(key = "more") {
            QuietWords(stringResource(R.string.screen_households_more), Modifier.padding(vertical = 16.dp))
        }
    }
}

/** What tells people of one name apart. */
@Composable
internal fun FoundResident.told(): String {
    val of = head.takeIf { it != name && it.isNotEmpty() }?.let { stringResource(R.string.screen_households_of, it) }
    return listOfNotNull(birthYearSaid(birthYear?.toInt()), of, villageName.takeIf(String::isNotEmpty))
        .dotted()
}

private fun FoundHousehold.told(): String = listOfNotNull(place, villageName.takeIf(String::isNotEmpty)).dotted()

@Composable
private fun NobodyFound() =
    EmptyState(
        stringResource(R.string.screen_households_not_found_title),
        stringResource(R.string.screen_households_not_found_body),
        R.drawable.ic_search,
    )
