package vn.camtay.look

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.OutlinedTextFieldDefaults
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.error
import androidx.compose.ui.semantics.hideFromAccessibility
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.text
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp

/**
 * A field to type in. Its words stand above it, where they stay to be seen; [problem] is the
 * sentence that says what can't be taken, right under it, and what was typed stays.
 */
@Composable
fun TypeField(
    label: String,
    value: String,
    onChange: (String) -> Unit,
    modifier: Modifier = Modifier,
    problem: String? = null,
    hint: String? = null,
    icon: Int? = null,
    singleLine: Boolean = true,
    keyboard: KeyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Text),
    actions: KeyboardActions = KeyboardActions.Default,
) {
    Column(modifier.fillMaxWidth().intoView(problem)) {
        // The field itself is called so, too: nobody hears it twice.
        Words(label, Modifier.padding(bottom = 6.dp).semantics { hideFromAccessibility() }, Type.smallStrong)
        OutlinedTextField(
            value = value,
            onValueChange = onChange,
            modifier =
                Modifier.fillMaxWidth().semantics {
                    // As its text, not its description: that would be read in place of what was typed.
                    text = AnnotatedString(label)
                    if (problem != null) error(problem)
                },
            placeholder = hint?.let { { QuietWords(it, type = Type.body) } },
            leadingIcon = icon?.let { { Symbol(it, Look.colours.quietInk) } },
            isError = problem != null,
            singleLine = singleLine,
            textStyle = Type.body,
            keyboardOptions = keyboard,
            keyboardActions = actions,
            shape = RoundedCornerShape(Measure.corner),
            colors =
                OutlinedTextFieldDefaults.colors(
                    focusedContainerColor = Look.colours.card,
                    unfocusedContainerColor = Look.colours.card,
                    errorContainerColor = Look.colours.card,
                    unfocusedBorderColor = Look.colours.quietInk,
                ),
        )
        problem?.let {
            Words(
                it,
                Modifier.padding(4.dp, 6.dp).semantics { liveRegion = LiveRegionMode.Polite },
                Type.small,
                Look.colours.amber,
            )
        }
    }
}
