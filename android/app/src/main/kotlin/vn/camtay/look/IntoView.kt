package vn.camtay.look

import androidx.compose.foundation.relocation.BringIntoViewRequester
import androidx.compose.foundation.relocation.bringIntoViewRequester
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier

/** Scrolls here when there are [news]: a refusal far above the finger would not be seen. */
@Composable
fun Modifier.intoView(news: Any?): Modifier {
    val requester = remember { BringIntoViewRequester() }
    LaunchedEffect(news) { if (news != null) requester.bringIntoView() }
    return bringIntoViewRequester(requester)
}
