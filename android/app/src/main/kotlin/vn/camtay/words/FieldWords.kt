package vn.camtay.words

import androidx.compose.runtime.Composable
import vn.camtay.phone.Problem

/** What is wrong with this [field] of a form, in two sentences; `null` when something else is. */
@Composable
fun Problem?.fieldProblem(field: String): String? {
    if (this !is Problem.BadInput || this.field != field) return null
    val said = said()
    return "${said.what} ${said.todo}"
}
