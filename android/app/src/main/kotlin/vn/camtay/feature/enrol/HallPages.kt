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
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.style.TextAlign
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
import vn.camtay.look.Weight
import vn.camtay.look.WideButton
import vn.camtay.look.Words
import vn.camtay.scan.CodeScanner
import vn.camtay.words.ProblemNotice
import vn.camtay.words.momentSaid

/** How many steps enrolling has. */
private const val STEPS = 4

@Composable
internal fun stepOf(step: Int) = stringResource(R.string.screen_enrol_step, step, STEPS)

internal fun partOf(step: Int) = PageHead.Part(step, STEPS)

@Composable
internal fun WelcomePage(
    stage: Stage.Welcome,
    state: EnrolState,
    send: (EnrolEvent) -> Unit,
) = Page(
    head = null,
    bottom = {
        val words = stringResource(R.string.screen_enrol_begin)
        MainButton(words, { send(EnrolEvent.BeginTapped) }, icon = R.drawable.ic_qr)
    },
) {
    Welcome()
    stage.wipedAt?.let {
        Notice(
            stringResource(R.string.screen_enrol_wiped),
            Tone.Amber,
            body = stringResource(R.string.screen_enrol_wiped_todo, momentSaid(it)),
            icon = R.drawable.ic_warning,
        )
    }
    state.problem?.let { ProblemNotice(it) }
    Section(stringResource(R.string.screen_enrol_first), Modifier.padding(top = 8.dp))
    Card {
        First(R.string.screen_enrol_first_scan, R.drawable.ic_qr)
        Line()
        First(R.string.screen_enrol_first_compare, R.drawable.ic_check)
        Line()
        First(R.string.screen_enrol_first_pin, R.drawable.ic_lock)
    }
}

/** What this is, at first sight. */
@Composable
private fun Welcome() =
    Column(
        Modifier.fillMaxWidth().padding(top = 20.dp, bottom = 4.dp),
        verticalArrangement = Arrangement.spacedBy(8.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        AppMark()
        Words(
            stringResource(R.string.app_name),
            Modifier.padding(top = 8.dp).semantics { heading() },
            Type.number,
            align = TextAlign.Center,
        )
        Words(stringResource(R.string.screen_enrol_welcome_what), type = Type.section, align = TextAlign.Center)
        val how = stringResource(R.string.screen_enrol_welcome_how)
        Words(how, type = Type.centred, colour = Look.colours.quietInk, align = TextAlign.Center)
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
) {
    val problem = state.problem
    Page(
        PageHead(
            stringResource(R.string.screen_enrol_scan_title),
            stringResource(R.string.screen_enrol_scan_under),
            stepOf(1),
            onBack = { send(EnrolEvent.BackTapped) },
            part = partOf(1),
        ),
        isCentred = state.busy || problem != null,
        bottom = if (problem == null) null else ({ AfterScan(state, send) }),
    ) {
        when {
            state.busy -> Loading(words = stringResource(R.string.screen_enrol_sending))

            // The camera stays off: it would read the same code again at once.
            problem != null -> ProblemNotice(problem)

            else -> CodeScanner({ send(EnrolEvent.CodeRead(it)) }, onType = { send(EnrolEvent.TypeTapped) })
        }
    }
}

/** The code did not do: the same once more, another one, or as text. */
@Composable
private fun AfterScan(
    state: EnrolState,
    send: (EnrolEvent) -> Unit,
) {
    val type = stringResource(R.string.screen_enrol_type)
    QuietButton(type, { send(EnrolEvent.TypeTapped) }, Modifier.fillMaxWidth(), R.drawable.ic_paste)
    if (state.canSendAgain) {
        val other = stringResource(R.string.screen_enrol_scan_other)
        WideButton(other, { send(EnrolEvent.ScanTapped) }, icon = R.drawable.ic_qr, weight = Weight.Outlined)
        val retry = stringResource(R.string.action_retry)
        MainButton(retry, { send(EnrolEvent.RetryTapped) }, icon = R.drawable.ic_refresh)
    } else {
        val again = stringResource(R.string.screen_enrol_scan_again)
        MainButton(again, { send(EnrolEvent.ScanTapped) }, icon = R.drawable.ic_qr)
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
        part = partOf(1),
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
        keyboard = KeyboardOptions(autoCorrectEnabled = false, keyboardType = KeyboardType.Ascii),
    )
    state.problem?.let { ProblemNotice(it) }
    if (state.busy) Loading(words = stringResource(R.string.screen_enrol_sending))
}

@Composable
internal fun ComparePage(
    stage: Stage.Compare,
    state: EnrolState,
    send: (EnrolEvent) -> Unit,
) = Page(
    PageHead(
        stringResource(R.string.screen_enrol_compare_title),
        above = stepOf(2),
        part = partOf(2),
    ),
    isCentred = true,
    bottom = {
        WideButton(
            stringResource(R.string.screen_enrol_scan_other),
            { send(EnrolEvent.ScanTapped) },
            icon = R.drawable.ic_qr,
            weight = Weight.Outlined,
        )
    },
) {
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
                Words(part, type = Type.number.copy(fontSize = Type.number.fontSize * 1.8f, lineHeight = BIG_LINE))
            }
        }
    }
}

private val BIG_LINE = Type.number.lineHeight * 1.8f

@Composable
internal fun NotLetInPage(
    stage: Stage.NotLetIn,
    state: EnrolState,
    send: (EnrolEvent) -> Unit,
) {
    val isForNow = stage.standing == Standing.SUSPENDED
    Page(
        PageHead(stringResource(R.string.screen_enrol_no_title), above = stepOf(2), part = partOf(2)),
        isCentred = true,
        bottom = {
            val again = stringResource(R.string.screen_enrol_scan_new)
            val scan = { send(EnrolEvent.ScanTapped) }
            if (isForNow) {
                WideButton(again, scan, icon = R.drawable.ic_qr, weight = Weight.Outlined, enabled = !state.busy)
                val words = stringResource(R.string.screen_enrol_no_ask)
                MainButton(words, { send(EnrolEvent.AskTapped) }, icon = R.drawable.ic_refresh, enabled = !state.busy)
            } else {
                MainButton(again, scan, icon = R.drawable.ic_qr, enabled = !state.busy)
            }
        },
    ) {
        val what = if (isForNow) R.string.screen_enrol_no_suspended else R.string.screen_enrol_no_revoked
        val todo = if (isForNow) R.string.screen_enrol_no_suspended_todo else R.string.screen_enrol_no_revoked_todo
        Notice(stringResource(what), Tone.Amber, body = stringResource(todo), icon = R.drawable.ic_warning)
        state.problem?.let { ProblemNotice(it) }
        if (state.busy) Loading(words = stringResource(R.string.screen_enrol_asking))
        Words(stringResource(R.string.screen_enrol_no_body))
    }
}
