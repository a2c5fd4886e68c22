package vn.camtay.words

import android.content.res.Resources
import androidx.compose.runtime.Composable
import androidx.compose.runtime.staticCompositionLocalOf
import vn.camtay.R
import java.util.Calendar
import java.util.GregorianCalendar

/** Days as people say them, with [today] to tell what is near; pure. */
class DayWords(
    private val resources: Resources,
    private val today: String,
) {
    /** "20/11", with the year where it is another one. */
    fun day(iso: String): String {
        val day = Day.of(iso) ?: return iso
        val sameYear = day.year == Day.of(today)?.year
        return if (sameYear) {
            resources.say(R.string.common_day, day.date, day.month)
        } else {
            resources.say(R.string.common_day_of_year, day.date, day.month, day.year)
        }
    }

    /** "20": its number in the month. */
    fun number(iso: String): String = Day.of(iso)?.let { resources.say(R.string.common_count, it.date) } ?: iso

    /** "thứ Sáu 20/11". */
    fun weekday(iso: String): String {
        val day = Day.of(iso) ?: return iso
        return resources.say(R.string.common_weekday_day, nameOf(day), day(iso))
    }

    /** "hôm nay", "ngày mai", "thứ Bảy tới"; farther away as [weekday]. */
    fun near(iso: String): String {
        val day = Day.of(iso) ?: return iso
        val now = Day.of(today) ?: return weekday(iso)
        return when (now.daysUntil(day)) {
            -1 -> resources.say(R.string.common_yesterday)
            0 -> resources.say(R.string.common_today)
            1 -> resources.say(R.string.common_tomorrow)
            in 2..7 -> resources.say(R.string.common_coming, nameOf(day))
            else -> weekday(iso)
        }
    }

    /** "thứ Sáu 20/11, 17:42". */
    fun moment(unixSeconds: Long): String {
        val at = GregorianCalendar().apply { timeInMillis = unixSeconds * 1000 }
        val day = weekday(isoDay(unixSeconds))
        return resources.say(R.string.common_moment, day, at[Calendar.HOUR_OF_DAY], at[Calendar.MINUTE])
    }

    /** "tháng 11/2026", of "2026-11". */
    fun month(month: String): String {
        val (year, number) = month.split('-').mapNotNull(String::toIntOrNull).takeIf { it.size == 2 } ?: return month
        return resources.say(R.string.common_month, number, year)
    }

    private fun nameOf(day: Day) = resources.say(WEEKDAYS[day.weekday])

    private companion object {
        val WEEKDAYS =
            listOf(
                R.string.common_weekday_0,
                R.string.common_weekday_1,
                R.string.common_weekday_2,
                R.string.common_weekday_3,
                R.string.common_weekday_4,
                R.string.common_weekday_5,
                R.string.common_weekday_6,
            )
    }
}

/** Which day it is where the phone's clock does not say so: pictures show one day for ever. */
val LocalToday = staticCompositionLocalOf<String?> { null }

@Composable
private fun words(today: String = LocalToday.current ?: isoDay(System.currentTimeMillis() / 1000)) =
    DayWords(screenResources(), today)

/** [DayWords.day] as of today. */
@Composable
fun daySaid(day: String): String = words().day(day)

/** [DayWords.weekday] as of today. */
@Composable
fun weekdaySaid(day: String): String = words().weekday(day)

/** [DayWords.near]. */
@Composable
fun dayNear(
    day: String,
    today: String,
): String = words(today).near(day)

/** [DayWords.moment]. */
@Composable
fun momentSaid(unixSeconds: Long): String = words().moment(unixSeconds)

/** [DayWords.month]. */
@Composable
fun monthSaid(month: String): String = words().month(month)
