package vn.camtay.phone

import uniffi.camtay_core.ConsentMissing
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.Denied
import uniffi.camtay_core.HallProblem
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.NetworkProblem
import uniffi.camtay_core.StoreProblem

/** What can go wrong, one case for each way in which a screen acts. Words are in `words/`. */
sealed interface Problem {
    /** Unlock first. */
    data object Locked : Problem

    /** The PIN was wrong, or it is too early to try another one. */
    data class WrongPin(
        val waitSeconds: Long,
        val failed: Int,
    ) : Problem

    /** There is no such thing (any more): `resident`, `household`, `session`, `skill`, … */
    data class NotFound(
        val what: String,
    ) : Problem

    /** A rule forbids it. */
    data class NotAllowed(
        val reason: Denied,
    ) : Problem

    /** A field can't be taken as it is. */
    data class BadInput(
        val field: String,
        val reason: InputProblem,
    ) : Problem

    /** Ask for consent first, or respect the answer. */
    data class NeedsConsent(
        val reason: ConsentMissing,
    ) : Problem

    /** The network. */
    data class Network(
        val problem: NetworkProblem,
    ) : Problem

    /** The hall said no. */
    data class Hall(
        val problem: HallProblem,
    ) : Problem

    /** The phone's own store, keys or disk. */
    data class Store(
        val problem: StoreProblem,
    ) : Problem

    /** A mistake of ours. */
    data object Unexpected : Problem
}

/** The one place where an error of the core becomes a [Problem]. */
internal fun CoreException.toProblem(): Problem =
    when (this) {
        is CoreException.Locked -> Problem.Locked
        is CoreException.WrongPin -> Problem.WrongPin(waitSeconds.toLong(), failed.toInt())
        is CoreException.NotFound -> Problem.NotFound(what)
        is CoreException.NotAllowed -> Problem.NotAllowed(reason)
        is CoreException.BadInput -> Problem.BadInput(`field`, reason)
        is CoreException.NeedsConsent -> Problem.NeedsConsent(reason)
        is CoreException.Network -> Problem.Network(problem)
        is CoreException.Hall -> Problem.Hall(problem)
        is CoreException.Store -> Problem.Store(problem)
        is CoreException.Internal -> Problem.Unexpected
    }
