package vn.camtay.words

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import vn.camtay.R
import vn.camtay.look.TroubleState
import vn.camtay.phone.Problem

/** A problem that is all a page has to tell. */
@Composable
fun ProblemState(
    problem: Problem,
    modifier: Modifier = Modifier,
) {
    val said = problem.said()
    val icon = if (problem is Problem.Network) R.drawable.ic_offline else R.drawable.ic_warning
    TroubleState(said.what, said.todo, icon, modifier)
}
