package vn.camtay.feature.enrol

import uniffi.camtay_core.Denied
import uniffi.camtay_core.HallProblem
import uniffi.camtay_core.NetworkProblem
import uniffi.camtay_core.OutboxState
import uniffi.camtay_core.Standing
import uniffi.camtay_core.StoreProblem
import vn.camtay.feature.enrol.EnrolState.PinTrouble
import vn.camtay.feature.enrol.EnrolState.Stage
import vn.camtay.feature.lock.WayOut
import vn.camtay.phone.Problem
import vn.camtay.pictures.Sample

/** The main states of the screen. */
object EnrolSamples {
    private const val WIPED_AT = 1_795_436_127L
    private val away = Problem.Network(NetworkProblem.UNREACHABLE)
    private val lost = WayOut(OutboxState(12u, WIPED_AT, 2_048u, false, 0u), false, null, asking = false, saved = null)

    val all: List<Sample> =
        listOf(
            sample("enrol-starting", Stage.Starting, busy = true),
            sample("enrol", Stage.Welcome(null), important = true),
            sample("enrol-wiped", Stage.Welcome(WIPED_AT)),
            sample("enrol-disk-full", Stage.Welcome(null), Problem.Store(StoreProblem.DISK_FULL)),
            sample("enrol-leftover", Stage.Leftover(lost)),
            sample("enrol-scan", Stage.Scan, important = true),
            sample("enrol-scan-sending", Stage.Scan, busy = true),
            sample("enrol-scan-used", Stage.Scan, Problem.Hall(HallProblem.BadCode)),
            sample("enrol-scan-other", Stage.Scan, Problem.Hall(HallProblem.BadInvitation)),
            sample("enrol-scan-away", Stage.Scan, away),
            sample("enrol-scan-refused", Stage.Scan, Problem.NotAllowed(Denied.NOT_HANDED_IN)),
            sample("enrol-type", Stage.Type("CAMTAY1:0G3W5X1Q9ZK7M2B4T8RN6HYDVJCEPFSA0G3W5X1Q9ZK7M2B4")),
            sample("enrol-type-wrong", Stage.Type("CAMTAY1:0G3W"), Problem.Hall(HallProblem.BadInvitation)),
            sample("enrol-type-sending", Stage.Type("CAMTAY1:0G3W5X1Q9ZK7"), busy = true),
            sample("enrol-compare", Stage.Compare("418302", long = false), important = true),
            sample("enrol-compare-long", Stage.Compare("418302", long = true)),
            sample("enrol-compare-away", Stage.Compare("418302", long = false), away),
            sample("enrol-no", Stage.NotLetIn(Standing.REVOKED)),
            sample("enrol-no-suspended", Stage.NotLetIn(Standing.SUSPENDED), away),
            sample("enrol-pin", Stage.ChoosePin(3, again = false, trouble = null), important = true),
            sample("enrol-pin-again", Stage.ChoosePin(0, again = true, trouble = null)),
            sample("enrol-pin-differed", Stage.ChoosePin(0, again = false, PinTrouble.Differed), important = true),
            sample("enrol-pin-easy", Stage.ChoosePin(0, again = false, PinTrouble.Easy)),
            sample("enrol-pin-keeping", Stage.ChoosePin(6, again = true, trouble = null), busy = true),
            sample("enrol-finger", Stage.Fingerprint, important = true),
            sample("enrol-finger-refused", Stage.Fingerprint, Problem.Store(StoreProblem.KEYS_REFUSED)),
            sample("enrol-fetch", Stage.Fetch, busy = true),
            sample("enrol-fetch-away", Stage.Fetch, away, important = true),
        )

    private fun sample(
        name: String,
        stage: Stage,
        problem: Problem? = null,
        busy: Boolean = false,
        important: Boolean = false,
    ) = Sample(name, important) { EnrolView(EnrolState(stage, busy, problem)) {} }
}
