package vn.camtay.feature.steps

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StepPage
import vn.camtay.R
import vn.camtay.look.AnswerButton
import vn.camtay.look.FilledPage
import vn.camtay.look.GuidePicture
import vn.camtay.look.IconOnly
import vn.camtay.look.LedWords
import vn.camtay.look.Look
import vn.camtay.look.Notice
import vn.camtay.look.PillButton
import vn.camtay.look.QuietButton
import vn.camtay.look.QuietWords
import vn.camtay.look.SpokenWords
import vn.camtay.look.StateChip
import vn.camtay.look.Symbol
import vn.camtay.look.Tone
import vn.camtay.look.Tool
import vn.camtay.look.Tools
import vn.camtay.look.Type
import vn.camtay.look.Way
import vn.camtay.look.WayPart
import vn.camtay.look.WayParts
import vn.camtay.look.Weight
import vn.camtay.look.Words
import vn.camtay.look.balanced
import vn.camtay.words.ProblemNotice
import vn.camtay.words.words

/** One step: picture, words, three answers. */
@Composable
internal fun StepView(
    going: StepsState.Going,
    send: (StepsEvent) -> Unit,
) {
    val step = going.step
    // Read when it is tapped: the answers are the same for every step and aren't drawn anew.
    val at = rememberUpdatedState(going.at)
    FilledPage(
        seen = step.id,
        head = { isRoomy ->
            if (isRoomy) {
                StepHead(going.person.name, going.page.title, going.reading, send)
                StepWay(going.at, going.page.steps, isRoomy = true)
            } else {
                ShortHead(going.at, going.page.steps, going.reading, send)
                StepWay(going.at, going.page.steps, isRoomy = false)
                QuietWords(going.person.name)
            }
        },
        picture = pictureOf(going.picture, step),
        words = { StepWords(step) },
        tools = { StepTools(going.person.others.isNotEmpty(), send) },
        bottom = { isRoomy ->
            going.problem?.let { ProblemNotice(it) }
            UndoBar(going.undo, isRoomy) { send(StepsEvent.UndoTapped) }
            Answers(
                onAlone = { send(StepsEvent.Answered(at.value, StepOutcome.Alone)) },
                onHelped = { send(StepsEvent.Answered(at.value, StepOutcome.Helped)) },
                onStuck = { send(StepsEvent.StuckTapped) },
            )
        },
    )
}

