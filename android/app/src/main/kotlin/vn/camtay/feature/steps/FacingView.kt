package vn.camtay.feature.steps

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import vn.camtay.R
import vn.camtay.look.FilledPage
import vn.camtay.look.LyingPage
import vn.camtay.look.MainButton
import vn.camtay.look.SpokenWords
import vn.camtay.look.Type
import vn.camtay.look.balanced

/** Turned to the resident: picture and large words, one button back. */
@Composable
internal fun FacingView(
    going: StepsState.Going,
    send: (StepsEvent) -> Unit,
) {
    val step = going.step
    val picture = pictureOf(going.picture, step)
    val words = @Composable {
        SpokenWords(step.say, step.language, Modifier.semantics { heading() }, Type.facing.balanced)
    }
    val bottom = @Composable {
        MainButton(
            stringResource(R.string.screen_steps_face_back),
            { send(StepsEvent.BackTapped) },
            icon = R.drawable.ic_back,
        )
    }
    LyingPage(picture, words, bottom) {
        FilledPage(
            seen = step.id,
            isCentred = true,
            head = {},
            picture = picture,
            words = { words() },
            tools = {},
            bottom = { bottom() },
        )
    }
}
