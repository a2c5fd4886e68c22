package vn.camtay.feature.situation

/** What was tapped. */
sealed interface SituationEvent {
    data class Answered(
        val believed: Boolean,
    ) : SituationEvent

    data object NextTapped : SituationEvent

    /** `null` for all. */
    data class ChannelChosen(
        val channel: String?,
    ) : SituationEvent

    data object RetryTapped : SituationEvent

    data object BackTapped : SituationEvent
}
