package vn.camtay.feature.quickcheck

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.CheckQuestionWords
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.quickcheck.QuickCheckState.Asking
import vn.camtay.feature.quickcheck.QuickCheckState.Done
import vn.camtay.feature.quickcheck.QuickCheckState.Part
import vn.camtay.feature.quickcheck.QuickCheckState.Ready
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.ListPage
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.Section
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Verdict
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words
import vn.camtay.look.box
import vn.camtay.look.breakable
import vn.camtay.look.ink
import vn.camtay.look.isCramped
import vn.camtay.look.told
import vn.camtay.phone.Problem
import vn.camtay.words.ProblemNotice
import vn.camtay.words.ProblemState

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
    val back = { send(QuickCheckEvent.BackTapped) }
    val head = PageHead(stringResource(R.string.screen_quickcheck_title), onBack = back)
    BackHandler(enabled = state is Asking || state is Done && state.isReviewing, onBack = back)
    when (state) {
        QuickCheckState.Loading -> Page(head) { Loading() }

        is QuickCheckState.Failed ->
            Page(
                head,
                bottom = {
                    // What is not there any more does not come by asking again.
                    if (state.problem !is Problem.NotFound) {
                        MainButton(stringResource(R.string.action_retry), { send(QuickCheckEvent.RetryTapped) })
                    }
                },
            ) { ProblemState(state.problem) }

        is Ready -> ReadyView(state, head, send)

        is Asking ->
            when (state.part) {
                Part.Question -> QuestionView(state, place(state), send)
                Part.Because -> BecauseView(state, send)
                Part.Leaving -> LeavingView(send)
                Part.Recording -> RecordingView(state, head, send)
            }

        is Done -> if (state.isReviewing) ReviewView(state, back) else DoneView(state, send)
    }
}

/** How it goes, and that nobody gets a mark. */
@Composable
private fun ReadyView(
    state: Ready,
    head: PageHead,
    send: (QuickCheckEvent) -> Unit,
) = Page(
    head.copy(under = stringResource(R.string.screen_quickcheck_under, state.questions.size)),
    bottom = {
        MainButton(
            stringResource(R.string.screen_quickcheck_begin),
            { send(QuickCheckEvent.BeginTapped) },
            icon = R.drawable.ic_play,
            enabled = state.questions.isNotEmpty(),
        )
    },
) {
    Notice(
        stringResource(R.string.screen_quickcheck_no_exam),
        Tone.Blue,
        body = stringResource(R.string.screen_quickcheck_no_exam_body),
        icon = R.drawable.ic_like,
    )
    val how =
        if (state.after) {
            listOf(
                R.string.screen_quickcheck_how_ask to R.drawable.ic_speak,
                R.string.screen_quickcheck_how_tap to R.drawable.ic_hand,
                R.string.screen_quickcheck_how_why to R.drawable.ic_info,
            )
        } else {
            listOf(
                R.string.screen_quickcheck_how_ask to R.drawable.ic_speak,
                R.string.screen_quickcheck_how_tap to R.drawable.ic_hand,
                R.string.screen_quickcheck_how_silent to R.drawable.ic_silent,
            )
        }
    Card {
        how.forEachIndexed { at, (words, icon) ->
            if (at > 0) Line()
            ListRow(stringResource(words), icon = icon)
        }
    }
}

@Composable
private fun place(state: Asking): String =
    stringResource(R.string.screen_quickcheck_place, state.at + 1, state.questions.size)

/** After guidance: the safe way and why, whatever was answered. */
@Composable
private fun BecauseView(
    state: Asking,
    send: (QuickCheckEvent) -> Unit,
) {
    val question = state.question ?: return
    val last = state.answers.size == state.questions.size
    val isSafe = state.answers.last() == question.right.toInt()
    Page(
        PageHead(question.ask, above = place(state), onBack = { send(QuickCheckEvent.BackTapped) }),
        bottom = {
            MainButton(
                stringResource(
                    if (last) R.string.screen_quickcheck_finish else R.string.screen_quickcheck_next_question,
                ),
                { send(QuickCheckEvent.GoOnTapped) },
                icon = R.drawable.ic_next,
            )
        },
    ) {
        WaySaid(state)
        Verdict(
            stringResource(if (isSafe) R.string.screen_quickcheck_safe else R.string.screen_quickcheck_safer),
            if (isSafe) Tone.Green else Tone.Blue,
            icon = if (isSafe) R.drawable.ic_check else R.drawable.ic_like,
        ) {
            Words(breakable(question.answers.getOrNull(question.right.toInt()).orEmpty()), type = Type.told)
            Words(question.because)
        }
    }
}

