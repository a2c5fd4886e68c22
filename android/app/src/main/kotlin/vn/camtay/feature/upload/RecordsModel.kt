package vn.camtay.feature.upload

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.launch
import uniffi.camtay_core.OwnRecord
import vn.camtay.app.Clock
import vn.camtay.app.Go
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.words.isoDay

/** The list grows as somebody looks further down. */
class RecordsModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val go: Go,
    private val clock: Clock,
) {
    private val current = MutableStateFlow<RecordsState>(RecordsState.Loading)
    private var before: ULong? = null
    private var more: Job? = null

    val state: StateFlow<RecordsState> = current.asStateFlow()

    init {
        scope.launch { phone.changes.collectLatest { readAgain() } }
    }

    fun send(event: RecordsEvent) {
        when (event) {
            RecordsEvent.BackTapped -> go.back()
            RecordsEvent.RetryTapped -> scope.launch { readAgain() }
            RecordsEvent.EndReached -> readMore()
        }
    }

    /** As many as were seen, so that nothing jumps under a finger. */
    private suspend fun readAgain() {
        more?.cancel()
        val seen = (current.value as? RecordsState.Shown)?.records?.size ?: 0
        val records = mutableListOf<OwnRecord>()
        before = null
        do {
            val page =
                when (val asked = phone.read { ownRecords(before, PAGE) }) {
                    is Outcome.Ok -> asked.value
                    is Outcome.No -> return show(RecordsState.Failed(asked.problem))
                }
            records += page.records
            before = page.before
        } while (records.size < seen && before != null)
        show(shown(records))
    }

    private fun readMore() {
        val shown = current.value as? RecordsState.Shown ?: return
        if (!shown.hasMore || more?.isActive == true) return
        more =
            scope.launch {
                when (val asked = phone.read { ownRecords(before, PAGE) }) {
                    is Outcome.Ok -> {
                        before = asked.value.before
                        show(shown(shown.records + asked.value.records))
                    }

                    is Outcome.No -> show(RecordsState.Failed(asked.problem))
                }
            }
    }

    private fun shown(records: List<OwnRecord>) =
        RecordsState.Shown(records, hasMore = before != null, isoDay(clock.now()))

    private fun show(state: RecordsState) {
        current.value = state
    }

    private companion object {
        const val PAGE = 50u
    }
}
