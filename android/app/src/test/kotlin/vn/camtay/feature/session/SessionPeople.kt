package vn.camtay.feature.session

import uniffi.camtay_core.FoundResident
import uniffi.camtay_core.PersonLine

/** A village's people as a class is ticked on them, for samples and tests. */
object SessionPeople {
    private val FAMILIES = listOf("Nguyễn", "Trần", "Hồ", "Lê", "Đặng", "Phạm", "Bùi", "Hoàng")
    private val MIDDLES = listOf("Thị", "Văn", "Đình", "Thị Thu", "Bá", "Minh")
    private val GIVEN =
        listOf("An", "Ăm", "Bình", "Cúc", "Diệu", "Đường", "Hà", "Hoà", "Hương", "Lành", "Lộc", "Minh", "Nga", "Phước")
    private val HEADS = listOf("Trần Văn Tư", "Hồ Văn Ăm", "Lê Bá Lộc", "Y Blô Niê", "Đặng Đình Đường")
    private const val OLDEST = 1941

    fun person(
        number: Int,
        name: String = nameOf(number),
        year: Int? = OLDEST + number % 50,
        head: String = HEADS[number / 3 % HEADS.size],
        refused: Boolean = false,
    ) = PersonLine("p$number", name, year?.toUShort(), head, "h${number / 3}", 0u, false, refused, null)

    /** So many of them, by given name. */
    fun many(count: Int): List<PersonLine> =
        (1..count).map {
            person(
                it,
                year =
                    if (it % 9 ==
                        0
                    ) {
                        null
                    } else {
                        1941 + it % 50
                    },
            )
        }

    /** As a search finds them. */
    fun found(
        number: Int,
        name: String,
        village: String = "Phú Bình",
    ) = FoundResident("p$number", name, (OLDEST + number % 50).toUShort(), "h1", "Trần Văn Tư", village)

    private fun nameOf(number: Int): String {
        val family = FAMILIES[number * 5 % FAMILIES.size]
        val middle = MIDDLES[number % MIDDLES.size]
        return "$family $middle ${GIVEN[number / 5 % GIVEN.size]}"
    }
}