@Composable
private fun SafeWay(question: CheckQuestionWords) =
    Notice(breakable(question.answers.getOrNull(question.right.toInt()).orEmpty()), Tone.Green, body = question.because)

/** Leaving halfway loses nothing, and is asked. */
@Composable
private fun LeavingView(send: (QuickCheckEvent) -> Unit) =
    Page(
        PageHead(stringResource(R.string.screen_quickcheck_leave), onBack = { send(QuickCheckEvent.BackTapped) }),
        bottom = {
            MainButton(
                stringResource(R.string.screen_quickcheck_stay),
                { send(QuickCheckEvent.StayTapped) },
                icon = R.drawable.ic_play,
            )
            WideButton(
                stringResource(R.string.screen_quickcheck_later),
                { send(QuickCheckEvent.LaterTapped) },
                icon = R.drawable.ic_clock,
                weight = Weight.Outlined,
            )
        },
    ) {
        Words(stringResource(R.string.screen_quickcheck_leave_body))
        QuietButton(
            stringResource(R.string.screen_quickcheck_drop),
            { send(QuickCheckEvent.DropTapped) },
            Modifier.offset((-12).dp),
            icon = R.drawable.ic_trash,
        )
    }

@Composable
private fun RecordingView(
    state: Asking,
    head: PageHead,
    send: (QuickCheckEvent) -> Unit,
) {
    val problem = state.problem ?: return Page(head) { Loading() }
    Page(
        head,
        bottom = {
            MainButton(
                stringResource(R.string.action_retry),
                { send(QuickCheckEvent.GoOnTapped) },
                icon = R.drawable.ic_refresh,
            )
        },
    ) { ProblemNotice(problem) }
}

/** Thanks, and what the areas come to: never a mark for a person. */
@Composable
private fun DoneView(
    state: Done,
    send: (QuickCheckEvent) -> Unit,
) = Page(
    PageHead(
        stringResource(R.string.screen_quickcheck_thanks),
        stringResource(
            if (state.after) R.string.screen_quickcheck_after_under else R.string.screen_quickcheck_before_under,
        ),
    ),
    bottom = {
        MainButton(
            stringResource(R.string.action_done),
            { send(QuickCheckEvent.DoneTapped) },
            icon = R.drawable.ic_check,
        )
        if (!Look.isCramped) ReviewButton(send)
    },
) {
    val areas = state.areas
    AreaList(R.string.screen_quickcheck_grown, areas.grown, Tone.Green, R.drawable.ic_star)
    AreaList(R.string.screen_quickcheck_sure, areas.sure, Tone.Green, R.drawable.ic_check)
    val next = if (state.after) R.string.screen_quickcheck_next else R.string.screen_quickcheck_learn
    AreaList(next, areas.next, Tone.Blue, R.drawable.ic_book)
    if (areas.next.isEmpty() && !state.after) Verdict(stringResource(R.string.screen_quickcheck_all_sure), Tone.Green)
    if (Look.isCramped) ReviewButton(send)
}

@Composable
private fun ReviewButton(send: (QuickCheckEvent) -> Unit) =
    QuietButton(
        stringResource(R.string.screen_quickcheck_review),
        { send(QuickCheckEvent.ReviewTapped) },
        Modifier.fillMaxWidth(),
        icon = R.drawable.ic_eye,
    )

@Composable
private fun AreaList(
    title: Int,
    areas: List<String>,
    tone: Tone,
    icon: Int,
) {
    if (areas.isEmpty()) return
    Section(stringResource(title))
    Card {
        areas.forEachIndexed { at, area ->
            if (at > 0) Line()
            ListRow(area, icon = icon, iconColour = tone.ink(), iconGround = tone.box())
        }
    }
}

/** The questions once more, with the safe way of each: to look at together, not to correct. */
@Composable
private fun ReviewView(
    state: Done,
    onBack: () -> Unit,
) = ListPage(
    PageHead(
        stringResource(R.string.screen_quickcheck_review),
        stringResource(R.string.screen_quickcheck_review_under),
        onBack = onBack,
    ),
) {
    itemsIndexed(state.questions, { _, question -> question.number.toInt() }) { _, question ->
        Column(Modifier.padding(bottom = 20.dp), Arrangement.spacedBy(8.dp)) {
            Section(question.ask)
            SafeWay(question)
        }
    }
}
