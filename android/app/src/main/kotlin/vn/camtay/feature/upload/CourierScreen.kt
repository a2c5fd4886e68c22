package vn.camtay.feature.upload

import androidx.activity.compose.BackHandler
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Loading
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.ProgressBar
import vn.camtay.look.QuietButton
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Words
import vn.camtay.scan.CodeScanner
import vn.camtay.scan.QrFrames
import vn.camtay.share.Carried
import vn.camtay.share.SentQuestion
import vn.camtay.share.shareFile
import vn.camtay.share.sharedFolder
import vn.camtay.words.ProblemNotice
import vn.camtay.words.momentSaid
import vn.camtay.words.sentence
import java.io.File

/** Handing in by file or by QR. */
fun courierScreen(around: Surroundings): Screen {
    val model = CourierModel(around.phone, around.files, around.scope, around.go)
    return {
        val state by model.state.collectAsState()
        val context = LocalContext.current
        val choose =
            rememberLauncherForActivityResult(ActivityResultContracts.OpenDocument()) {
                model.send(CourierEvent.FileChosen(it))
            }
        val toShare = (state as? CourierState.Home)?.toShare
        LaunchedEffect(toShare) {
            toShare?.let {
                shareFile(context, File(it))
                model.send(CourierEvent.Shared)
            }
        }
        val isHome = state is CourierState.Home || state == CourierState.Loading
        BackHandler(enabled = !isHome) { model.send(CourierEvent.BackTapped) }
        // Apps name these files' type as they like: the content decides.
        CourierView(state, model::send, sharedFolder(context).path) { choose.launch(arrayOf("*/*")) }
    }
}

@Composable
fun CourierView(
    state: CourierState,
    send: (CourierEvent) -> Unit,
    folder: String,
    onChoose: () -> Unit,
) = when (state) {
    CourierState.Loading -> Page(head(R.string.screen_courier_title, null, send)) { Loading() }
    is CourierState.Home -> Home(state, send, folder, onChoose)
    is CourierState.Showing -> Showing(state, send)
    is CourierState.Reading -> Reading(state, send)
}

@Composable
private fun head(
    title: Int,
    under: Int?,
    send: (CourierEvent) -> Unit,
) = PageHead(stringResource(title), under?.let { stringResource(it) }, onBack = { send(CourierEvent.BackTapped) })

@Composable
private fun Home(
    state: CourierState.Home,
    send: (CourierEvent) -> Unit,
    folder: String,
    onChoose: () -> Unit,
) = Page(
    head(R.string.screen_courier_title, R.string.screen_courier_under, send),
    bottom =
        if (state.hasParcel) {
            { FileButton(state, send, folder) }
        } else {
            null
        },
) {
    state.problem?.let { ProblemNotice(it) }
    Parcel(state)
    if (state.lent != null) SentQuestion(enabled = !state.busy) { send(CourierEvent.SentTapped) }
    Card {
        if (state.hasParcel) {
            Way(R.string.screen_courier_show, R.string.screen_courier_show_body, R.drawable.ic_qr) {
                send(CourierEvent.ShowTapped)
            }
            Line()
        }
        Way(R.string.screen_courier_open, R.string.screen_courier_open_body, R.drawable.ic_file, onChoose)
    }
    Section(stringResource(R.string.screen_courier_for_others))
    Card {
        Way(R.string.screen_courier_read, R.string.screen_courier_read_body, R.drawable.ic_camera) {
            send(CourierEvent.ReadTapped)
        }
    }
    state.carried.forEach { CarriedCard(it, send, folder) }
}

@Composable
private fun FileButton(
    state: CourierState.Home,
    send: (CourierEvent) -> Unit,
    folder: String,
) = MainButton(
    stringResource(R.string.screen_courier_file),
    { send(CourierEvent.FileTapped(folder)) },
    icon = R.drawable.ic_share,
    enabled = !state.busy,
)

@Composable
private fun Way(
    title: Int,
    body: Int,
    icon: Int,
    onClick: () -> Unit,
) = ListRow(
    stringResource(title),
    under = stringResource(body),
    icon = icon,
    iconColour = Look.colours.blue,
    iconGround = Look.colours.blueBox,
    onClick = onClick,
)

/** What there is to give away, and that nobody on the way can read it. */
@Composable
private fun Parcel(state: CourierState.Home) {
    val waiting = waitingSaid(state.waiting)
    when {
        !state.hasParcel ->
            Notice(
                stringResource(R.string.screen_courier_nothing),
                Tone.Green,
                body = stringResource(R.string.screen_courier_nothing_body),
                icon = R.drawable.ic_shield,
            )

        state.isGiven ->
            Notice(
                stringResource(R.string.screen_courier_given, waiting),
                Tone.Blue,
                body = stringResource(R.string.screen_courier_given_body),
                icon = R.drawable.ic_share,
            )

        else ->
            Notice(
                stringResource(R.string.screen_courier_ready, waiting),
                Tone.Blue,
                body = stringResource(R.string.screen_courier_ready_body),
                icon = R.drawable.ic_lock,
            )
    }
    if (state.outbox.replies > 0u) Notice(stringResource(R.string.screen_courier_reply_waits), Tone.Green)
}

@Composable
private fun CarriedCard(
    carried: Carried,
    send: (CourierEvent) -> Unit,
    folder: String,
) = Card {
    ListRow(
        stringResource(R.string.screen_courier_carried, shortOf(carried)),
        under = sentence(momentSaid(carried.since)),
        icon = R.drawable.ic_lock,
    )
    Column(Modifier.padding(start = 4.dp, end = 4.dp, bottom = 8.dp)) {
        // Which one is said, not only shown: two cards would sound alike.
        val short = shortOf(carried)
        QuietButton(
            stringResource(R.string.screen_courier_carried_share, short),
            { send(CourierEvent.CarriedTapped(carried.name, folder)) },
            icon = R.drawable.ic_share,
        )
        QuietButton(
            stringResource(R.string.screen_courier_carried_forget, short),
            { send(CourierEvent.ForgetTapped(carried.name)) },
            icon = R.drawable.ic_check,
        )
    }
}

@Composable
private fun Showing(
    state: CourierState.Showing,
    send: (CourierEvent) -> Unit,
) = Page(
    head(R.string.screen_courier_show, R.string.screen_courier_showing_under, send),
    bottom = { MainButton(stringResource(R.string.action_done), { send(CourierEvent.BackTapped) }) },
) {
    QrFrames(state.frames, stringResource(R.string.a11y_courier_frames))
    QuietWords(stringResource(R.string.screen_courier_showing_body), type = Type.body)
}

@Composable
private fun Reading(
    state: CourierState.Reading,
    send: (CourierEvent) -> Unit,
) = Page(head(R.string.screen_courier_read, R.string.screen_courier_reading_under, send)) {
    state.problem?.let { ProblemNotice(it) }
    if (state.count > 0) {
        ProgressBar(
            state.taken.toFloat() / state.count,
            stringResource(R.string.screen_courier_read_so_far, state.taken, state.count),
        )
    } else {
        Words(stringResource(R.string.screen_courier_reading_body))
    }
    CodeScanner({ send(CourierEvent.FrameRead(it)) })
}

/** Enough of a parcel's name to tell it from others. */
private fun shortOf(carried: Carried) = carried.name.substringBefore('.').takeLast(SHORT)

private const val SHORT = 6
