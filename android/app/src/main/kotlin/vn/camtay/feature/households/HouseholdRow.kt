package vn.camtay.feature.households

import androidx.compose.foundation.horizontalScroll
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.HouseholdLine
import uniffi.camtay_core.HouseholdState
import uniffi.camtay_core.VillageLine
import vn.camtay.R
import vn.camtay.feature.households.HouseholdsState.Place
import vn.camtay.look.ChipFlow
import vn.camtay.look.ChoiceChip
import vn.camtay.look.Disc
import vn.camtay.look.ListRow
import vn.camtay.look.Ring
import vn.camtay.look.StatedWords
import vn.camtay.look.Tone
import vn.camtay.look.intoView
import vn.camtay.words.dotted
import vn.camtay.words.householdsCount
import vn.camtay.words.peopleCount
import vn.camtay.words.tone
import vn.camtay.words.word

/** A village of the list, with how far it is as a ring and in words. */
@Composable
internal fun VillageRow(
    line: VillageLine,
    send: (HouseholdsEvent) -> Unit,
) {
    val done = line.done.toInt()
    val all = line.households.toInt()
    val isDone = all > 0 && done == all
    val words =
        if (all == 0) {
            stringResource(R.string.screen_households_none_title)
        } else {
            stringResource(R.string.screen_households_village_done, done, householdsCount(all))
        }
    val tone = if (isDone) Tone.Green else Tone.Blue
    ListRow(
        line.name,
        lead = {
            val icon = if (isDone) R.drawable.ic_check else R.drawable.ic_house
            Ring(if (all == 0) 0f else done.toFloat() / all, tone, icon)
        },
        onClick = { send(HouseholdsEvent.VillageTapped(line.id)) },
    ) {
        StatedWords(
            words,
            if (done == 0) Tone.Quiet else tone,
            if (all == 0) "" else peopleCount(line.people.toInt()),
        )
    }
}

/** A household of the list; how far it is stands as sign, colour and word. */
@Composable
internal fun HouseholdRow(
    line: HouseholdLine,
    send: (HouseholdsEvent) -> Unit,
) {
    val head = line.head.ifEmpty { stringResource(R.string.screen_households_erased) }
    ListRow(
        head,
        lead = { Disc(line.state.icon, line.state.tone, 48.dp) },
        onClick = { send(HouseholdsEvent.HouseholdTapped(line.id)) },
    ) {
        val rest = listOfNotNull(peopleCount(line.people.toInt()), line.place).dotted()
        StatedWords(stringResource(line.state.word), line.state.tone, rest)
    }
}

/** The sign of how far a household is. */
internal val HouseholdState.icon: Int
    get() =
        when (this) {
            HouseholdState.NOT_VISITED -> R.drawable.ic_house
            HouseholdState.IN_PROGRESS -> R.drawable.ic_play
            HouseholdState.COME_BACK -> R.drawable.ic_clock
            HouseholdState.DONE -> R.drawable.ic_check
        }

/** All, or only those that are so far. */
@Composable
internal fun HouseholdFilters(
    place: Place.Village,
    send: (HouseholdsEvent) -> Unit,
) {
    val village = place.village
    val counts =
        listOf(
            null to village.households,
            HouseholdState.NOT_VISITED to village.notVisited,
            HouseholdState.IN_PROGRESS to village.inProgress,
            HouseholdState.COME_BACK to village.comeBack,
            HouseholdState.DONE to village.done,
        )
    val chips: @Composable () -> Unit = {
        for ((state, count) in counts) {
            val word = stringResource(state?.word ?: R.string.screen_households_all)
            val chosen = place.filter == state
            ChoiceChip(
                stringResource(R.string.screen_households_filter, word, count.toInt()),
                chosen,
                { send(HouseholdsEvent.FilterTapped(state)) },
                // Beside each other there is as much room as the words want.
                Modifier.width(IntrinsicSize.Max).intoView(Unit.takeIf { chosen }),
            )
        }
    }
    if (LocalDensity.current.fontScale > TWO_LINES) {
        Row(Modifier.horizontalScroll(rememberScrollState()).selectableGroup(), Arrangement.spacedBy(8.dp)) { chips() }
    } else {
        // Nobody need know that chips can be pushed: all of them are seen.
        ChipFlow(Modifier.selectableGroup()) { chips() }
    }
}

private const val TWO_LINES = 1.3f
