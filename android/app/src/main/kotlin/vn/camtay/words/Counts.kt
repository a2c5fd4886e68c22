package vn.camtay.words

import android.content.res.Resources
import androidx.compose.runtime.Composable
import vn.camtay.R

/** A number alone. */
@Composable
fun countSaid(count: Int): String = screenResources().say(R.string.common_count, count)

/** "12 người". */
@Composable
fun peopleCount(count: Int): String = screenResources().count(R.plurals.common_people, count)

/** "12 hộ". */
@Composable
fun householdsCount(count: Int): String = screenResources().count(R.plurals.common_households, count)

/** "5 buổi". */
@Composable
fun sessionsCount(count: Int): String = screenResources().count(R.plurals.common_sessions, count)

/** "30 bước". */
@Composable
fun stepsCount(count: Int): String = screenResources().count(R.plurals.common_steps, count)

/** "3 kỹ năng". */
@Composable
fun skillsCount(count: Int): String = screenResources().count(R.plurals.common_skills, count)

/** "9 lượt đến nhà". */
@Composable
fun visitsCount(count: Int): String = screenResources().count(R.plurals.common_visits, count)

/** "40 bản ghi". */
@Composable
fun recordsCount(count: Int): String = screenResources().count(R.plurals.common_records, count)

/** A wait as people say it: "30 giây", "5 phút", "4 tiếng". */
@Composable
fun waitSaid(seconds: Long): String = screenResources().waitWords(seconds)

/** "sinh 1956", or that nobody knows. */
@Composable
fun birthYearSaid(year: Int?): String = screenResources().birthYear(year)

internal fun Resources.birthYear(year: Int?): String =
    if (year == null) say(R.string.common_born_unknown) else say(R.string.common_born, year)

/** Rounded up: whoever waits so long has waited long enough. */
internal fun Resources.waitWords(seconds: Long): String =
    when {
        seconds <= 0 -> say(R.string.common_a_moment)
        seconds <= MOST_SECONDS -> count(R.plurals.common_seconds, seconds.toInt())
        seconds < 2 * HOUR -> count(R.plurals.common_minutes, roundedUp(seconds, MINUTE))
        else -> count(R.plurals.common_hours, roundedUp(seconds, HOUR))
    }

private fun roundedUp(
    seconds: Long,
    unit: Long,
): Int = ((seconds - 1) / unit + 1).coerceAtMost(Int.MAX_VALUE.toLong()).toInt()

private const val MOST_SECONDS = 90L
private const val MINUTE = 60L
private const val HOUR = 60 * MINUTE
