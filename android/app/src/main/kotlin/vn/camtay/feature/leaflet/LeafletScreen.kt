package vn.camtay.feature.leaflet

import androidx.compose.foundation.Image
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.sizeIn
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.StepPage
import vn.camtay.R
import vn.camtay.app.Screen
import vn.camtay.app.Surroundings
import vn.camtay.feature.leaflet.LeafletState.Shown
import vn.camtay.feature.leaflet.LeafletState.Trouble
import vn.camtay.feature.leaflet.LeafletState.Way
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.ListPage
import vn.camtay.look.Loading
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Measure
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietButton
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.SpokenWords
import vn.camtay.look.Symbol
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Words
import vn.camtay.look.balanced
import vn.camtay.look.isCramped
import vn.camtay.look.told
import vn.camtay.phone.Problem
import vn.camtay.share.printFile
import vn.camtay.share.shareFile
import vn.camtay.share.sharedFolder
import vn.camtay.words.ProblemState
import vn.camtay.words.countSaid
import vn.camtay.words.daySaid
import java.io.File

/** The leaflet of a skill. */
fun leafletScreen(
    around: Surroundings,
    skill: Int,
): Screen {
    val model =
        LeafletModel(around.phone, around.scope, around.go, around.language, skill, ::decodedPicture, leafletPdf())
    return {
        val state by model.state.collectAsState()
        val context = LocalContext.current
        val out = (state as? Shown)?.out
        LaunchedEffect(out) {
            when (out?.way) {
                Way.Share -> {
                    shareFile(context, File(out.path), PDF)
                    model.send(LeafletEvent.Given)
                }

                Way.Print -> {
                    val isPrinting = printFile(context, File(out.path))
                    model.send(if (isPrinting) LeafletEvent.Given else LeafletEvent.NoPrinter)
                }

                null -> Unit
            }
        }
        LeafletView(state, model::send, sharedFolder(context).path)
    }
}

@Composable
fun LeafletView(
    state: LeafletState,
    send: (LeafletEvent) -> Unit,
    folder: String,
) {
    val back = { send(LeafletEvent.BackTapped) }
    val head = PageHead(stringResource(R.string.screen_leaflet_title), onBack = back)
    when (state) {
        LeafletState.Loading -> Page(head) { Loading() }

        is LeafletState.Failed ->
            Page(
                head,
                bottom = {
                    if (state.problem !is Problem.NotFound) {
                        MainButton(stringResource(R.string.action_retry), { send(LeafletEvent.RetryTapped) })
                    }
                },
            ) { ProblemState(state.problem) }

        is Shown -> Shown(state, send, folder)
    }
}

@Composable
private fun Shown(
    state: Shown,
    send: (LeafletEvent) -> Unit,
    folder: String,
) {
    val page = state.leaflet.page
    val words = leafletWords(page.checked)
    val print = { send(LeafletEvent.OutTapped(Way.Print, words, folder)) }
    ListPage(
        PageHead(
            page.title,
            page.why,
            state.leaflet.commune,
            onBack = { send(LeafletEvent.BackTapped) },
        ),
        bottom = {
            state.trouble?.let { TroubleNotice(it) }
            MainButton(
                stringResource(if (state.isDrawing) R.string.screen_leaflet_drawing else R.string.screen_leaflet_send),
                { send(LeafletEvent.OutTapped(Way.Share, words, folder)) },
                icon = R.drawable.ic_share,
                enabled = !state.busy && !state.isDrawing,
            )
            if (!Look.isCramped) PrintButton(print)
        },
    ) {
        if (page.ready.isNotEmpty()) item("ready") { Ready(page.ready, words.ready) }
        itemsIndexed(page.steps, { _, step -> step.id }, { _, _ -> "step" }) { at, step ->
            StepCard(at, step, state.leaflet.pictures[step.picture])
        }
        item("checked") {
            QuietWords(words.checked, Modifier.padding(top = 4.dp, bottom = 16.dp))
            if (Look.isCramped) PrintButton(print)
        }
    }
}

