package vn.camtay.phone

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.withContext
import uniffi.camtay_core.AppGuides
import uniffi.camtay_core.Core
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.HandInListener
import uniffi.camtay_core.HandInProgress
import uniffi.camtay_core.HandInResult
import uniffi.camtay_core.InternalException
import uniffi.camtay_core.KeyStore
import uniffi.camtay_core.Logger
import java.io.File

/**
 * The phone over the Rust core of the store in [folder]. [store] runs one call at a time and
 * is not the main thread.
 */
class RustPhone(
    private val folder: File,
    private val keys: KeyStore,
    private val guides: AppGuides,
    private val logger: Logger,
    private val store: CoroutineDispatcher,
) : Phone {
    // Loading the library takes a moment: not on the thread that makes this object.
    private val core by lazy {
        folder.mkdirs()
        Core.open(folder.path, keys, guides, logger)
    }
    private val ticks = MutableStateFlow(0L)

    override val changes: StateFlow<Long> = ticks.asStateFlow()

    override suspend fun <T> read(call: CoreInterface.() -> T): Outcome<T> =
        withContext(store) { outcome { core.call() } }

    override suspend fun <T> write(call: CoreInterface.() -> T): Outcome<T> =
        // Whoever asked for it may have left their screen meanwhile: it is done, and told to the others.
        withContext(NonCancellable + store) {
            outcome { core.call() }.also { ticks.update { it + 1 } }
        }

    override suspend fun <T> online(call: suspend CoreInterface.() -> T): Outcome<T> =
        outcome { withContext(store) { core }.call() }.also { ticks.update { it + 1 } }

    override suspend fun handIn(progressed: (HandInProgress) -> Unit): Outcome<HandInResult> {
        val listener =
            object : HandInListener {
                override fun progressed(progress: HandInProgress) = progressed(progress)
            }
        return online {
            val handIn = handIn(listener)
            try {
                handIn.run()
            } catch (stopped: CancellationException) {
                handIn.cancel()
                throw stopped
            } finally {
                handIn.destroy()
            }
        }
    }

    /** Lets go of the core; for tests, an app never does. */
    fun close() = core.close()

    private inline fun <T> outcome(call: () -> T): Outcome<T> =
        try {
            Outcome.Ok(call())
        } catch (refused: CoreException) {
            Outcome.No(refused.toProblem())
        } catch (panicked: InternalException) {
            logger.log(uniffi.camtay_core.LogLevel.ERROR, "the core panicked")
            Outcome.No(Problem.Unexpected)
        }
}
