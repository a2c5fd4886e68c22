package vn.camtay.feature.households

import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import uniffi.camtay_core.HouseholdLine
import uniffi.camtay_core.HouseholdsPage
import vn.camtay.phone.Outcome
import vn.camtay.phone.Problem

/**
 * The households in sight and a page before and behind them; all others are forgotten and read
 * again when the finger comes back. Of those in front only the cursors are kept.
 */
internal class HouseholdPages(
    private val read: suspend (after: String?, limit: UInt) -> Outcome<HouseholdsPage>,
) {
    private class Kept(
        val after: String?,
        val page: HouseholdsPage,
    )

    private val lock = Mutex()
    private var kept = emptyList<Kept>()
    private var before = emptyList<String?>()

    val lines: List<HouseholdLine>
        get() = kept.flatMap { it.page.lines }

    /** There are households in front of these. */
    val earlier: Boolean
        get() = before.isNotEmpty()

    /** There are households behind these. */
    val more: Boolean
        get() = kept.lastOrNull()?.page?.next != null

    /** Reads what is kept again: something has changed. */
    suspend fun refresh(): Problem? =
        lock.withLock {
            val count = kept.size.coerceAtLeast(1)
            load(kept.firstOrNull()?.after, count)?.let { return it }
            if (lines.isNotEmpty() || before.isEmpty()) return null
            before = emptyList()
            load(null, count)
        }

    /** Goes on by a page. */
    suspend fun forward(): Problem? =
        lock.withLock {
            val from = kept.lastOrNull()?.page?.next ?: return null
            when (val page = read(from, PAGE)) {
                is Outcome.No -> return page.problem
                is Outcome.Ok -> kept = kept + Kept(from, page.value)
            }
            if (kept.size > PAGES) {
                before = before + kept.first().after
                kept = kept.drop(1)
            }
            null
        }

    /** Goes back by a page. */
    suspend fun back(): Problem? =
        lock.withLock {
            if (before.isEmpty()) return null
            val from = before.last()
            val page =
                when (val asked = read(from, PAGE)) {
                    is Outcome.No -> return asked.problem
                    is Outcome.Ok -> asked.value
                }
            if (page.next == kept.first().after) {
                kept = (listOf(Kept(from, page)) + kept).take(PAGES)
            } else {
                // Somebody was added or left in between: pages that don't meet would hide a household.
                load(from, PAGES)?.let { return it }
            }
            before = before.dropLast(1)
            null
        }

    private suspend fun load(
        after: String?,
        count: Int,
    ): Problem? {
        val pages = mutableListOf<Kept>()
        var from = after
        do {
            val page =
                when (val asked = read(from, PAGE)) {
                    is Outcome.No -> return asked.problem
                    is Outcome.Ok -> asked.value
                }
            pages += Kept(from, page)
            from = page.next
        } while (from != null && pages.size < count)
        kept = pages
        return null
    }

    companion object {
        const val PAGE = 50u

        /** One in sight, one in front, one behind. */
        const val PAGES = 3
    }
}
