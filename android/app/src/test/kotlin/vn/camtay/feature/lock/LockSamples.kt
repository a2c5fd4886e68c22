package vn.camtay.feature.lock

import uniffi.camtay_core.Denied
import uniffi.camtay_core.HallProblem
import uniffi.camtay_core.NetworkProblem
import uniffi.camtay_core.OutboxState
import uniffi.camtay_core.StoreProblem
import vn.camtay.feature.lock.LockState.Finger
import vn.camtay.phone.Problem
import vn.camtay.pictures.Sample

/** The main states of the screen. */
object LockSamples {
    private val still =
        LockState(entered = 0, busy = false, Finger.On, problem = null, waitSeconds = 0, wayOut = null)
    private val waits = OutboxState(records = 37u, since = 1_795_436_127, bytes = 6_204u, given = false, replies = 0u)
    private val away = Problem.Network(NetworkProblem.UNREACHABLE)
    private val way = WayOut(waits, busy = false, problem = null, asking = false, saved = null)
    private val given = way.copy(outbox = waits.copy(given = true))
    private val nothing = way.copy(outbox = OutboxState(0u, null, 0u, given = false, replies = 0u))

    val all: List<Sample> =
        listOf(
            sample("lock", still.copy(entered = 2), important = true),
            sample("lock-pin-only", still.copy(finger = Finger.Off)),
            sample("lock-opening", still.copy(entered = 6, busy = true)),
            sample("lock-wrong", still.copy(problem = Problem.WrongPin(0, 1)), important = true),
            sample("lock-wait", still.copy(problem = Problem.WrongPin(30, 3), waitSeconds = 24), important = true),
            sample("lock-wait-long", still.copy(problem = Problem.WrongPin(3600, 7), waitSeconds = 3_541)),
            sample("lock-closed", still.copy(problem = Problem.NotAllowed(Denied.TOO_MANY_TRIES))),
            sample("lock-finger-refused", still.copy(problem = Problem.Store(StoreProblem.KEYS_REFUSED))),
            sample("lock-finger-changed", still.copy(finger = Finger.Changed), important = true),
            sample("lock-key-gone", broken(StoreProblem.KEYS_UNAVAILABLE)),
            sample("lock-disk-full", broken(StoreProblem.DISK_FULL)),
            sample("lock-forgotten", still.copy(finger = Finger.Off, wayOut = way), important = true),
            sample("lock-forgotten-finger", still.copy(wayOut = way)),
            sample("lock-forgotten-sending", still.copy(finger = Finger.Off, wayOut = way.copy(busy = true))),
            sample("lock-forgotten-away", still.copy(finger = Finger.Off, wayOut = way.copy(problem = away))),
            sample(
                "lock-forgotten-earlier",
                still.copy(wayOut = way.copy(problem = Problem.Hall(HallProblem.EarlierMissing))),
            ),
            sample("lock-forgotten-given", still.copy(finger = Finger.Off, wayOut = given)),
            sample("lock-forgotten-sent", still.copy(finger = Finger.Off, wayOut = way.copy(lent = 3u))),
            sample("lock-forgotten-nothing", still.copy(finger = Finger.Off, wayOut = nothing)),
            sample("lock-forgotten-ask", still.copy(finger = Finger.Off, wayOut = given.copy(asking = true))),
            brokenSample("lock-broken", StoreProblem.KEYS_UNAVAILABLE, null, important = true),
            brokenSample("lock-broken-newer", StoreProblem.NEWER, null),
            brokenSample("lock-broken-way", StoreProblem.DAMAGED, way),
        )

    private fun broken(problem: StoreProblem) = still.copy(finger = Finger.Off, problem = Problem.Store(problem))

    private fun sample(
        name: String,
        state: LockState,
        important: Boolean = false,
    ) = Sample(name, important) { LockView(state) {} }

    private fun brokenSample(
        name: String,
        problem: StoreProblem,
        wayOut: WayOut?,
        important: Boolean = false,
    ) = Sample(name, important) { BrokenView(Problem.Store(problem), wayOut, {}, {}) {} }
}
