package vn.camtay.feature.quickcheck

import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.res.stringResource
import uniffi.camtay_core.CheckPage
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.quickcheck.QuickCheckState.Asking
import vn.camtay.look.Loading
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.Section
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words
import vn.camtay.words.ProblemNotice

/** Screen 13, Kiểm tra nhanh. */
fun quickCheckScreen(
    around: Surroundings,
    resident: String,
    after: Boolean,
): Screen {
    val model =
        QuickCheckModel(around.phone, around.scope, around.go, around.draft, around.language, resident, after)
    return {
        val state by model.state.collectAsState()
        QuickCheckView(state, model::send)
    }
}

@Composable
fun QuickCheckView(
    state: QuickCheckState,
    send: (QuickCheckEvent) -> Unit,
) {
    val head = PageHead(stringResource(R.string.screen_quickcheck_title), onBack = { send(QuickCheckEvent.BackTapped) })
    when (state) {
        QuickCheckState.Loading -> Page(head) { Loading() }
        is QuickCheckState.Failed -> Page(head) { ProblemNotice(state.problem) }
        is Asking -> Asking(state, head, send)
        is QuickCheckState.Done -> Done(state.page, head, send)
    }
}

@Composable
private fun Asking(
    state: Asking,
    head: PageHead,
    send: (QuickCheckEvent) -> Unit,
) {
    val at = if (state.because) state.answers.lastIndex else state.answers.size
    val question = state.page.questions.getOrNull(at)
    val place = stringResource(R.string.screen_quickcheck_place, at + 1, state.page.questions.size)
    Page(
        head.copy(above = place),
        bottom = {
            if (state.because || state.problem != null) {
                val words = stringResource(R.string.action_continue)
                MainButton(words, { send(QuickCheckEvent.GoOnTapped) }, enabled = !state.busy)
            }
        },
    ) {
        state.problem?.let { ProblemNotice(it) }
        if (question == null) return@Page Loading()
        Words(question.ask, type = Type.step)
        if (state.because) {
            val safe = state.answers.last() == question.right.toInt()
            Notice(
                question.answers[question.right.toInt()],
                if (safe) Tone.Green else Tone.Blue,
                body = question.because,
            )
        } else {
            question.answers.forEachIndexed { number, words ->
                WideButton(words, { send(QuickCheckEvent.AnswerTapped(number)) }, weight = Weight.Outlined)
            }
        }
    }
}

@Composable
private fun Done(
    page: CheckPage,
    head: PageHead,
    send: (QuickCheckEvent) -> Unit,
) = Page(
    head,
    bottom = {
        val words = stringResource(R.string.action_done)
        MainButton(words, { send(QuickCheckEvent.DoneTapped) }, icon = R.drawable.ic_check)
    },
) {
    Words(stringResource(R.string.screen_quickcheck_thanks))
    val growth = page.growth ?: return@Page
    Areas(stringResource(R.string.screen_quickcheck_grown), growth.grown, Tone.Green)
    Areas(stringResource(R.string.screen_quickcheck_sure), growth.sure, Tone.Green)
    Areas(stringResource(R.string.screen_quickcheck_next), growth.next, Tone.Blue)
}

@Composable
private fun Areas(
    title: String,
    areas: List<String>,
    tone: Tone,
) {
    if (areas.isEmpty()) return
    Section(title)
    for (area in areas) Notice(area, tone)
}
