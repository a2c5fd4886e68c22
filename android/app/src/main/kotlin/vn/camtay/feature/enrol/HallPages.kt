package vn.camtay.feature.enrol

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.Standing
import vn.camtay.R
import vn.camtay.feature.enrol.EnrolState.Stage
import vn.camtay.look.AppMark
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.TypeField
import vn.camtay.look.Words
import vn.camtay.scan.CodeScanner
import vn.camtay.words.ProblemNotice
import vn.camtay.words.momentSaid

/** How many steps enrolling has. */
private const val STEPS = 4

@Composable
internal fun stepOf(step: Int) = stringResource(R.string.screen_enrol_step, step, STEPS)

@Composable
internal fun WelcomePage(
    stage: Stage.Welcome,
    state: EnrolState,
    send: (EnrolEvent) -> Unit,
) = Page(
    PageHead(stringResource(R.string.app_name)),
    bottom = {
        val words = stringResource(R.string.screen_enrol_begin)
        MainButton(words, { send(EnrolEvent.BeginTapped) }, icon = R.drawable.ic_qr)
    },
) {
    Words(stringResource(R.string.screen_enrol_welcome_what), type = Type.section)
    Words(stringResource(R.string.screen_enrol_welcome_how), colour = Look.colours.quietInk)
    stage.wipedAt?.let {
        Notice(
            stringResource(R.string.screen_enrol_wiped),
            Tone.Amber,
            body = stringResource(R.string.screen_enrol_wiped_todo, momentSaid(it)),
            icon = R.drawable.ic_warning,
        )
    }
    state.problem?.let { ProblemNotice(it) }
    AppMark(Modifier.align(Alignment.CenterHorizontally).padding(vertical = 12.dp))
    Section(stringResource(R.string.screen_enrol_first))
    Card {
        First(R.string.screen_enrol_first_scan, R.drawable.ic_qr)
        Line()
        First(R.string.screen_enrol_first_compare, R.drawable.ic_check)
        Line()
        First(R.string.screen_enrol_first_pin, R.drawable.ic_lock)
    }
}

@Composable
private fun First(
    words: Int,
    icon: Int,
) = ListRow(
    stringResource(words),
    icon = icon,
    iconColour = Look.colours.blue,
    iconGround = Look.colours.blueBox,
)

@Composable
internal fun ScanPage(
    state: EnrolState,
    send: (EnrolEvent) -> Unit,
) = Page(
    PageHead(
        stringResource(R.string.screen_enrol_scan_title),
        stringResource(R.string.screen_enrol_scan_under),
        stepOf(1),
        onBack = { send(EnrolEvent.BackTapped) },
    ),
    bottom = {
        if (state.canSendAgain) {
            val words = stringResource(R.string.action_retry)
            MainButton(words, { send(EnrolEvent.RetryTapped) }, icon = R.drawable.ic_refresh)
        } else if (state.problem != null) {
            val words = stringResource(R.string.screen_enrol_scan_again)
            MainButton(words, { send(EnrolEvent.ScanTapped) }, icon = R.drawable.ic_qr)
        }
    },
) {
    val problem = state.problem
    when {
        state.busy -> Loading()

        // The camera stays off: it would read the same code again at once.
        problem != null -> ProblemNotice(problem)

        else -> CodeScanner({ send(EnrolEvent.CodeRead(it)) })
    }
    if (!state.busy) {
        if (state.canSendAgain) {
            val words = stringResource(R.string.screen_enrol_scan_other)
            QuietButton(words, { send(EnrolEvent.ScanTapped) }, icon = R.drawable.ic_qr)
        }
        val words = stringResource(R.string.screen_enrol_type)
        QuietButton(words, { send(EnrolEvent.TypeTapped) }, icon = R.drawable.ic_paste)
    }
}

