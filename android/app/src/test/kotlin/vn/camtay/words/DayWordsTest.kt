package vn.camtay.words

import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.util.TimeZone

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "vi", application = android.app.Application::class)
class DayWordsTest {
    private val machine = TimeZone.getDefault()
    private val vietnamese by lazy { DayWords(resourcesIn("vi"), "2026-11-26") }
    private val english by lazy { DayWords(resourcesIn("en"), "2026-11-26") }

    @Before
    fun inVietnam() = TimeZone.setDefault(TimeZone.getTimeZone("Asia/Ho_Chi_Minh"))

    @After
    fun back() = TimeZone.setDefault(machine)

    @Test
    fun `a day of this year needs no year`() {
        assertEquals("20/11", vietnamese.day("2026-11-20"))
        assertEquals("1/1", vietnamese.day("2026-01-01"))
        assertEquals("20/11/2025", vietnamese.day("2025-11-20"))
        assertEquals("20/11/2027", english.day("2027-11-20"))
    }

    @Test
    fun `each day of the week has its name`() {
        val week = (22..28).map { "2026-11-$it" }
        assertEquals(
            listOf("Chủ nhật 22/11", "thứ Hai 23/11", "thứ Ba 24/11", "thứ Tư 25/11") +
                listOf("thứ Năm 26/11", "thứ Sáu 27/11", "thứ Bảy 28/11"),
            week.map(vietnamese::weekday),
        )
        assertEquals(
            listOf("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
            week.map { english.weekday(it).substringBefore(' ') },
        )
    }

    @Test
    fun `what is near is told by its nearness`() {
        val expected =
            mapOf(
                "2026-11-24" to "thứ Ba 24/11",
                "2026-11-25" to "hôm qua",
                "2026-11-26" to "hôm nay",
                "2026-11-27" to "ngày mai",
                "2026-11-28" to "thứ Bảy tới",
                "2026-12-03" to "thứ Năm tới",
                "2026-12-04" to "thứ Sáu 4/12",
                "2027-01-02" to "thứ Bảy 2/1/2027",
            )
        assertEquals(expected, expected.mapValues { vietnamese.near(it.key) })
        assertEquals("tomorrow", english.near("2026-11-27"))
        assertEquals("this coming Saturday", english.near("2026-11-28"))
    }

    @Test
    fun `nearness goes across the end of a year and of a leap February`() {
        val newYear = DayWords(resourcesIn("vi"), "2026-12-31")
        assertEquals("ngày mai", newYear.near("2027-01-01"))
        assertEquals("thứ Bảy tới", newYear.near("2027-01-02"))
        assertEquals("hôm qua", DayWords(resourcesIn("vi"), "2028-03-01").near("2028-02-29"))
        assertEquals("hôm qua", DayWords(resourcesIn("vi"), "2027-03-01").near("2027-02-28"))
    }

    @Test
    fun `a moment is told in the time of where the phone is`() {
        // 27 November 2026, 17:42 in Vietnam.
        assertEquals("thứ Sáu 27/11, 17:42", vietnamese.moment(1_795_776_120))
        assertEquals("Friday 27/11, 17:42", english.moment(1_795_776_120))
        // 00:05 there is still the day before in Greenwich.
        assertEquals("thứ Bảy 28/11, 0:05", vietnamese.moment(1_795_799_100))
        assertEquals("2026-11-28", isoDay(1_795_799_100))
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"))
        assertEquals("2026-11-27", isoDay(1_795_799_100))
    }

    @Test
    fun `a month has its year`() {
        assertEquals("tháng 11/2026", vietnamese.month("2026-11"))
        assertEquals("tháng 1/2027", vietnamese.month("2027-01"))
        assertEquals("11/2026", english.month("2026-11"))
    }

    @Test
    fun `days are counted across months, years and leap days`() {
        assertEquals("2027-01-01", plusDays("2026-12-31", 1))
        assertEquals("2026-12-31", plusDays("2027-01-01", -1))
        assertEquals("2028-02-29", plusDays("2028-02-28", 1))
        assertEquals("2027-03-01", plusDays("2027-02-28", 1))
        assertEquals("2027-11-26", plusDays("2026-11-26", 365))
    }

    @Test
    fun `a change of summer time loses no day`() {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"))
        assertEquals("2026-10-26", plusDays("2026-10-25", 1))
        assertEquals("2026-03-30", plusDays("2026-03-29", 1))
        assertEquals("ngày mai", DayWords(resourcesIn("vi"), "2026-03-28").near("2026-03-29"))
    }

    @Test
    fun `the next Saturday is never today`() {
        assertEquals("2026-11-28", nextSaturday("2026-11-26"))
        assertEquals("2026-11-28", nextSaturday("2026-11-27"))
        assertEquals("2026-12-05", nextSaturday("2026-11-28"))
        assertEquals("2026-12-05", nextSaturday("2026-11-29"))
        assertEquals("2027-01-02", nextSaturday("2026-12-27"))
    }

    @Test
    fun `what is no day is shown as it is`() {
        assertEquals("khi nào rảnh", vietnamese.weekday("khi nào rảnh"))
        assertEquals("2026-11", vietnamese.day("2026-11"))
        assertEquals("", plusDays("", 1))
        assertNull(Day.of("2026-11-xx"))
    }

    @Test
    fun `digits are ours on a phone whose language has its own`() {
        for (language in listOf("ar-EG", "fa", "ne", "my")) {
            val resources = resourcesIn(language)
            val words = DayWords(resources, "2026-11-26")
            assertEquals("20/11/2025", words.day("2025-11-20"))
            assertEquals("thứ Sáu 27/11, 17:42", words.moment(1_795_776_120))
            assertEquals("12 hộ", resources.count(vn.camtay.R.plurals.common_households, 12))
            assertEquals("sinh 1956", resources.birthYear(1956))
        }
    }
}
