package vn.camtay.look

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp

/** A page that has nothing else to show than why not, and what to do; spoken when it appears. */
@Composable
fun TroubleState(
    title: String,
    body: String?,
    icon: Int,
    modifier: Modifier = Modifier,
) {
    Column(
        modifier
            .fillMaxWidth()
            .padding(16.dp, 40.dp)
            .semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite },
        horizontalAlignment = Alignment.CenterHorizontally,
        verticalArrangement = Arrangement.spacedBy(Measure.gap),
    ) {
        Box(
            Modifier.size(88.dp).background(Look.colours.amberBox, CircleShape),
            contentAlignment = Alignment.Center,
        ) { Symbol(icon, Look.colours.amber, 40.dp) }
        Words(title, type = Type.section.balanced, align = TextAlign.Center)
        body?.let { Words(it, type = Type.body.balanced, colour = Look.colours.quietInk, align = TextAlign.Center) }
    }
}
