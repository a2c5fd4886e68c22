package vn.camtay.feature.upload

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import uniffi.camtay_core.FramesTaken
import uniffi.camtay_core.OutboxState
import uniffi.camtay_core.Waiting
import vn.camtay.app.Go
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem
import vn.camtay.phone.orNull
import vn.camtay.share.IncomingFiles
import java.io.File

/** Gives the parcel away, and takes in what others give: a colleague's parcel, the hall's reply. */
class CourierModel(
    private val phone: Phone,
    private val files: IncomingFiles,
    private val scope: CoroutineScope,
    private val go: Go,
) {
    private val current = MutableStateFlow<CourierState>(CourierState.Loading)
    private var frames = emptyList<String>()

    /** Each frame is looked at together with all that came before it. */
    private val oneFrame = Mutex()

    val state: StateFlow<CourierState> = current.asStateFlow()

    init {
        scope.launch { files.carried.look() }
        scope.launch { phone.changes.collectLatest { if (isHome()) home(problemSoFar()) } }
        scope.launch {
            files.carried.all.collect { carried ->
                current.update { (it as? CourierState.Home)?.copy(carried = carried.orEmpty()) ?: it }
            }
        }
    }

    fun send(event: CourierEvent) {
        when (event) {
            CourierEvent.BackTapped -> if (isHome()) go.back() else scope.launch { home(null) }
            is CourierEvent.FileTapped -> work { save(event.folder) }
            CourierEvent.ShowTapped -> work { show() }
            CourierEvent.ReadTapped -> read()
            is CourierEvent.FrameRead -> scope.launch { oneFrame.withLock { frame(event.text) } }
            is CourierEvent.FileChosen -> event.file?.let { work { files.take(it).let { null } } }
            is CourierEvent.CarriedTapped -> work { share(files.carried.copy(event.name, File(event.folder))?.path) }
            is CourierEvent.ForgetTapped -> work { files.carried.forget(event.name).let { null } }
            CourierEvent.Shared -> update { it.copy(toShare = null) }
            CourierEvent.SentTapped -> work { sent() }
        }
    }

    private suspend fun save(folder: String): Problem? =
        when (val lent = phone.write { lendParcel(folder) }) {
            is Outcome.Ok -> {
                update { it.copy(lent = lent.value.number) }
                share(lent.value.file)
            }

            is Outcome.No -> lent.problem
        }

    private suspend fun sent(): Problem? {
        val number = (current.value as? CourierState.Home)?.lent ?: return null
        val problem = (phone.write { parcelGiven(number) } as? Outcome.No)?.problem
        if (problem == null) update { it.copy(lent = null) }
        return problem
    }

    private fun share(file: String?): Problem? {
        update { it.copy(toShare = file) }
        return null
    }

    private suspend fun show(): Problem? =
        when (val asked = phone.read { parcelFrames() }) {
            is Outcome.Ok -> null.also { current.value = CourierState.Showing(asked.value) }
            is Outcome.No -> asked.problem
        }

    private fun read() {
        frames = emptyList()
        current.value = CourierState.Reading(taken = 0, count = 0, problem = null)
    }

    /** One more code; a camera reads the same one many times. */
    private suspend fun frame(text: String) {
        if (current.value !is CourierState.Reading || text in frames) return
        when (val taken = phone.read { takeFrames(frames + text) }) {
            is Outcome.No -> tell(taken.problem)

            is Outcome.Ok -> {
                frames = frames + text
                frameTaken(taken.value)
            }
        }
    }

    private suspend fun frameTaken(taken: FramesTaken) {
        val file = taken.file
        if (file == null) {
            current.value = CourierState.Reading(taken.taken.toInt(), taken.count.toInt(), problem = null)
        } else {
            frames = emptyList()
            files.take(file)
            home(null)
        }
    }

    private fun tell(problem: Problem) = current.update { (it as? CourierState.Reading)?.copy(problem = problem) ?: it }

    private fun work(block: suspend () -> Problem?) {
        val home = current.value as? CourierState.Home ?: return
        if (home.busy) return
        current.value = home.copy(busy = true, problem = null)
        scope.launch {
            val problem = block()
            if (isHome()) home(problem)
        }
    }

    private suspend fun home(problem: Problem?) {
        val asked = phone.read { waiting() }
        val outbox = phone.read { outboxState() }.orNull() ?: EMPTY
        val before = current.value as? CourierState.Home
        current.value =
            CourierState.Home(
                waiting = asked.orNull() ?: NOTHING,
                outbox = outbox,
                carried =
                    files.carried.all.value
                        .orEmpty(),
                busy = false,
                problem = problem ?: (asked as? Outcome.No)?.problem,
                toShare = before?.toShare,
                lent = before?.lent,
            )
    }

    private fun problemSoFar() = (current.value as? CourierState.Home)?.problem

    private fun isHome() = current.value.let { it is CourierState.Home || it == CourierState.Loading }

    private fun update(change: (CourierState.Home) -> CourierState.Home) =
        current.update { (it as? CourierState.Home)?.let(change) ?: it }

    private companion object {
        val NOTHING = Waiting(people = 0u, steps = 0u, sessions = 0u, records = 0u)
        val EMPTY = OutboxState(records = 0uL, since = null, bytes = 0uL, given = false, replies = 0u)
    }
}
