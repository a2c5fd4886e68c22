package vn.camtay.feature.consent

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.consent.ConsentState.Stage
import vn.camtay.feature.consent.ConsentState.Who
import vn.camtay.look.Card
import vn.camtay.look.EmptyState
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietWords
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.UndoBar
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words
import vn.camtay.words.ProblemNotice

/** Screen 5, Đồng ý. */
fun consentScreen(
    around: Surroundings,
    household: String,
    resident: String?,
): Screen {
    val model = ConsentModel(around.phone, around.scope, around.go, around.draft, household, resident, around.language)
    return {
        val state by model.state.collectAsState()
        ConsentView(state, model::send)
    }
}

@Composable
fun ConsentView(
    state: ConsentState,
    send: (ConsentEvent) -> Unit,
) {
    BackHandler { send(ConsentEvent.BackTapped) }
    when (val stage = state.stage) {
        Stage.Asking -> Asking(state, send)
        is Stage.Writing -> NewPersonView(state, stage, send)
        is Stage.NoName -> NoName(state, stage, send)
    }
}

@Composable
private fun Asking(
    state: ConsentState,
    send: (ConsentEvent) -> Unit,
) = Page(
    PageHead(
        stringResource(R.string.screen_consent_title),
        under = (state.who as? Who.Listed)?.name?.ifEmpty { null },
        above = state.head,
        onBack = { send(ConsentEvent.BackTapped) },
    ),
    bottom = { Answers(state, send) },
) {
    state.problem?.let { ProblemNotice(it) }
    if (state.sentence.isNotEmpty()) {
        QuietWords(stringResource(R.string.screen_consent_say), type = Type.body)
        Card(ground = Look.colours.blueBox, edge = Look.colours.blueBox) {
            Words(state.sentence, Modifier.padding(20.dp), Type.step)
        }
        OtherAnswers(state, send)
    } else if (state.problem == null) {
        Loading()
    }
}

/** What else somebody may say: seldom, and not less welcome. */
@Composable
private fun OtherAnswers(
    state: ConsentState,
    send: (ConsentEvent) -> Unit,
) {
    QuietWords(stringResource(R.string.screen_consent_free), type = Type.body)
    Card {
        ListRow(
            stringResource(R.string.screen_consent_no_name),
            under = stringResource(R.string.screen_consent_no_name_body),
            icon = R.drawable.ic_private,
            onClick = { send(ConsentEvent.NoNameTapped) },
        )
        if (state.who is Who.Listed) {
            Line()
            ListRow(
                stringResource(R.string.screen_consent_later),
                icon = R.drawable.ic_clock,
                onClick = { send(ConsentEvent.LaterTapped) },
            )
        }
    }
}

/** Both answers weigh the same, and neither is chosen beforehand. */
@Composable
private fun Answers(
    state: ConsentState,
    send: (ConsentEvent) -> Unit,
) {
    val ready = !state.busy && state.sentence.isNotEmpty()
    val yes: @Composable (Modifier) -> Unit = {
        val words = stringResource(R.string.screen_consent_yes)
        WideButton(words, { send(ConsentEvent.YesTapped) }, it, R.drawable.ic_check, Weight.Outlined, ready)
    }
    val no: @Composable (Modifier) -> Unit = {
        val words = stringResource(R.string.screen_consent_no)
        WideButton(words, { send(ConsentEvent.NoTapped) }, it, R.drawable.ic_close, Weight.Outlined, ready)
    }
    if (state.problem != null && state.sentence.isEmpty()) {
        MainButton(stringResource(R.string.action_retry), { send(ConsentEvent.RetryTapped) })
    } else {
        val scale = LocalDensity.current.fontScale
        BoxWithConstraints {
            if (maxWidth / scale >= BESIDE) {
                Row(Modifier.height(IntrinsicSize.Min), horizontalArrangement = Arrangement.spacedBy(12.dp)) {
                    no(Modifier.weight(1f).fillMaxHeight())
                    yes(Modifier.weight(1f).fillMaxHeight())
                }
            } else {
                Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
                    yes(Modifier)
                    no(Modifier)
                }
            }
        }
    }
}

/** What was done with a no, and what happens now. */
@Composable
private fun NoName(
    state: ConsentState,
    stage: Stage.NoName,
    send: (ConsentEvent) -> Unit,
) = Page(
    PageHead(
        stringResource(R.string.screen_consent_refused_title),
        above = state.head,
        onBack = { send(ConsentEvent.BackTapped) },
    ),
    isCentred = true,
    bottom = {
        if (stage.undo != null) {
            UndoBar(stringResource(R.string.screen_consent_counted), { send(ConsentEvent.UndoTapped) })
        }
        val words = stringResource(R.string.action_done)
        MainButton(words, { send(ConsentEvent.DoneTapped) }, icon = R.drawable.ic_check, enabled = !state.busy)
    },
) {
    state.problem?.let { ProblemNotice(it) }
    val who = state.who
    EmptyState(
        stringResource(R.string.screen_consent_refused_guide),
        when (who) {
            Who.SomebodyNew -> stringResource(R.string.screen_consent_refused_body)
            is Who.Listed -> stringResource(R.string.screen_consent_listed_body, who.name)
        },
        R.drawable.ic_hand,
    )
    if (who == Who.SomebodyNew && stage.undo == null) {
        Notice(stringResource(R.string.screen_consent_counted), Tone.Green)
    }
}

/** So much room, in widths of the normal text, two answers need beside each other. */
private val BESIDE = 300.dp
