package vn.camtay.feature.contribution

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.launch
import vn.camtay.app.Go
import vn.camtay.app.Route
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.orNull

/** What this volunteer has done, and the ways on from there. */
class ContributionModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val go: Go,
) {
    private val current = MutableStateFlow<ContributionState>(ContributionState.Loading)

    val state: StateFlow<ContributionState> = current.asStateFlow()

    init {
        scope.launch { phone.changes.collectLatest { read() } }
    }

    fun send(event: ContributionEvent) {
        when (event) {
            ContributionEvent.RetryTapped -> scope.launch { read() }
            ContributionEvent.PracticeTapped -> go.to(Route.Practice)
            ContributionEvent.SituationTapped -> go.to(Route.Situation)
            ContributionEvent.RecordsTapped -> go.to(Route.Records)
            ContributionEvent.SettingsTapped -> go.to(Route.Settings)
        }
    }

    private suspend fun read() {
        current.value =
            when (val asked = phone.read { contribution() }) {
                is Outcome.Ok -> ContributionState.Shown(asked.value, phone.read { guides() }.orNull())
                is Outcome.No -> ContributionState.Failed(asked.problem)
            }
    }
}
