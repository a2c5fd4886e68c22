package vn.camtay.feature.households

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import uniffi.camtay_core.SearchPage
import vn.camtay.app.Draft
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem

/** What is searched for. Nothing typed is not nothing found. */
data class Search(
    val query: String,
    /** Of the last query that was answered: it stays while the next letter is looked up. */
    val found: SearchPage?,
    val problem: Problem?,
) {
    /** Something was typed: what was found is seen in place of the page. */
    val isOn: Boolean
        get() = query.isNotBlank()

    /** It was looked for, and nobody and no household is called so. */
    val isNobody: Boolean
        get() = found != null && found.residents.isEmpty() && found.households.isEmpty()
}

/** Finds people and households by name, without marks, over all villages. */
class Finder(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val draft: Draft,
) {
    private val typed = MutableStateFlow(draft[QUERY])
    private val current = MutableStateFlow(Search(typed.value, found = null, problem = null))
    private var isPrepared = false

    val state: StateFlow<Search> = current.asStateFlow()

    init {
        scope.launch {
            // The answer to a letter is dropped when the next one is there.
            combine(typed, phone.changes) { query, _ -> query }.collectLatest(::find)
        }
    }

    /** Somebody is about to type: the first letter is to be as quick as the others. */
    fun prepare() {
        if (isPrepared) return
        isPrepared = true
        scope.launch { phone.read { prepareSearch() } }
    }

    fun type(query: String) {
        draft[QUERY] = query
        typed.value = query
        current.update { it.copy(query = query, found = it.found.takeIf { query.isNotBlank() }, problem = null) }
    }

    private suspend fun find(query: String) {
        if (query.isBlank()) return
        val found = phone.read { search(query, MOST) }
        current.update {
            when {
                it.query != query -> it
                found is Outcome.Ok -> it.copy(found = found.value, problem = null)
                else -> it.copy(problem = (found as? Outcome.No)?.problem)
            }
        }
    }

    private companion object {
        const val QUERY = "query"
        const val MOST = 30u
    }
}
