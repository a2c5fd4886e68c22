package vn.camtay.feature.situation

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import uniffi.camtay_core.SituationWords
import vn.camtay.app.Go
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import kotlin.random.Random

/** Shows one situation after the other, in an order that nobody knows by heart. */
class SituationModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val go: Go,
    private val language: String,
    private val random: Random,
) {
    private val states = MutableStateFlow<SituationState>(SituationState.Opening)
    private var all: List<SituationWords> = emptyList()
    private var chosen: List<SituationWords> = emptyList()
    private var at = 0

    val state: StateFlow<SituationState> = states.asStateFlow()

    init {
        scope.launch { open() }
    }

    fun send(event: SituationEvent) {
        when (event) {
            is SituationEvent.Answered -> answer(event.believed)
            SituationEvent.NextTapped -> next()
            is SituationEvent.ChannelChosen -> choose(event.channel)
            SituationEvent.RetryTapped -> scope.launch { open() }
            SituationEvent.BackTapped -> go.back()
        }
    }

    private suspend fun open() {
        states.value = SituationState.Opening
        when (val read = phone.read { situations(language) }) {
            is Outcome.No -> states.value = SituationState.Stopped(read.problem)

            is Outcome.Ok -> {
                all = mixed(read.value)
                choose(null)
            }
        }
    }

    private fun answer(believed: Boolean) =
        change {
            if (answer != Answer.NotYet) return@change this
            copy(answer = if (believed) Answer.Believed else Answer.Doubted)
        }

    private fun next() {
        if (chosen.isEmpty()) return
        at = (at + 1) % chosen.size
        if (at == 0) chosen = mixed(chosen)
        change { copy(situation = chosen[at], place = at + 1, answer = Answer.NotYet) }
    }

    private fun choose(channel: String?) {
        chosen = all.filter { channel == null || it.channel == channel }
        at = 0
        val first = chosen.firstOrNull()
        states.value =
            if (first == null) {
                SituationState.Empty
            } else {
                SituationState.Practising(
                    situation = first,
                    place = 1,
                    count = chosen.size,
                    channels = CHANNELS.filter { known -> all.any { it.channel == known } },
                    channel = channel,
                    answer = Answer.NotYet,
                )
            }
    }

    /** Shuffled, but never long without a genuine one: about a third are. */
    private fun mixed(situations: List<SituationWords>): List<SituationWords> {
        val (genuine, scams) = situations.shuffled(random).partition { it.genuine }
        val every = if (genuine.isEmpty()) Int.MAX_VALUE else (scams.size / genuine.size).coerceAtLeast(1)
        val left = genuine.toMutableList()
        val mixed =
            scams.chunked(every).flatMap { some ->
                val one = left.firstOrNull()?.also { left.removeAt(0) }
                (some + listOfNotNull(one)).shuffled(random)
            }
        return mixed + left
    }

    private fun change(how: SituationState.Practising.() -> SituationState.Practising) {
        states.update { if (it is SituationState.Practising) it.how() else it }
    }

    private companion object {
        /** The core's words for how something arrives, in the order of the choice. */
        val CHANNELS = listOf("call", "sms", "chat", "post", "qr", "slip", "visit")
    }
}
