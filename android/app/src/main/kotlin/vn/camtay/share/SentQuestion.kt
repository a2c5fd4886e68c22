package vn.camtay.share

import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import vn.camtay.R
import vn.camtay.look.Notice
import vn.camtay.look.Tone
import vn.camtay.look.Weight
import vn.camtay.look.WideButton

/** Whether the other app has sent the file: the phone can't see it, and must not believe it. */
@Composable
fun SentQuestion(
    enabled: Boolean,
    onSent: () -> Unit,
) {
    Notice(
        stringResource(R.string.screen_courier_sent_question),
        Tone.Amber,
        body = stringResource(R.string.screen_courier_sent_body),
        icon = R.drawable.ic_share,
    )
    WideButton(
        stringResource(R.string.screen_courier_sent_yes),
        onSent,
        icon = R.drawable.ic_check,
        weight = Weight.Outlined,
        enabled = enabled,
    )
}
