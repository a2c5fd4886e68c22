package vn.camtay.app

import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.HandInProgress
import uniffi.camtay_core.HandInResult
import uniffi.camtay_core.StoreProblem
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem

/** The real phone, on a disk that can be full: then it says what the core says of one. */
class Disk(
    private val phone: Phone,
) : Phone by phone {
    /** No room for another byte. */
    @Volatile var isFull = false

    override suspend fun <T> write(call: CoreInterface.() -> T): Outcome<T> = if (isFull) FULL else phone.write(call)

    override suspend fun handIn(progressed: (HandInProgress) -> Unit): Outcome<HandInResult> =
        if (isFull) FULL else phone.handIn(progressed)

    private companion object {
        val FULL = Outcome.No(Problem.Store(StoreProblem.DISK_FULL))
    }
}
