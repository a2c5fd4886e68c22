package vn.camtay.feature.steps

import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StepPage

/** Nothing more is to be done for it. */
internal val StepOutcome.isSettled: Boolean
    get() =
        when (this) {
            StepOutcome.Alone, StepOutcome.Helped, StepOutcome.Already, StepOutcome.NotApplicable -> true
            StepOutcome.Refused, StepOutcome.ComeBack, is StepOutcome.Stuck -> false
        }

/** No mark of this visit, and nothing settled from the one before. */
private val StepPage.isLeft: Boolean
    get() = mark == null && before?.isSettled != true

/** What is left to do, by place; in a repeated visit everything without a mark. */
internal fun leftOf(steps: List<StepPage>): List<Int> {
    val left = steps.indices.filter { steps[it].isLeft }
    return left.ifEmpty { steps.indices.filter { steps[it].mark == null } }
}

/**
 * Where to go after [at]; `null` at the end. What is left comes first, wherever it is. Where
 * nothing was left from the beginning the skill is [repeated], and goes on in order.
 */
internal fun nextAfter(
    at: Int,
    steps: List<StepPage>,
    repeated: Boolean,
): Int? {
    val left = steps.indices.filter { it != at && steps[it].isLeft }
    left.firstOrNull { it > at }?.let { return it }
    left.firstOrNull()?.let { return it }
    return (at + 1).takeIf { repeated && it < steps.size && steps[it].mark == null }
}

/** How often each outcome stands at the end, the best first. */
internal fun counted(steps: List<StepPage>): List<Pair<StepOutcome, Int>> {
    val outcomes = steps.mapNotNull { it.mark ?: it.before }
    val kinds =
        listOf(
            StepOutcome.Alone,
            StepOutcome.Helped,
            StepOutcome.Already,
            StepOutcome.NotApplicable,
            StepOutcome.ComeBack,
            StepOutcome.Refused,
        )
    val plain = kinds.map { kind -> kind to outcomes.count { it == kind } }
    val stuck = outcomes.filterIsInstance<StepOutcome.Stuck>().groupingBy { it as StepOutcome }
    return (plain + stuck.eachCount().toList()).filter { it.second > 0 }
}
