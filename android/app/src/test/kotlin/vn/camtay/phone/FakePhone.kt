package vn.camtay.phone

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.HandInProgress
import uniffi.camtay_core.HandInResult
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Proxy

/**
 * A core of which every question that a test didn't set an answer for fails:
 *
 * ```
 * FakePhone(object : CoreInterface by Unset { override fun today() = page })
 * ```
 */
val Unset: CoreInterface =
    Proxy.newProxyInstance(
        CoreInterface::class.java.classLoader,
        arrayOf(CoreInterface::class.java),
    ) { _, method, _ -> throw AssertionError("nobody expected ${method.name}") } as CoreInterface

/** A phone over answers that a test sets. */
class FakePhone(
    var core: CoreInterface = Unset,
) : Phone {
    override val changes = MutableStateFlow(0L)

    /** What handing in comes to. */
    var handedIn: Outcome<HandInResult> = Outcome.No(Problem.Unexpected)

    override suspend fun <T> read(call: CoreInterface.() -> T): Outcome<T> = outcome { core.call() }

    override suspend fun <T> write(call: CoreInterface.() -> T): Outcome<T> =
        outcome { core.call() }.also { changes.value += 1 }

    override suspend fun <T> online(call: suspend CoreInterface.() -> T): Outcome<T> =
        outcome { core.call() }.also { changes.value += 1 }

    override suspend fun handIn(progressed: (HandInProgress) -> Unit) = handedIn

    private inline fun <T> outcome(call: () -> T): Outcome<T> =
        try {
            Outcome.Ok(call())
        } catch (refused: CoreException) {
            Outcome.No(refused.toProblem())
        } catch (thrown: InvocationTargetException) {
            throw thrown.targetException
        }
}
