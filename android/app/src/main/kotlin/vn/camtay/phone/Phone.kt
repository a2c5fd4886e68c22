package vn.camtay.phone

import kotlinx.coroutines.flow.StateFlow
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.HandInProgress
import uniffi.camtay_core.HandInResult

/**
 * The only door to the core. What is asked is the core's own function:
 *
 * ```
 * phone.read { today() }
 * phone.write { addHousehold(NewHousehold(village, head, place)) }
 * phone.online { enrol(invitation) }
 * ```
 *
 * Nothing here runs on the main thread, and nothing throws: what the core refuses comes back
 * as [Outcome.No].
 */
interface Phone {
    /** Counts up after every [write] and [online]: who shows something reads it again. */
    val changes: StateFlow<Long>

    /** Asks for something that only this phone is needed for. */
    suspend fun <T> read(call: CoreInterface.() -> T): Outcome<T>

    /**
     * Does something; it is durable when this returns [Outcome.Ok]. What was asked for is done, one
     * after the other, also when whoever asked is gone before it is their turn.
     */
    suspend fun <T> write(call: CoreInterface.() -> T): Outcome<T>

    /** Talks to the hall. May be cancelled at any moment; what has come stays. */
    suspend fun <T> online(call: suspend CoreInterface.() -> T): Outcome<T>

    /** Hands in what the hall lacks; [progressed] may be called on any thread. */
    suspend fun handIn(progressed: (HandInProgress) -> Unit): Outcome<HandInResult>
}
