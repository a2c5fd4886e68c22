package vn.camtay.run

import org.junit.runner.JUnitCore
import org.junit.runner.notification.Failure
import java.util.Locale
import kotlin.system.exitProcess

/**
 * Runs test classes by their names, for `cargo xtask android test`: a line for each as it ends,
 * `vn.camtay.app.RootTest: 12 run, 0 failed, 1 skipped, 3.2 s`.
 */
fun main(vararg classes: String) {
    var failed = 0
    for (name in classes) {
        val result = JUnitCore().run(Class.forName(name))
        result.failures.forEach(::tell)
        val skipped = result.ignoreCount + result.assumptionFailureCount
        val run = result.runCount + result.ignoreCount
        val seconds = String.format(Locale.ROOT, "%.1f", result.runTime / 1000.0)
        println("$name: $run run, ${result.failureCount} failed, $skipped skipped, $seconds s")
        failed += result.failureCount
    }
    System.out.flush()
    // Threads of the framework would keep the machine.
    exitProcess(if (failed == 0) 0 else 1)
}

/** A failure with those lines of it that are ours. */
private fun tell(failure: Failure) {
    println("FAILED ${failure.description.className}: ${failure.description.methodName}")
    for (cause in generateSequence(failure.exception) { it.cause }) {
        println("  $cause")
        val own = cause.stackTrace.filter { it.className.startsWith("vn.camtay") }
        val shown = if (own.isEmpty() || cause !is AssertionError) cause.stackTrace.take(12) + own else own
        shown.distinct().take(20).forEach { println("    at $it") }
    }
}
