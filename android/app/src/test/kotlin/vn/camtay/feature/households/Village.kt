package vn.camtay.feature.households

import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.HouseholdLine
import uniffi.camtay_core.HouseholdState
import uniffi.camtay_core.HouseholdsPage
import uniffi.camtay_core.NewHousehold
import uniffi.camtay_core.SearchPage
import uniffi.camtay_core.VillageLine
import vn.camtay.phone.Unset

/** A core with villages of so many households; counts what it is asked for. */
class Village(
    vararg sizes: Int,
) : CoreInterface by Unset {
    /** How many rows were given away. */
    var rows = 0
    val asked = mutableListOf<UInt>()
    val queries = mutableListOf<String>()
    val added = mutableListOf<NewHousehold>()

    /** The numbers of the households of the first village; each has its number in its name. */
    var numbers = (1..(sizes.firstOrNull() ?: 0)).toMutableList()

    private val lines =
        sizes.mapIndexed { at, size -> VillageLine("v$at", "Thôn $at", size.toUInt(), 0u, 0u, 0u, 0u, 0u) }

    override fun communeWords() = listOf("xã Vĩnh Thuỷ", "thôn", "Tổ công nghệ số")

    override fun villages() = lines

    override fun households(
        village: String,
        state: HouseholdState?,
        after: String?,
        limit: UInt,
    ): HouseholdsPage {
        asked += limit
        val from = after?.toInt() ?: 0
        val shown = numbers.filter { it > from && (state == null || stateOf(it) == state) }.take(limit.toInt())
        rows += shown.size
        val next = shown.lastOrNull()?.takeIf { shown.size == limit.toInt() }
        return HouseholdsPage(shown.map(::line), next?.toString())
    }

    override fun prepareSearch() = Unit

    override fun search(
        query: String,
        limit: UInt,
    ): SearchPage {
        queries += query
        return SearchPage(emptyList(), emptyList(), more = query.length > 2)
    }

    override fun addHousehold(household: NewHousehold): String {
        added += household
        return "new${added.size}"
    }

    companion object {
        fun stateOf(number: Int) = HouseholdState.entries[number % 4]

        // Written out, so that no name is the beginning of another one.
        fun name(number: Int) = "Hộ số " + number.toString().padStart(5, '0')

        private fun line(number: Int) =
            HouseholdLine("h$number", name(number), null, 4u, stateOf(number), visited = null)
    }
}
