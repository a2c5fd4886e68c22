package vn.camtay.words

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import vn.camtay.R
import vn.camtay.look.ChipFlow
import vn.camtay.look.ChoiceChip
import vn.camtay.look.ChoiceRow
import vn.camtay.look.ChoiceRows
import vn.camtay.look.GridDay
import vn.camtay.look.IconOnly
import vn.camtay.look.MonthGrid
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.Section
import vn.camtay.phone.Problem

/** The days on which one most often comes back, and the way to any other one. */
@Composable
fun QuickDays(
    today: String,
    chosen: String?,
    onDay: (String) -> Unit,
    onOther: () -> Unit,
) {
    val quick =
        linkedMapOf(
            plusDays(today, 1) to stringResource(R.string.common_tomorrow),
            nextSaturday(today) to dayNear(nextSaturday(today), today),
        )
    val week = plusDays(today, WEEK)
    if (week !in quick) quick[week] = stringResource(R.string.common_day_next_week)
    ChipFlow {
        for ((day, words) in quick) ChoiceChip(sentence(words), day == chosen, { onDay(day) })
        ChoiceChip(
            stringResource(R.string.common_day_other),
            chosen != null && chosen !in quick,
            onOther,
            icon = R.drawable.ic_today,
        )
    }
}

/** Any day of the coming months, as on a calendar; in large text as rows. */
@Composable
fun OtherDayPage(
    today: String,
    chosen: String?,
    onDay: (String) -> Unit,
    onBack: () -> Unit,
    problem: Problem?,
) = Page(PageHead(stringResource(R.string.common_day_other_title), onBack = onBack)) {
    problem?.let { ProblemNotice(it) }
    var ahead by rememberSaveable { mutableIntStateOf(0) }
    val first = monthFrom(today, ahead) ?: return@Page
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(8.dp), Alignment.CenterVertically) {
        Section(sentence(monthSaid(first.iso().dropLast(DAY_PART))), Modifier.weight(1f))
        if (ahead > 0) IconOnly(R.drawable.ic_back, stringResource(R.string.a11y_month_before), { ahead -= 1 })
        if (ahead < MOST_MONTHS) {
            IconOnly(R.drawable.ic_next, stringResource(R.string.a11y_month_after), { ahead += 1 })
        }
    }
    val days = daysOf(first)
    if (LocalDensity.current.fontScale > GRID_TEXT) {
        ChoiceRows {
            for (day in days.map(Day::iso).filter { it >= today }) {
                ChoiceRow(sentence(weekdaySaid(day)), day == chosen, { onDay(day) })
            }
        }
    } else {
        val monday = first.weekday.let { if (it == 0) WEEK - 1 else it - 1 }
        MonthGrid(WEEKDAYS.map { stringResource(it) }, monday, days.map { grid(it, today, chosen, onDay) })
    }
}

@Composable
private fun grid(
    day: Day,
    today: String,
    chosen: String?,
    onDay: (String) -> Unit,
): GridDay {
    val iso = day.iso()
    val words = DayWords(screenResources(), today)
    return GridDay(words.number(iso), words.weekday(iso), iso == chosen, { onDay(iso) }.takeIf { iso >= today })
}

/** The first day of the month so many months after this one's. */
internal fun monthFrom(
    today: String,
    ahead: Int,
): Day? {
    val day = Day.of(today) ?: return null
    val months = day.year * MONTHS + day.month - 1 + ahead
    return Day(months / MONTHS, months % MONTHS + 1, 1)
}

/** Every day of the month that begins with [first]. */
internal fun daysOf(first: Day): List<Day> =
    generateSequence(first) { it + 1 }.takeWhile { it.month == first.month }.toList()

private val WEEKDAYS =
    listOf(
        R.string.common_weekday_short_1,
        R.string.common_weekday_short_2,
        R.string.common_weekday_short_3,
        R.string.common_weekday_short_4,
        R.string.common_weekday_short_5,
        R.string.common_weekday_short_6,
        R.string.common_weekday_short_0,
    )

private const val WEEK = 7
private const val MONTHS = 12
private const val MOST_MONTHS = 11

/** "-01" of an ISO text. */
private const val DAY_PART = 3

/** In larger text two digits have no room in a seventh of a small screen. */
private const val GRID_TEXT = 1.3f