@Composable
internal fun TypePage(
    stage: Stage.Type,
    state: EnrolState,
    send: (EnrolEvent) -> Unit,
) = Page(
    PageHead(
        stringResource(R.string.screen_enrol_type_title),
        stringResource(R.string.screen_enrol_type_under),
        stepOf(1),
        onBack = { send(EnrolEvent.ScanTapped) },
    ),
    bottom = {
        MainButton(
            stringResource(R.string.screen_enrol_type_send),
            { send(EnrolEvent.CodeSent) },
            enabled = !state.busy && stage.text.isNotBlank(),
        )
    },
) {
    TypeField(
        stringResource(R.string.screen_enrol_type_label),
        stage.text,
        { send(EnrolEvent.CodeTyped(it)) },
        singleLine = false,
        keyboard = KeyboardOptions(autoCorrectEnabled = false, keyboardType = KeyboardType.Ascii),
    )
    state.problem?.let { ProblemNotice(it) }
    if (state.busy) Loading()
}

@Composable
internal fun ComparePage(
    stage: Stage.Compare,
    state: EnrolState,
    send: (EnrolEvent) -> Unit,
) = Page(PageHead(stringResource(R.string.screen_enrol_compare_title), above = stepOf(2))) {
    Words(stringResource(R.string.screen_enrol_compare_body))
    SixDigits(stage.code)
    val problem = state.problem
    when {
        problem != null -> {
            ProblemNotice(problem)
            QuietWords(stringResource(R.string.screen_enrol_compare_goes_on))
        }

        stage.long ->
            Notice(
                stringResource(R.string.screen_enrol_compare_long),
                Tone.Amber,
                body = stringResource(R.string.screen_enrol_compare_long_todo),
            )

        else ->
            Notice(
                stringResource(R.string.screen_enrol_compare_waiting),
                Tone.Blue,
                body = stringResource(R.string.screen_enrol_compare_waiting_todo),
                icon = R.drawable.ic_clock,
            )
    }
    QuietWords(stringResource(R.string.screen_enrol_compare_differs), type = Type.body)
    QuietButton(
        stringResource(R.string.screen_enrol_scan_other),
        { send(EnrolEvent.ScanTapped) },
        icon = R.drawable.ic_qr,
    )
}

/** Three and three, as they are read aloud; in the largest text one under the other. */
@Composable
private fun SixDigits(code: String) {
    val said = code.toList().joinToString(" ")
    Card {
        FlowRow(
            Modifier
                .fillMaxWidth()
                .padding(16.dp, 20.dp)
                .clearAndSetSemantics { contentDescription = said },
            horizontalArrangement = Arrangement.spacedBy(24.dp, Alignment.CenterHorizontally),
        ) {
            for (part in code.chunked(3)) {
                Words(part, type = Type.number.copy(fontSize = Type.number.fontSize * 1.5f, lineHeight = BIG_LINE))
            }
        }
    }
}

private val BIG_LINE = Type.number.lineHeight * 1.5f

@Composable
internal fun NotLetInPage(
    stage: Stage.NotLetIn,
    state: EnrolState,
    send: (EnrolEvent) -> Unit,
) {
    val isForNow = stage.standing == Standing.SUSPENDED
    Page(
        PageHead(stringResource(R.string.screen_enrol_no_title), above = stepOf(2)),
        bottom = {
            if (isForNow) {
                val words = stringResource(R.string.screen_enrol_no_ask)
                MainButton(words, { send(EnrolEvent.AskTapped) }, icon = R.drawable.ic_refresh, enabled = !state.busy)
            } else {
                val words = stringResource(R.string.screen_enrol_scan_new)
                MainButton(words, { send(EnrolEvent.ScanTapped) }, icon = R.drawable.ic_qr, enabled = !state.busy)
            }
        },
    ) {
        val what = if (isForNow) R.string.screen_enrol_no_suspended else R.string.screen_enrol_no_revoked
        val todo = if (isForNow) R.string.screen_enrol_no_suspended_todo else R.string.screen_enrol_no_revoked_todo
        Notice(stringResource(what), Tone.Amber, body = stringResource(todo), icon = R.drawable.ic_warning)
        state.problem?.let { ProblemNotice(it) }
        if (state.busy) Loading()
        if (isForNow) {
            val words = stringResource(R.string.screen_enrol_scan_new)
            QuietButton(words, { send(EnrolEvent.ScanTapped) }, icon = R.drawable.ic_qr)
        }
        Column(Modifier.padding(top = 8.dp)) { Words(stringResource(R.string.screen_enrol_no_body)) }
    }
}
