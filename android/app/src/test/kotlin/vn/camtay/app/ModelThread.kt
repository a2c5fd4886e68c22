package vn.camtay.app

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull
import org.junit.rules.ExternalResource
import java.util.concurrent.Executors

/** One thread, as the app's main one: models are used from no other. */
class ModelThread : ExternalResource() {
    private val main = Executors.newSingleThreadExecutor().asCoroutineDispatcher()
    val scope = CoroutineScope(main)

    /** Taps and letters, one after the other. */
    fun does(taps: () -> Unit) = runBlocking(main) { taps() }

    override fun after() {
        scope.cancel()
        main.close()
    }
}

/** Waits until it is so. */
fun <T> StateFlow<T>.until(isSo: (T) -> Boolean): T =
    runBlocking { withTimeoutOrNull(20_000) { first(isSo) } ?: throw AssertionError("it stays $value") }
