package vn.camtay.phone

import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.StateFlow
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.HandInProgress

/** A phone that takes its time, so that others get in between. */
class SlowPhone(
    core: CoreInterface,
    private val millis: Long = 100,
) : Phone {
    private val fake = FakePhone(core)

    override val changes: StateFlow<Long> = fake.changes

    /** Something has changed. */
    fun touch() {
        fake.changes.value += 1
    }

    override suspend fun <T> read(call: CoreInterface.() -> T): Outcome<T> {
        delay(millis)
        return fake.read(call)
    }

    override suspend fun <T> write(call: CoreInterface.() -> T): Outcome<T> {
        delay(millis)
        return fake.write(call)
    }

    override suspend fun <T> online(call: suspend CoreInterface.() -> T): Outcome<T> {
        delay(millis)
        return fake.online(call)
    }

    override suspend fun handIn(progressed: (HandInProgress) -> Unit) = fake.handIn(progressed)
}
