package vn.camtay.feature.session

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import vn.camtay.R
import vn.camtay.feature.session.SessionState.Part
import vn.camtay.feature.session.SessionState.Shown
import vn.camtay.look.Card
import vn.camtay.look.Look
import vn.camtay.look.MainButton
import vn.camtay.look.Measure
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.look.PillButton
import vn.camtay.look.QuietWords
import vn.camtay.look.Symbol
import vn.camtay.look.Type
import vn.camtay.look.TypeField
import vn.camtay.look.Words
import vn.camtay.look.intoView
import vn.camtay.words.ProblemNotice
import vn.camtay.words.countSaid
import vn.camtay.words.peopleCount

/** How many are there without a name: counted with the thumb, recorded once. */
@Composable
internal fun HeadsView(
    state: Shown,
    part: Part.Heads,
    send: (SessionEvent) -> Unit,
) = Page(
    PageHead(
        stringResource(R.string.screen_session_heads),
        stringResource(R.string.screen_session_heads_under),
        whereabouts(state),
        onBack = { send(SessionEvent.BackTapped) },
    ),
    bottom = {
        MainButton(
            stringResource(R.string.screen_session_heads_save, peopleCount(part.count)),
            { send(SessionEvent.HeadsSaved) },
            icon = R.drawable.ic_check,
            enabled = !state.busy,
        )
    },
) {
    state.problem?.let { ProblemNotice(it, Modifier.intoView(it)) }
    Card {
        Column(Modifier.padding(16.dp), Arrangement.spacedBy(16.dp)) {
            Row(
                Modifier.fillMaxWidth(),
                horizontalArrangement = Arrangement.SpaceBetween,
                verticalAlignment = Alignment.CenterVertically,
            ) {
                Step(R.drawable.ic_minus, stringResource(R.string.screen_session_less), part.count > 0) {
                    send(SessionEvent.HeadsStepped(-1))
                }
                Words(
                    countSaid(part.count),
                    Modifier.weight(1f).semantics { liveRegion = LiveRegionMode.Polite },
                    Type.facing,
                    align = TextAlign.Center,
                )
                Step(R.drawable.ic_plus, stringResource(R.string.screen_session_one_more), true) {
                    send(SessionEvent.HeadsStepped(1))
                }
            }
            FlowRow(
                Modifier.fillMaxWidth(),
                horizontalArrangement = Arrangement.spacedBy(12.dp, Alignment.CenterHorizontally),
                verticalArrangement = Arrangement.spacedBy(8.dp),
            ) {
                val five = stringResource(R.string.screen_session_five_more)
                PillButton(five, { send(SessionEvent.HeadsStepped(FIVE)) }, R.drawable.ic_plus)
                val ten = stringResource(R.string.screen_session_ten_more)
                PillButton(ten, { send(SessionEvent.HeadsStepped(TEN)) }, R.drawable.ic_plus)
            }
        }
    }
    TypeField(
        stringResource(R.string.screen_session_heads_type),
        part.typed,
        { send(SessionEvent.HeadsTyped(it)) },
        icon = R.drawable.ic_edit,
        keyboard = KeyboardOptions(keyboardType = KeyboardType.Number),
    )
    QuietWords(stringResource(R.string.screen_session_heads_one))
}

/** One more or one less: large enough for a thumb that doesn't look. */
@Composable
private fun Step(
    icon: Int,
    words: String,
    enabled: Boolean,
    onClick: () -> Unit,
) {
    val colours = Look.colours
    Surface(
        onClick = onClick,
        modifier =
            Modifier.size(72.dp).semantics {
                role = Role.Button
                contentDescription = words
            },
        enabled = enabled,
        shape = RoundedCornerShape(Measure.corner),
        color = colours.card,
        border = BorderStroke(2.dp, if (enabled) colours.blue else colours.line),
    ) {
        Box(contentAlignment = Alignment.Center) {
            Symbol(icon, if (enabled) colours.blue else colours.quietInk, 32.dp)
        }
    }
}

private const val FIVE = 5
private const val TEN = 10
