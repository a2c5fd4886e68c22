package vn.camtay.feature.session

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import uniffi.camtay_core.Consent
import uniffi.camtay_core.ConsentMissing
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.Event
import vn.camtay.app.Draft
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem

/**
 * Ticks those who are there. The phone writes in the order of the taps and loses none, also when
 * the page is left at once; a tap that comes twice does not take itself back.
 */
internal class Attendance(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val draft: Draft,
    private val session: String,
    private val language: String,
    private val ticked: (resident: String, name: String) -> Unit,
    private val refused: (Problem) -> Unit,
) {
    private class Tick(
        val present: Boolean,
        val isWritten: Boolean,
    )

    private val settling = mutableSetOf<String>()
    private val ticks = mutableMapOf<String, Tick>()
    private val current = MutableStateFlow(emptyMap<String, Boolean>())

    /** Ticks that the session does not show yet. */
    val state: StateFlow<Map<String, Boolean>> = current.asStateFlow()

    fun tick(
        resident: String,
        name: String,
        present: Boolean,
    ) {
        if (!settling.add(resident)) return
        scope.launch {
            delay(SETTLING)
            settling -= resident
        }
        put(resident, Tick(present, isWritten = false))
        scope.launch {
            val problem = write(resident, present)
            if (problem == null) {
                put(resident, Tick(present, isWritten = true))
                if (present) ticked(resident, name)
            } else {
                put(resident, null)
                refused(problem)
            }
        }
    }

    /** The tick was a slip of the finger. */
    fun takeBack(resident: String) {
        settling -= resident
        tick(resident, "", present = false)
    }

    /** The session has been read: what was written is seen there. */
    fun seen() {
        ticks.entries.removeAll { it.value.isWritten }
        publish()
    }

    private suspend fun write(
        resident: String,
        present: Boolean,
    ): Problem? {
        if (!present) return (phone.write { remove(resident) } as? Outcome.No)?.problem
        return when (val written = phone.write { add(resident) }) {
            is Outcome.No -> written.problem
            is Outcome.Ok -> written.value
        }
    }

    /** Nobody who wants no name written is ticked, wherever they were found. */
    private fun CoreInterface.add(resident: String): Problem? {
        val answer = resident(resident, language).consent
        if (answer == Consent.REFUSED) return Problem.NeedsConsent(ConsentMissing.REFUSED)
        if (answer == Consent.WITHDRAWN) return Problem.NeedsConsent(ConsentMissing.WITHDRAWN)
        markAttendance(session, listOf(resident), true)
        if (answer != Consent.GIVEN) yeses += resident
        return null
    }

    /**
     * The tick was that person's own yes. Whoever was ticked by mistake never said it, so it is
     * taken back with the tick, as long as nothing else was recorded since.
     */
    private fun CoreInterface.remove(resident: String) {
        val own = resident(resident, language).history.filter { it.own && !it.takenBack }
        val tick = own.firstOrNull()?.takeIf { (it.event as? Event.Attended)?.present == true }
        if (tick == null || resident !in yeses) return markAttendance(session, listOf(resident), false)
        takeBack(tick.entry)
        own.firstOrNull { (it.event as? Event.Consent)?.answer == Consent.GIVEN }?.let { takeBack(it.entry) }
        yeses -= resident
    }

    /** Whose yes came with a tick of this phone in this session. */
    private var yeses: Set<String>
        get() = draft[YESES].split(' ').filter(String::isNotEmpty).toSet()
        set(all) {
            draft[YESES] = all.joinToString(" ")
        }

    private fun put(
        resident: String,
        tick: Tick?,
    ) {
        if (tick == null) ticks -= resident else ticks[resident] = tick
        publish()
    }

    private fun publish() = current.update { ticks.mapValues { it.value.present } }

    private companion object {
        const val YESES = "yeses"

        /** A finger that trembles taps again within half a second. */
        const val SETTLING = 500L
    }
}
