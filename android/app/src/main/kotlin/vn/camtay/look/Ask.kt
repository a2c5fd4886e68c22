package vn.camtay.look

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Dialog
import androidx.compose.ui.window.DialogProperties

/** Something is said or asked over the page: one sentence, one more, and [buttons] as wide as it. */
@Composable
fun Ask(
    title: String,
    body: String,
    icon: Int,
    tone: Tone,
    onDismiss: () -> Unit,
    buttons: @Composable ColumnScope.() -> Unit,
) = Dialog(onDismiss, DialogProperties(usePlatformDefaultWidth = false)) {
    Surface(
        Modifier.padding(24.dp).widthIn(max = 400.dp).fillMaxWidth(),
        shape = RoundedCornerShape(24.dp),
        color = Look.colours.card,
    ) {
        Column(
            Modifier.verticalScroll(rememberScrollState()).padding(20.dp, 24.dp, 20.dp, 20.dp),
            horizontalAlignment = Alignment.CenterHorizontally,
            verticalArrangement = Arrangement.spacedBy(8.dp),
        ) {
            Disc(icon, tone, 56.dp)
            Words(
                title,
                Modifier.padding(top = 4.dp).semantics { heading() },
                Type.section,
                align = TextAlign.Center,
            )
            Words(body, type = Type.centred, colour = Look.colours.quietInk, align = TextAlign.Center)
            Box(Modifier.height(4.dp))
            buttons()
        }
    }
}
