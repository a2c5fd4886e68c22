package vn.camtay.feature.situation

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.SituationWords
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.look.Card
import vn.camtay.look.ChoiceChip
import vn.camtay.look.ChoiceChips
import vn.camtay.look.EmptyState
import vn.camtay.look.LedWords
import vn.camtay.look.Loading
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.Symbol
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Verdict
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words
import vn.camtay.look.balanced
import vn.camtay.look.isLargeText
import vn.camtay.look.told
import vn.camtay.words.ProblemState
import kotlin.random.Random

/** The screen of this place. */
fun situationScreen(around: Surroundings): Screen {
    val random = Random(around.clock.now())
    val model = SituationModel(around.phone, around.scope, around.go, around.language, random)
    return { SituationScreen(model) }
}

@Composable
private fun SituationScreen(model: SituationModel) {
    val state by model.state.collectAsState()
    SituationView(state, remember(model) { model::send })
}

/** Draws [state]. */
@Composable
fun SituationView(
    state: SituationState,
    send: (SituationEvent) -> Unit,
) {
    when (state) {
        SituationState.Opening -> Framed(null, send) { Loading() }

        is SituationState.Stopped ->
            Page(
                head(null, send),
                bottom = {
                    MainButton(stringResource(R.string.action_retry), { send(SituationEvent.RetryTapped) })
                },
            ) { ProblemState(state.problem) }

        SituationState.Empty ->
            Framed(null, send) {
                EmptyState(
                    stringResource(R.string.screen_situation_empty),
                    stringResource(R.string.screen_situation_empty_body),
                    R.drawable.ic_shield,
                )
            }

        // After an answer one reads from the top again.
        is SituationState.Practising ->
            key(state.situation.number, state.answer == Answer.NotYet) {
                Practising(state, send)
            }
    }
}

@Composable
private fun Framed(
    above: String?,
    send: (SituationEvent) -> Unit,
    content: @Composable () -> Unit,
) = Page(head(above, send)) { content() }

@Composable
private fun head(
    above: String?,
    send: (SituationEvent) -> Unit,
) = PageHead(
    title = stringResource(R.string.screen_situation_question),
    above = above,
    onBack = { send(SituationEvent.BackTapped) },
)

@Composable
private fun Practising(
    state: SituationState.Practising,
    send: (SituationEvent) -> Unit,
) {
    val situation = state.situation
    val above = stringResource(R.string.screen_situation_place, state.place, state.count)
    Page(
        head(above, send),
        bottom = {
            if (state.answer == Answer.NotYet) {
                Answers(send)
            } else {
                MainButton(
                    stringResource(R.string.screen_situation_next),
                    { send(SituationEvent.NextTapped) },
                    icon = R.drawable.ic_next,
                )
            }
        },
    ) {
        if (state.answer == Answer.NotYet) {
            Words(situation.setting)
            Arriving(situation)
            Channels(state, send)
        } else {
            Told(situation, state.answer == Answer.Believed)
            Section(stringResource(R.string.screen_situation_again))
            QuietWords(situation.setting)
            Arriving(situation)
        }
    }
}

/** Neither hints: the same weight, side by side where both have room. */
@Composable
private fun Answers(send: (SituationEvent) -> Unit) {
    if (Look.isLargeText) {
        Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
            Answer(true, send)
            Answer(false, send)
        }
    } else {
        Row(
            Modifier.height(IntrinsicSize.Min),
            horizontalArrangement = Arrangement.spacedBy(8.dp),
        ) {
            Answer(true, send, Modifier.weight(1f).fillMaxHeight())
            Answer(false, send, Modifier.weight(1f).fillMaxHeight())
        }
    }
}

@Composable
private fun Answer(
    believed: Boolean,
    send: (SituationEvent) -> Unit,
    modifier: Modifier = Modifier,
) = WideButton(
    stringResource(if (believed) R.string.screen_situation_believe else R.string.screen_situation_doubt),
    { send(SituationEvent.Answered(believed)) },
    modifier,
    if (believed) R.drawable.ic_like else R.drawable.ic_hand,
    Weight.Outlined,
)

/** What it was and by what one knows it; calm, whatever was answered. */
@Composable
private fun Told(
    situation: SituationWords,
    believed: Boolean,
) {
    val isRight = believed == situation.genuine
    val words =
        when {
            isRight && situation.genuine -> R.string.screen_situation_right_genuine
            isRight -> R.string.screen_situation_right_scam
            situation.genuine -> R.string.screen_situation_wrong_genuine
            else -> R.string.screen_situation_wrong_scam
        }
    val tone = if (situation.genuine) Tone.Green else Tone.Amber
    val icon = if (situation.genuine) R.drawable.ic_check else R.drawable.ic_warning
    Verdict(stringResource(words), tone, icon = icon) {
        LedWords(stringResource(R.string.screen_situation_sign), situation.sign)
    }
    Now(situation.now)
    Words(situation.comfort)
    situation.kind?.let { kind ->
        val line = if (situation.genuine) R.string.screen_situation_like else R.string.screen_situation_kind
        QuietWords(stringResource(line, kind))
    }
}

/** What to do now: what is to be kept of it all. */
@Composable
private fun Now(words: String) =
    Card(ground = Look.colours.blueBox, edge = Look.colours.blueBox) {
        Row(
            Modifier.padding(16.dp).semantics(mergeDescendants = true) {},
            horizontalArrangement = Arrangement.spacedBy(14.dp),
        ) {
            Symbol(R.drawable.ic_shield, Look.colours.blue, 28.dp)
            Column(Modifier.weight(1f), verticalArrangement = Arrangement.spacedBy(2.dp)) {
                Words(
                    stringResource(R.string.screen_situation_now),
                    type = Type.smallStrong,
                    colour = Look.colours.blue,
                )
                Words(words, type = Type.told.balanced)
            }
        }
    }

/** Only those that arrive one way. */
@Composable
private fun Channels(
    state: SituationState.Practising,
    send: (SituationEvent) -> Unit,
) {
    var isOpen by rememberSaveable { mutableStateOf(false) }
    val said = stringResource(if (isOpen) R.string.a11y_open else R.string.a11y_closed)
    QuietButton(
        stringResource(R.string.screen_situation_kinds),
        { isOpen = !isOpen },
        Modifier.offset((-12).dp).semantics { stateDescription = said },
        if (isOpen) R.drawable.ic_less else R.drawable.ic_more_below,
    )
    if (!isOpen) return
    ChoiceChips(
        listOf(null) + state.channels,
        { it == state.channel },
        { stringResource(it?.let(::channelWord) ?: R.string.screen_situation_all) },
    ) { send(SituationEvent.ChannelChosen(it)) }
}

/** How something arrives, in a word. */
internal fun channelWord(channel: String): Int =
    when (channel) {
        "call" -> R.string.screen_situation_call
        "sms" -> R.string.screen_situation_sms
        "chat" -> R.string.screen_situation_chat
        "post" -> R.string.screen_situation_post
        "qr" -> R.string.screen_situation_qr
        "slip" -> R.string.screen_situation_slip
        "visit" -> R.string.screen_situation_visit
        else -> R.string.screen_situation_other
    }
