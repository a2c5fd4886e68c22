package vn.camtay.words

import android.content.res.Resources
import androidx.annotation.StringRes
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import uniffi.camtay_core.ConsentMissing
import uniffi.camtay_core.Denied
import uniffi.camtay_core.HallProblem
import uniffi.camtay_core.NetworkProblem
import uniffi.camtay_core.StoreProblem
import vn.camtay.R
import vn.camtay.look.Notice
import vn.camtay.look.Tone
import vn.camtay.phone.Problem

/** A problem in two sentences: what is so, and what to do. */
data class Said(
    val what: String,
    val todo: String,
)

/** The words of what is so, and of what to do. */
internal data class TwoWords(
    @param:StringRes val what: Int,
    @param:StringRes val todo: Int,
)

/** The problem in the language of these resources. */
fun Problem.said(resources: Resources): Said = ProblemWords(resources).of(this)

/** The problem in the screen's language. */
@Composable
fun Problem.said(): Said = said(screenResources())

/** A problem, told where it happened. */
@Composable
fun ProblemNotice(
    problem: Problem,
    modifier: Modifier = Modifier,
) {
    val said = problem.said()
    val icon = if (problem is Problem.Network) R.drawable.ic_offline else R.drawable.ic_warning
    Notice(said.what, Tone.Amber, modifier, said.todo, icon)
}

