package vn.camtay.look

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.OutlinedTextFieldDefaults
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.onFocusChanged
import androidx.compose.ui.platform.LocalFocusManager
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import vn.camtay.R

/** The field one searches in: [hint] says what for, the cross empties it. */
@Composable
fun SearchField(
    value: String,
    onChange: (String) -> Unit,
    hint: String,
    onFocus: () -> Unit,
    modifier: Modifier = Modifier,
) {
    val focus = LocalFocusManager.current
    OutlinedTextField(
        value = value,
        onValueChange = onChange,
        modifier =
            modifier
                .fillMaxWidth()
                .onFocusChanged { if (it.isFocused) onFocus() }
                .semantics { contentDescription = hint },
        placeholder = { QuietWords(hint, type = Type.body) },
        leadingIcon = { Symbol(R.drawable.ic_search, Look.colours.quietInk) },
        trailingIcon =
            if (value.isEmpty()) {
                null
            } else {
                { IconOnly(R.drawable.ic_close, stringResource(R.string.a11y_search_clear), { onChange("") }) }
            },
        singleLine = true,
        textStyle = Type.body,
        // Names are found without marks and capitals: the keyboard need not mend anything.
        keyboardOptions =
            KeyboardOptions(
                capitalization = KeyboardCapitalization.None,
                autoCorrectEnabled = false,
                imeAction = ImeAction.Search,
            ),
        keyboardActions = KeyboardActions(onSearch = { focus.clearFocus() }),
        shape = RoundedCornerShape(Measure.corner),
        colors =
            OutlinedTextFieldDefaults.colors(
                focusedContainerColor = Look.colours.card,
                unfocusedContainerColor = Look.colours.card,
                unfocusedBorderColor = Look.colours.line,
            ),
    )
}
