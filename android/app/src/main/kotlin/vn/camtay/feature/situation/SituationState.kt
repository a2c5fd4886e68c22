package vn.camtay.feature.situation

import uniffi.camtay_core.SituationWords
import vn.camtay.phone.Problem

/** Scam practice. Nothing of it is recorded. */
sealed interface SituationState {
    data object Opening : SituationState

    data class Stopped(
        val problem: Problem,
    ) : SituationState

    /** The guides carry none. */
    data object Empty : SituationState

    data class Practising(
        val situation: SituationWords,
        /** Which of them it is, from 1, and of how many. */
        val place: Int,
        val count: Int,
        /** How they arrive; for choosing. */
        val channels: List<String>,
        /** Only these; `null` for all. */
        val channel: String?,
        val answer: Answer,
    ) : SituationState
}

/** Tin hay không? */
enum class Answer {
    NotYet,
    Believed,
    Doubted,
}
