package vn.camtay.feature.visitend

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.HelpLineWords
import vn.camtay.R
import vn.camtay.feature.visitend.VisitEndState.Shown
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Notice
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.Symbol
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Words
import vn.camtay.look.balanced
import vn.camtay.look.isLargeText
import vn.camtay.look.told
import vn.camtay.words.dayNear

/** What the resident may photograph: three things never to give away, and whom to call. */
@Composable
internal fun CardView(
    state: Shown,
    onBack: () -> Unit,
) = Page(
    PageHead(
        stringResource(R.string.screen_visitend_card_title),
        stringResource(R.string.screen_visitend_card_photo),
        state.commune,
    ),
    bottom = {
        MainButton(stringResource(R.string.screen_visitend_card_back), onBack, icon = R.drawable.ic_back)
    },
) {
    state.page.comeBack?.takeIf { state.mayRecord }?.let {
        Notice(
            stringResource(R.string.screen_visitend_card_day, dayNear(it, state.today)),
            Tone.Amber,
            icon = R.drawable.ic_today,
        )
    }
    Card {
        RULES.forEachIndexed { at, (rule, icon) ->
            if (at > 0) Line()
            Rule(stringResource(rule), icon)
        }
    }
    if (state.helpLines.isEmpty()) return@Page
    Section(stringResource(R.string.screen_visitend_call))
    Card {
        state.helpLines.forEachIndexed { at, line ->
            if (at > 0) Line()
            HelpLine(line)
        }
    }
}

private val RULES =
    listOf(
        R.string.screen_visitend_rule_code to R.drawable.ic_lock,
        R.string.screen_visitend_rule_link to R.drawable.ic_link,
        R.string.screen_visitend_rule_money to R.drawable.ic_call_end,
    )

@Composable
private fun Rule(
    words: String,
    icon: Int,
) = Row(
    Modifier.padding(14.dp, 12.dp),
    Arrangement.spacedBy(14.dp),
    Alignment.CenterVertically,
) {
    Box(Modifier.size(48.dp).background(Look.colours.amberBox, CircleShape), Alignment.Center) {
        Symbol(icon, Look.colours.amber, 26.dp)
    }
    Words(words, Modifier.weight(1f), Type.told.balanced)
}

/** Whom, and the number as large as it is read from arm's length: the whole sheet is one picture. */
@Composable
private fun HelpLine(line: HelpLineWords) {
    val number = line.number
    val place = Modifier.heightIn(min = 52.dp).padding(14.dp, 8.dp).semantics(mergeDescendants = true) {}
    if (number == null || Look.isLargeText || number.length > SHORT) {
        Column(place, Arrangement.spacedBy(2.dp)) {
            Words(line.name, type = Type.row)
            if (number != null) Number(number) else QuietWords(line.find ?: line.`when`)
        }
    } else {
        Row(place, Arrangement.spacedBy(12.dp), Alignment.CenterVertically) {
            Words(line.name, Modifier.weight(1f), Type.row)
            Number(number)
        }
    }
}

@Composable
private fun Number(number: String) = Words(number, type = Type.told, colour = Look.colours.blue)

/** Longer ones have their own line. */
private const val SHORT = 10