/** Beside the main action; in the largest text below the sheet, which it would hide. */
@Composable
private fun PrintButton(onClick: () -> Unit) =
    QuietButton(
        stringResource(R.string.screen_leaflet_print),
        onClick,
        Modifier.fillMaxWidth(),
        icon = R.drawable.ic_print,
    )

/** What has to be at hand before one begins. */
@Composable
private fun Ready(
    things: List<String>,
    title: String,
) = Column(Modifier.padding(bottom = Measure.gap), Arrangement.spacedBy(8.dp)) {
    Section(title)
    Card {
        things.forEachIndexed { at, thing ->
            if (at > 0) Line()
            Row(
                Modifier.padding(16.dp, 12.dp).semantics(mergeDescendants = true) {},
                Arrangement.spacedBy(12.dp),
                Alignment.CenterVertically,
            ) {
                Symbol(R.drawable.ic_check, Look.colours.blue)
                Words(thing, Modifier.weight(1f))
            }
        }
    }
}

/** One step as it stands on paper: number, words, picture. */
@Composable
private fun StepCard(
    at: Int,
    step: StepPage,
    picture: ImageBitmap?,
) = Card(Modifier.padding(bottom = Measure.gap)) {
    Column(Modifier.padding(16.dp), Arrangement.spacedBy(10.dp)) {
        Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
            Box(
                Modifier
                    .sizeIn(minWidth = 40.dp, minHeight = 40.dp)
                    .background(Look.colours.blue, CircleShape)
                    .padding(horizontal = 8.dp),
                Alignment.Center,
            ) { Words(countSaid(at + 1), type = Type.row, colour = Look.colours.onBlue) }
            SpokenWords(step.say, step.language, Modifier.weight(1f), Type.told.balanced)
        }
        if (picture != null) Picture(picture, step.pictureWords.orEmpty())
        step.see?.let { Words(it) }
        step.alone?.let { Alone(it) }
    }
}

@Composable
private fun Picture(
    picture: ImageBitmap,
    words: String,
) = Box(
    Modifier
        .fillMaxWidth()
        .clip(RoundedCornerShape(Measure.corner))
        // They are drawn for a light ground, in the dark too.
        .background(Look.colours.blueBox),
    Alignment.Center,
) {
    val ratio = picture.width.toFloat() / picture.height
    Image(picture, words, Modifier.fillMaxWidth().padding(8.dp, 8.dp, 8.dp, 0.dp).aspectRatio(ratio))
}

/** What only the owner of the phone does. */
@Composable
private fun Alone(words: String) =
    Notice(stringResource(R.string.screen_leaflet_alone), Tone.Blue, body = words, icon = R.drawable.ic_private)

@Composable
private fun TroubleNotice(trouble: Trouble) =
    when (trouble) {
        Trouble.NotMade ->
            Notice(
                stringResource(R.string.screen_leaflet_not_made),
                Tone.Amber,
                body = stringResource(R.string.screen_leaflet_not_made_todo),
                icon = R.drawable.ic_warning,
            )

        Trouble.NoPrinter ->
            Notice(
                stringResource(R.string.screen_leaflet_no_printer),
                Tone.Amber,
                body = stringResource(R.string.screen_leaflet_no_printer_todo),
                icon = R.drawable.ic_warning,
            )
    }

/** The words around the guide's own, as they stand on the paper too. */
@Composable
internal fun leafletWords(checked: String) =
    LeafletWords(
        stringResource(R.string.screen_leaflet_ready),
        stringResource(R.string.screen_leaflet_alone),
        stringResource(R.string.screen_leaflet_checked, daySaid(checked)),
        // Filled in where the pages are counted.
        stringResource(R.string.screen_leaflet_page_of),
    )

private const val PDF = "application/pdf"
