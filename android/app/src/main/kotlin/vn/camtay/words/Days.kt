package vn.camtay.words

import java.util.Calendar
import java.util.GregorianCalendar
import java.util.TimeZone

/** A day of the calendar, from its ISO text (`2026-11-20`). */
data class Day(
    val year: Int,
    val month: Int,
    val date: Int,
) {
    /** Its ISO text. */
    fun iso() = "${padded(year, 4)}-${padded(month, 2)}-${padded(date, 2)}"

    /** So many days later, or earlier. */
    operator fun plus(days: Int): Day = of(calendar().apply { add(Calendar.DATE, days) })

    /** How many days lie between this one and [other], which comes later. */
    fun daysUntil(other: Day): Int = ((other.calendar().timeInMillis - calendar().timeInMillis) / DAY).toInt()

    /** 0 is Sunday. */
    val weekday: Int
        get() = calendar()[Calendar.DAY_OF_WEEK] - Calendar.SUNDAY

    private fun calendar() =
        GregorianCalendar(UTC).apply {
            clear()
            set(year, month - 1, date)
        }

    companion object {
        private const val DAY = 24 * 60 * 60 * 1000L
        private val UTC: TimeZone = TimeZone.getTimeZone("UTC")

        /** The day of an ISO text; `null` for anything else. */
        fun of(iso: String): Day? {
            val parts = iso.split('-').map { it.toIntOrNull() ?: return null }
            return if (parts.size == 3) Day(parts[0], parts[1], parts[2]) else null
        }

        private fun of(calendar: Calendar) =
            Day(calendar[Calendar.YEAR], calendar[Calendar.MONTH] + 1, calendar[Calendar.DATE])

        /** The day on which this moment falls where the phone is. */
        fun at(unixSeconds: Long): Day =
            of(GregorianCalendar(TimeZone.getDefault()).apply { timeInMillis = unixSeconds * 1000 })

        // Digits of the phone's own language stand in no record.
        private fun padded(
            number: Int,
            digits: Int,
        ) = number.toString().padStart(digits, '0')
    }
}

/** The day on which this moment falls where the phone is, ISO. */
fun isoDay(unixSeconds: Long): String = Day.at(unixSeconds).iso()

/** So many days after [day], ISO. */
fun plusDays(
    day: String,
    days: Int,
): String = Day.of(day)?.plus(days)?.iso() ?: day

/** The first Saturday after [day], ISO: on Saturdays people are at home. */
fun nextSaturday(day: String): String {
    val from = Day.of(day) ?: return day
    val ahead = (SATURDAY - from.weekday + DAYS_OF_WEEK) % DAYS_OF_WEEK
    return (from + if (ahead == 0) DAYS_OF_WEEK else ahead).iso()
}

private const val SATURDAY = 6
private const val DAYS_OF_WEEK = 7
