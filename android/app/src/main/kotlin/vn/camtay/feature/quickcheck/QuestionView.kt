package vn.camtay.feature.quickcheck

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import vn.camtay.R
import vn.camtay.feature.quickcheck.QuickCheckState.Asking
import vn.camtay.look.FilledPage
import vn.camtay.look.IconOnly
import vn.camtay.look.LetterButton
import vn.camtay.look.Look
import vn.camtay.look.QuietButton
import vn.camtay.look.QuietWords
import vn.camtay.look.Type
import vn.camtay.look.Way
import vn.camtay.look.WayPart
import vn.camtay.look.WayParts
import vn.camtay.look.Words
import vn.camtay.look.balanced

/** One question in the middle, its answers near the thumb, each with a letter to be named by. */
@Composable
internal fun QuestionView(
    state: Asking,
    place: String,
    send: (QuickCheckEvent) -> Unit,
) {
    val question = state.question ?: return
    FilledPage(
        seen = state.at,
        isCentred = true,
        head = { QuestionHead(state, place) { send(QuickCheckEvent.BackTapped) } },
        picture = null,
        words = {
            Words(question.area, type = Type.smallStrong, colour = Look.colours.blue)
            Words(question.ask, Modifier.semantics { heading() }, Type.page.balanced)
        },
        tools = {
            Column(Modifier.padding(vertical = 4.dp), Arrangement.spacedBy(10.dp)) {
                question.answers.forEachIndexed { at, words ->
                    LetterButton(letter(at), words, { send(QuickCheckEvent.AnswerTapped(at)) })
                }
                if (state.answers.isNotEmpty()) {
                    QuietButton(
                        stringResource(R.string.screen_quickcheck_question_before),
                        { send(QuickCheckEvent.QuestionBeforeTapped) },
                        Modifier.fillMaxWidth(),
                        icon = R.drawable.ic_undo,
                    )
                }
            }
        },
        bottom = {},
    )
}

@Composable
private fun QuestionHead(
    state: Asking,
    place: String,
    onBack: () -> Unit,
) = Column(Modifier.padding(top = 8.dp, bottom = 8.dp), Arrangement.spacedBy(4.dp)) {
    Row(verticalAlignment = Alignment.CenterVertically) {
        IconOnly(R.drawable.ic_back, stringResource(R.string.action_back), onBack, Modifier.offset((-12).dp))
        QuietWords(place, Modifier.clearAndSetSemantics {})
    }
    WaySaid(state)
}

/** How far the eight are, in parts. */
@Composable
internal fun WaySaid(state: Asking) {
    val parts =
        state.questions.indices.map { at ->
            when {
                at == state.at -> WayPart.Here
                at < state.answers.size -> WayPart.Done
                else -> WayPart.Open
            }
        }
    val words = stringResource(R.string.screen_quickcheck_place, state.at + 1, state.questions.size)
    Way(WayParts(parts), words)
}

private fun letter(at: Int) = ('A' + at).toString()
