package vn.camtay.feature.households

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import uniffi.camtay_core.FoundHousehold
import uniffi.camtay_core.NewHousehold
import uniffi.camtay_core.VillageLine
import vn.camtay.app.Draft
import vn.camtay.feature.households.HouseholdsState.Adding
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.orNull

/** The two fields of a new household. What was typed is kept until it is recorded. */
internal class NewHouseholdForm(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val draft: Draft,
    private val onChange: (Adding?) -> Unit,
    private val onAdded: (household: String) -> Unit,
) {
    private var adding: Adding? = null
    private var looking: Job? = null

    /** Where the household is. */
    var village: VillageLine? = null

    /** The form that was open before the phone locked. */
    fun kept(): Adding? = if (draft[OPEN].isEmpty()) adding else (adding ?: typed()).also { adding = it }

    fun open() {
        draft[OPEN] = "yes"
        show(adding ?: typed())
        look(draft[HEAD])
    }

    fun close() {
        if (adding?.busy == true) return
        draft[OPEN] = ""
        show(null)
    }

    fun head(text: String) {
        draft[HEAD] = text
        change { it.copy(head = text, problem = null) }
        look(text)
    }

    fun where(text: String) {
        draft[WHERE] = text
        change { it.copy(where = text, problem = null) }
    }

    fun save() {
        val given = adding ?: return
        val place = village ?: return
        // Busy until the form is gone: the second tap adds no second household.
        if (given.busy) return
        show(given.copy(busy = true, problem = null))
        scope.launch {
            val household = NewHousehold(place.id, given.head, given.where.ifBlank { null })
            when (val added = phone.write { addHousehold(household) }) {
                is Outcome.Ok -> {
                    for (field in listOf(OPEN, HEAD, WHERE)) draft[field] = ""
                    show(null)
                    onAdded(added.value)
                }

                is Outcome.No -> change { it.copy(busy = false, problem = added.problem) }
            }
        }
    }

    /** The same head twice in a village may be one household: the volunteer looks. */
    private fun look(head: String) {
        looking?.cancel()
        val words = head.trim()
        if (words.length < LEAST) return change { it.copy(alike = emptyList()) }
        looking =
            scope.launch {
                val found =
                    phone
                        .read { search(words, MOST) }
                        .orNull()
                        ?.households
                        .orEmpty()
                change { it.copy(alike = found.filter(::isHere)) }
            }
    }

    private fun isHere(found: FoundHousehold) = found.villageName == village?.name

    private fun typed() = Adding(draft[HEAD], draft[WHERE], alike = emptyList(), busy = false, problem = null)

    private fun change(change: (Adding) -> Adding) {
        adding?.let { show(change(it)) }
    }

    private fun show(form: Adding?) {
        adding = form
        onChange(form)
    }

    private companion object {
        const val OPEN = "open"
        const val HEAD = "head"
        const val WHERE = "where"
        const val MOST = 3u

        /** "Ba" is a name; one letter is the beginning of too many. */
        const val LEAST = 3
    }
}
