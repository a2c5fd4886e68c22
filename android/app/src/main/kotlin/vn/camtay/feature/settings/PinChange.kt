package vn.camtay.feature.settings

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch
import vn.camtay.look.PIN_LENGTH
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone

/** The old PIN, a new one, the new one again. The digits stay in here. */
internal class PinChange(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val onChanged: () -> Unit,
) {
    private val current = MutableStateFlow(at(PinStage.Old))
    private var typed = ""
    private var old = ""
    private var new = ""

    val state: StateFlow<SettingsState.Pin> = current.asStateFlow()

    fun digit(digit: Int) {
        val now = current.value
        if (now.busy || typed.length == PIN_LENGTH) return
        typed += digit
        current.value = now.copy(entered = typed.length, problem = null)
        if (typed.length == PIN_LENGTH) entered(now.stage)
    }

    fun delete() {
        typed = typed.dropLast(1)
        current.value = current.value.copy(entered = typed.length)
    }

    private fun entered(stage: PinStage) {
        val pin = typed
        typed = ""
        when (stage) {
            PinStage.Old -> {
                old = pin
                current.value = at(PinStage.New)
            }

            PinStage.New -> {
                new = pin
                current.value = at(PinStage.Again)
            }

            PinStage.Again -> if (pin == new) change() else current.value = at(PinStage.New, PinProblem.Differed)
        }
    }

    private fun change() {
        current.value = at(PinStage.Again).copy(entered = PIN_LENGTH, busy = true)
        scope.launch {
            val changed = phone.write { changePin(old, new) }
            // The digits are not kept: it begins again with the old PIN.
            old = ""
            new = ""
            when (changed) {
                is Outcome.Ok -> onChanged()
                is Outcome.No -> current.value = at(PinStage.Old, PinProblem.Refused(changed.problem))
            }
        }
    }

    private fun at(
        stage: PinStage,
        problem: PinProblem? = null,
    ) = SettingsState.Pin(stage, entered = 0, busy = false, problem)
}