@Composable
private fun StepHead(
    name: String,
    title: String,
    reading: Reading,
    send: (StepsEvent) -> Unit,
) {
    Row(
        Modifier.fillMaxWidth().padding(top = 8.dp, bottom = 4.dp),
        horizontalArrangement = Arrangement.spacedBy(8.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        BackIcon(send)
        Column(Modifier.weight(1f)) {
            Words(name, type = Type.row)
            QuietWords(title)
        }
        ReadButton(reading) { send(StepsEvent.ReadTapped) }
    }
}

/** Where there is little room: where one is, in the place of who and what. */
@Composable
private fun ShortHead(
    at: Int,
    steps: List<StepPage>,
    reading: Reading,
    send: (StepsEvent) -> Unit,
) {
    Row(Modifier.fillMaxWidth().padding(top = 4.dp, bottom = 4.dp), verticalAlignment = Alignment.CenterVertically) {
        BackIcon(send)
        val words = stringResource(R.string.screen_steps_step_short, at + 1, steps.size)
        Words(words, Modifier.weight(1f).clearAndSetSemantics {}, Type.smallStrong)
        ReadButton(reading) { send(StepsEvent.ReadTapped) }
    }
}

/** Its arrow begins where the words below begin. */
@Composable
private fun BackIcon(send: (StepsEvent) -> Unit) =
    IconOnly(
        R.drawable.ic_back,
        stringResource(R.string.action_back),
        { send(StepsEvent.BackTapped) },
        Modifier.offset((-12).dp),
    )

/** Reads aloud, falls silent, or says that it can't. */
@Composable
internal fun ReadButton(
    reading: Reading,
    onClick: () -> Unit,
) {
    val icon =
        when (reading) {
            Reading.Unknown, Reading.Silent -> R.drawable.ic_speak
            Reading.Speaking -> R.drawable.ic_stop
            Reading.NoVoice -> R.drawable.ic_silent
        }
    val word = if (reading == Reading.Speaking) R.string.action_hush else R.string.action_read
    // The crossed icon is short enough to leave the name its line; whoever can't see it hears it.
    val silent = stringResource(R.string.a11y_steps_no_voice)
    val said = if (reading == Reading.NoVoice) Modifier.semantics { stateDescription = silent } else Modifier
    PillButton(stringResource(word), onClick, icon, said)
}

/** Where one is, in words and in parts. */
@Composable
internal fun StepWay(
    at: Int,
    steps: List<StepPage>,
    isRoomy: Boolean,
) {
    val words = stringResource(R.string.screen_steps_step_of, at + 1, steps.size)
    val parts =
        steps.mapIndexed { place, step ->
            val outcome = step.mark ?: step.before
            when {
                place == at -> WayPart.Here
                outcome == null -> WayPart.Open
                outcome.isSettled -> WayPart.Done
                else -> WayPart.Stuck
            }
        }
    Row(
        Modifier.fillMaxWidth(),
        horizontalArrangement = Arrangement.spacedBy(12.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        if (isRoomy) QuietWords(words, Modifier.clearAndSetSemantics {}, Type.smallStrong)
        Way(WayParts(parts), words, Modifier.weight(1f))
    }
}

/** What draws the picture of a step; nothing for a step that has none. */
internal fun pictureOf(
    picture: StepPicture,
    step: StepPage,
): (@Composable () -> Unit)? {
    if (picture == StepPicture.None) return null
    return { GuidePicture((picture as? StepPicture.Shown)?.bitmap, step.pictureWords.orEmpty()) }
}

/** What to say and to see. */
@Composable
internal fun ColumnScope.StepWords(step: StepPage) {
    SpokenWords(step.say, step.language, Modifier.semantics { heading() }, Type.step.balanced)
    step.alone?.let { AloneLine(it) }
    step.see?.let { LedWords(stringResource(R.string.screen_steps_see), it) }
    step.ifNot?.let { IfNot(step.id, it) }
    Marks(step)
}

/** What only the resident does; as low as it can be, for the picture's sake. */
@Composable
private fun AloneLine(words: String) =
    Row(
        Modifier
            .fillMaxWidth()
            .background(Look.colours.blueBox, RoundedCornerShape(14.dp))
            .padding(12.dp, 8.dp)
            .semantics(mergeDescendants = true) {},
        horizontalArrangement = Arrangement.spacedBy(10.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Symbol(R.drawable.ic_private, Look.colours.blue)
        Words(words, Modifier.weight(1f), Type.row.balanced, Look.colours.blue)
    }

/** What to say when it looks otherwise: one tap away. */
@Composable
private fun IfNot(
    step: String,
    words: String,
) {
    var isOpen by rememberSaveable(step) { mutableStateOf(false) }
    val said = stringResource(if (isOpen) R.string.a11y_open else R.string.a11y_closed)
    QuietButton(
        stringResource(R.string.screen_steps_if_not),
        { isOpen = !isOpen },
        Modifier.offset((-12).dp).semantics { stateDescription = said },
        if (isOpen) R.drawable.ic_less else R.drawable.ic_more_below,
    )
    if (isOpen) Notice(words, Tone.Amber, icon = R.drawable.ic_info)
}

/** What stands there already, of this visit or of the one before. */
@Composable
private fun Marks(step: StepPage) {
    val outcome = step.mark ?: step.before ?: return
    val line = if (step.mark != null) R.string.screen_steps_marked else R.string.screen_steps_before
    StateChip(stringResource(line, outcome.words()), outcome.tone)
}

/** What an outcome means. */
internal val StepOutcome.tone: Tone
    get() =
        when (this) {
            StepOutcome.Alone, StepOutcome.Helped, StepOutcome.Already -> Tone.Green
            StepOutcome.NotApplicable, StepOutcome.Refused -> Tone.Quiet
            StepOutcome.ComeBack, is StepOutcome.Stuck -> Tone.Amber
        }

/** The three answers. */
@Composable
internal fun Answers(
    onAlone: () -> Unit,
    onHelped: () -> Unit,
    onStuck: () -> Unit,
) {
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        val alone = stringResource(R.string.screen_steps_alone)
        val helped = stringResource(R.string.screen_steps_helped)
        val stuck = stringResource(R.string.screen_steps_stuck)
        AnswerButton(alone, onAlone, R.drawable.ic_check, Weight.Done)
        AnswerButton(helped, onHelped, R.drawable.ic_people, Weight.Outlined)
        AnswerButton(stuck, onStuck, R.drawable.ic_clock, Weight.Amber)
    }
}

@Composable
private fun StepTools(
    hasOthers: Boolean,
    send: (StepsEvent) -> Unit,
) {
    val face = Tool(R.drawable.ic_turn, stringResource(R.string.screen_steps_face)) { send(StepsEvent.FacingTapped) }
    val change =
        Tool(R.drawable.ic_swap, stringResource(R.string.screen_steps_change)) { send(StepsEvent.PeopleTapped) }
    val more = Tool(R.drawable.ic_more, stringResource(R.string.screen_steps_more)) { send(StepsEvent.MoreTapped) }
    Tools(listOfNotNull(face, change.takeIf { hasOthers }, more))
}
