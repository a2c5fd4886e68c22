package vn.camtay.feature.situation

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Shape
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.SituationWords
import vn.camtay.R
import vn.camtay.look.Card
import vn.camtay.look.DarkColours
import vn.camtay.look.LightColours
import vn.camtay.look.Line
import vn.camtay.look.Look
import vn.camtay.look.QuietWords
import vn.camtay.look.Symbol
import vn.camtay.look.Type
import vn.camtay.look.Words
import vn.camtay.look.isLargeText
import vn.camtay.words.dotted
import kotlin.random.Random

/** A message or a call as it really looks; one node for a screen reader. */
@Composable
internal fun Arriving(situation: SituationWords) {
    Box(Modifier.fillMaxWidth().semantics(mergeDescendants = true) {}) {
        when (situation.channel) {
            "call" -> Call(situation)
            "sms" -> Sms(situation)
            "chat" -> Chat(situation)
            "post" -> Post(situation)
            "qr" -> Qr(situation)
            "slip" -> Slip(situation)
            else -> Visit(situation)
        }
    }
}

@Composable
private fun sender(situation: SituationWords) = situation.sender ?: stringResource(R.string.screen_situation_no_sender)

/** The whole screen of a phone that rings: dark, whatever the theme. */
@Composable
private fun Call(situation: SituationWords) {
    val ink = DarkColours.ink
    Column(
        Modifier.fillMaxWidth().background(DarkColours.ground, RoundedCornerShape(28.dp)).padding(20.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        Words(stringResource(R.string.screen_situation_incoming), type = Type.small, colour = DarkColours.quietInk)
        if (!Look.isLargeText) Disc(72.dp, DarkColours.line, R.drawable.ic_person, DarkColours.quietInk, 40.dp)
        Words(sender(situation), type = Type.page, colour = ink, align = TextAlign.Center)
        // In the largest text what is said has to be in sight.
        if (!Look.isLargeText) {
            Row(Modifier.fillMaxWidth().padding(vertical = 8.dp), horizontalArrangement = Arrangement.SpaceEvenly) {
                Disc(60.dp, DarkColours.amber, R.drawable.ic_call_end, DarkColours.ground, 28.dp)
                Disc(60.dp, DarkColours.green, R.drawable.ic_call, DarkColours.ground, 28.dp)
            }
        }
        Bubble(DarkColours.card, RoundedCornerShape(18.dp)) {
            Words(
                stringResource(R.string.screen_situation_caller_says),
                type = Type.small,
                colour = DarkColours.quietInk,
            )
            Words(situation.message, type = Type.body, colour = ink)
        }
    }
}

@Composable
private fun Sms(situation: SituationWords) =
    Card {
        Head(sender(situation), stringResource(R.string.screen_situation_sms_now), R.drawable.ic_message)
        Line()
        Column(Modifier.padding(14.dp, 14.dp, 40.dp, 18.dp)) {
            Bubble(Look.colours.line, LEFT) { Words(situation.message, type = Type.body) }
        }
    }

@Composable
private fun Chat(situation: SituationWords) {
    val parts = sender(situation).split(" · ", limit = 2)
    Column(
        Modifier.fillMaxWidth().background(Look.colours.blueBox, RoundedCornerShape(18.dp)),
    ) {
        Row(
            Modifier
                .fillMaxWidth()
                .background(Look.colours.blue, RoundedCornerShape(18.dp, 18.dp))
                .padding(16.dp, 10.dp),
            horizontalArrangement = Arrangement.spacedBy(12.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Column(Modifier.weight(1f)) {
                Words(parts.last(), type = Type.row, colour = Look.colours.onBlue)
                if (parts.size > 1) Words(parts.first(), type = Type.small, colour = Look.colours.onBlue)
            }
            Symbol(R.drawable.ic_call, Look.colours.onBlue)
        }
        Row(
            Modifier.padding(12.dp, 14.dp, 28.dp, 18.dp),
            horizontalArrangement = Arrangement.spacedBy(8.dp),
            verticalAlignment = Alignment.Top,
        ) {
            Disc(36.dp, Look.colours.line, R.drawable.ic_person, Look.colours.quietInk, 22.dp)
            Bubble(Look.colours.card, LEFT, Modifier.weight(1f)) { Words(situation.message, type = Type.body) }
        }
    }
}

@Composable
private fun Post(situation: SituationWords) =
    Card {
        val parts = sender(situation).split(" · ")
        val under = listOfNotNull(parts.firstOrNull().takeIf { parts.size > 1 }) + parts.drop(2)
        Head(
            parts.getOrElse(1) { parts.first() },
            under.ifEmpty { listOf(stringResource(R.string.screen_situation_post_now)) }.dotted(),
            R.drawable.ic_people,
        )
        Words(situation.message, Modifier.padding(16.dp, 0.dp, 16.dp, 14.dp), Type.body)
        Line()
        Row(Modifier.fillMaxWidth().padding(8.dp), horizontalArrangement = Arrangement.SpaceAround) {
            Quiet(R.drawable.ic_like)
            Quiet(R.drawable.ic_message)
            Quiet(R.drawable.ic_share)
        }
    }

/** A sheet of paper with a code that no phone can read. */
@Composable
private fun Qr(situation: SituationWords) {
    Column(
        Modifier.fillMaxWidth().background(LightColours.card, RoundedCornerShape(8.dp)).padding(20.dp),
        horizontalAlignment = Alignment.CenterHorizontally,
        verticalArrangement = Arrangement.spacedBy(12.dp),
    ) {
        Words(sender(situation), type = Type.row, colour = LightColours.ink, align = TextAlign.Center)
        val number = situation.number.toInt()
        Canvas(Modifier.size(150.dp)) { looksLikeCode(number, LightColours.ink, LightColours.card) }
        Words(situation.message, type = Type.body, colour = LightColours.ink, align = TextAlign.Center)
    }
}

/** Somebody else's phone, held out: a transfer that looks done. */
@Composable
private fun Slip(situation: SituationWords) =
    Card {
        Column(
            Modifier.fillMaxWidth().padding(20.dp),
            horizontalAlignment = Alignment.CenterHorizontally,
            verticalArrangement = Arrangement.spacedBy(10.dp),
        ) {
            QuietWords(sender(situation))
            Column(
                Modifier.fillMaxWidth().background(Look.colours.greenBox, RoundedCornerShape(16.dp)).padding(16.dp),
                horizontalAlignment = Alignment.CenterHorizontally,
                verticalArrangement = Arrangement.spacedBy(8.dp),
            ) {
                Disc(56.dp, Look.colours.green, R.drawable.ic_check, Look.colours.onGreen, 32.dp)
                Words(
                    stringResource(R.string.screen_situation_slip_done),
                    type = Type.section,
                    colour = Look.colours.green,
                    align = TextAlign.Center,
                )
            }
            Said(situation.message)
        }
    }

@Composable
private fun Visit(situation: SituationWords) =
    Card {
        Column(Modifier.fillMaxWidth().padding(16.dp), verticalArrangement = Arrangement.spacedBy(12.dp)) {
            val where = situation.sender ?: stringResource(R.string.screen_situation_at_door)
            Row(
                horizontalArrangement = Arrangement.spacedBy(12.dp),
                verticalAlignment = Alignment.CenterVertically,
            ) {
                Disc(48.dp, Look.colours.blueBox, R.drawable.ic_house, Look.colours.blue, 26.dp)
                Words(where, type = Type.row)
            }
            Said(situation.message)
        }
    }

@Composable
private fun Said(message: String) =
    Bubble(Look.colours.ground, LEFT, Modifier.fillMaxWidth()) {
        QuietWords(stringResource(R.string.screen_situation_says))
        Words(message, type = Type.body)
    }

@Composable
private fun Head(
    name: String,
    under: String,
    icon: Int,
) = Row(
    Modifier.fillMaxWidth().padding(16.dp, 12.dp),
    horizontalArrangement = Arrangement.spacedBy(12.dp),
    verticalAlignment = Alignment.CenterVertically,
) {
    Disc(44.dp, Look.colours.line, icon, Look.colours.quietInk, 24.dp)
    Column(Modifier.weight(1f)) {
        Words(name, type = Type.row)
        QuietWords(under)
    }
}

@Composable
private fun Bubble(
    ground: Color,
    shape: Shape,
    modifier: Modifier = Modifier,
    content: @Composable ColumnScope.() -> Unit,
) = Column(
    modifier.background(ground, shape).padding(14.dp, 10.dp),
    verticalArrangement = Arrangement.spacedBy(2.dp),
    content = content,
)

@Composable
private fun Disc(
    size: Dp,
    ground: Color,
    icon: Int,
    ink: Color,
    iconSize: Dp,
) = Box(Modifier.size(size).background(ground, CircleShape), contentAlignment = Alignment.Center) {
    Symbol(icon, ink, iconSize)
}

@Composable
private fun Quiet(icon: Int) = Symbol(icon, Look.colours.quietInk, 24.dp, Modifier.padding(4.dp))

/** Three corners and dots by chance: it is seen as a QR code and says nothing. */
private fun DrawScope.looksLikeCode(
    seed: Int,
    ink: Color,
    ground: Color,
) {
    val dot = size.width / DOTS
    val random = Random(seed)
    val rect = { column: Int, row: Int, count: Int, colour: Color ->
        drawRect(colour, Offset(column * dot, row * dot), Size(count * dot, count * dot))
    }
    for (row in 0 until DOTS) {
        for (column in 0 until DOTS) if (random.nextBoolean()) rect(column, row, 1, ink)
    }
    for ((column, row) in listOf(0 to 0, DOTS - CORNER to 0, 0 to DOTS - CORNER)) {
        rect(column, row, CORNER, ground)
        rect(column, row, CORNER - 1, ink)
        rect(column + 1, row + 1, CORNER - 3, ground)
        rect(column + 2, row + 2, CORNER - 5, ink)
    }
}

private val LEFT = RoundedCornerShape(4.dp, 18.dp, 18.dp, 18.dp)

private const val DOTS = 25
private const val CORNER = 8