private class ProblemWords(
    private val resources: Resources,
) {
    fun of(problem: Problem): Said =
        when (problem) {
            Problem.Locked -> said(R.string.problem_locked, R.string.problem_locked_todo)
            is Problem.WrongPin -> wrongPin(problem.waitSeconds)
            is Problem.NotFound -> said(notFoundWords(problem.what))
            is Problem.NotAllowed -> denied(problem.reason)
            is Problem.BadInput -> said(inputWords(problem.field, problem.reason))
            is Problem.NeedsConsent -> consent(problem.reason)
            is Problem.Network -> network(problem.problem)
            is Problem.Hall -> hall(problem.problem)
            is Problem.Store -> store(problem.problem)
            Problem.Unexpected -> said(R.string.problem_unexpected, R.string.problem_unexpected_todo)
        }

    private fun wrongPin(waitSeconds: Long): Said =
        if (waitSeconds <= 0) {
            said(R.string.problem_wrong_pin, R.string.problem_wrong_pin_todo)
        } else {
            said(R.string.problem_wrong_pin, R.string.problem_wrong_pin_wait_todo, resources.waitWords(waitSeconds))
        }

    private fun denied(reason: Denied): Said =
        when (reason) {
            Denied.NOT_ENROLLED -> said(R.string.problem_denied_not_enrolled, R.string.problem_denied_not_enrolled_todo)
            Denied.OTHER_HALL -> said(R.string.problem_denied_other_hall, R.string.problem_denied_other_hall_todo)
            Denied.NOT_YOUR_OWN -> said(R.string.problem_denied_not_your_own, R.string.problem_denied_not_your_own_todo)
            Denied.NOT_AN_ADULT -> said(R.string.problem_denied_not_an_adult, R.string.problem_denied_not_an_adult_todo)
            Denied.SESSION_CLOSED ->
                said(
                    R.string.problem_denied_session_closed,
                    R.string.problem_denied_session_closed_todo,
                )
            Denied.NO_LONGER_HERE ->
                said(
                    R.string.problem_denied_no_longer_here,
                    R.string.problem_denied_no_longer_here_todo,
                )
            Denied.ERASED -> said(R.string.problem_denied_erased, R.string.problem_denied_erased_todo)
            Denied.NO_GUIDE_OPEN ->
                said(
                    R.string.problem_denied_no_guide_open,
                    R.string.problem_denied_no_guide_open_todo,
                )
            Denied.ALREADY_CREATED ->
                said(
                    R.string.problem_denied_already_created,
                    R.string.problem_denied_already_created_todo,
                )
            Denied.PIN_NEEDED -> said(R.string.problem_denied_pin_needed, R.string.problem_denied_pin_needed_todo)
            Denied.TOO_MANY_TRIES ->
                said(
                    R.string.problem_denied_too_many_tries,
                    R.string.problem_denied_too_many_tries_todo,
                )
            Denied.NO_BIOMETRICS ->
                said(
                    R.string.problem_denied_no_biometrics,
                    R.string.problem_denied_no_biometrics_todo,
                )
            Denied.NOT_HANDED_IN ->
                said(
                    R.string.problem_denied_not_handed_in,
                    R.string.problem_denied_not_handed_in_todo,
                )
            Denied.HAND_IN_RUNNING ->
                said(
                    R.string.problem_denied_hand_in_running,
                    R.string.problem_denied_hand_in_running_todo,
                )
            Denied.PEOPLE_LIVE_THERE ->
                said(
                    R.string.problem_denied_people_live_there,
                    R.string.problem_denied_people_live_there_todo,
                )
        }

    private fun consent(reason: ConsentMissing): Said =
        when (reason) {
            ConsentMissing.NOT_ASKED ->
                said(
                    R.string.problem_consent_not_asked,
                    R.string.problem_consent_not_asked_todo,
                )
            ConsentMissing.NOT_ANSWERED ->
                said(
                    R.string.problem_consent_not_answered,
                    R.string.problem_consent_not_answered_todo,
                )
            ConsentMissing.REFUSED -> said(R.string.problem_consent_refused, R.string.problem_consent_refused_todo)
            ConsentMissing.WITHDRAWN ->
                said(
                    R.string.problem_consent_withdrawn,
                    R.string.problem_consent_withdrawn_todo,
                )
        }

    private fun network(problem: NetworkProblem): Said =
        when (problem) {
            NetworkProblem.UNREACHABLE ->
                said(
                    R.string.problem_network_unreachable,
                    R.string.problem_network_unreachable_todo,
                )
            NetworkProblem.INTERRUPTED ->
                said(
                    R.string.problem_network_interrupted,
                    R.string.problem_network_interrupted_todo,
                )
            NetworkProblem.TOO_SLOW -> said(R.string.problem_network_too_slow, R.string.problem_network_too_slow_todo)
            NetworkProblem.NOT_THE_HALL ->
                said(
                    R.string.problem_network_not_the_hall,
                    R.string.problem_network_not_the_hall_todo,
                )
            NetworkProblem.CANCELLED ->
                said(
                    R.string.problem_network_cancelled,
                    R.string.problem_network_cancelled_todo,
                )
        }

    private fun hall(problem: HallProblem): Said =
        when (problem) {
            is HallProblem.BadInvitation ->
                said(
                    R.string.problem_hall_bad_invitation,
                    R.string.problem_hall_bad_invitation_todo,
                )
            is HallProblem.BadCode -> said(R.string.problem_hall_bad_code, R.string.problem_hall_bad_code_todo)
            is HallProblem.NotApproved ->
                said(
                    R.string.problem_hall_not_approved,
                    R.string.problem_hall_not_approved_todo,
                )
            is HallProblem.Suspended -> said(R.string.problem_hall_suspended, R.string.problem_hall_suspended_todo)
            is HallProblem.Revoked -> said(R.string.problem_hall_revoked, R.string.problem_hall_revoked_todo)
            is HallProblem.Fork -> said(R.string.problem_hall_fork, R.string.problem_hall_fork_todo)
            is HallProblem.EarlierMissing ->
                said(
                    R.string.problem_hall_earlier_missing,
                    R.string.problem_hall_earlier_missing_todo,
                )
            is HallProblem.TwoHalls -> said(R.string.problem_hall_two_halls, R.string.problem_hall_two_halls_todo)
            is HallProblem.Busy ->
                said(
                    R.string.problem_hall_busy,
                    R.string.problem_hall_busy_todo,
                    resources.waitWords(problem.retryAfter.toLong()),
                )
            is HallProblem.Unavailable ->
                said(
                    R.string.problem_hall_unavailable,
                    R.string.problem_hall_unavailable_todo,
                    resources.waitWords(problem.retryAfter.toLong()),
                )
            is HallProblem.Refused -> said(R.string.problem_hall_refused, R.string.problem_hall_refused_todo)
            is HallProblem.Newer -> said(R.string.problem_hall_newer, R.string.problem_hall_newer_todo)
            is HallProblem.BadAnswer -> said(R.string.problem_hall_bad_answer, R.string.problem_hall_bad_answer_todo)
            is HallProblem.BadPack -> said(R.string.problem_hall_bad_pack, R.string.problem_hall_bad_pack_todo)
        }

    private fun store(problem: StoreProblem): Said =
        when (problem) {
            StoreProblem.MISSING -> said(R.string.problem_store_missing, R.string.problem_store_missing_todo)
            StoreProblem.WRONG_KEY -> said(R.string.problem_store_wrong_key, R.string.problem_store_wrong_key_todo)
            StoreProblem.NEWER -> said(R.string.problem_store_newer, R.string.problem_store_newer_todo)
            StoreProblem.DAMAGED -> said(R.string.problem_store_damaged, R.string.problem_store_damaged_todo)
            StoreProblem.DISK_FULL -> said(R.string.problem_store_disk_full, R.string.problem_store_disk_full_todo)
            StoreProblem.KEYS_UNAVAILABLE ->
                said(
                    R.string.problem_store_keys_unavailable,
                    R.string.problem_store_keys_unavailable_todo,
                )
            StoreProblem.KEYS_REFUSED ->
                said(
                    R.string.problem_store_keys_refused,
                    R.string.problem_store_keys_refused_todo,
                )
            StoreProblem.FAILED -> said(R.string.problem_store_failed, R.string.problem_store_failed_todo)
        }

    private fun said(words: TwoWords) = said(words.what, words.todo)

    private fun said(
        @StringRes what: Int,
        @StringRes todo: Int,
        vararg inTodo: Any,
    ) = Said(resources.say(what), resources.say(todo, *inTodo))
}
