package vn.camtay.bench

import androidx.compose.runtime.Composer
import androidx.compose.runtime.CompositionTracer
import androidx.compose.runtime.InternalComposeTracingApi

/** Counts how often each composable function is run, by its name. */
@OptIn(InternalComposeTracingApi::class)
class Compositions : CompositionTracer {
    private val counts = mutableMapOf<String, Int>()
    private var counting = false

    /** What [change] makes run. */
    fun of(change: () -> Unit): Map<String, Int> {
        counts.clear()
        counting = true
        Composer.setTracer(this)
        try {
            change()
        } finally {
            counting = false
        }
        return counts.toMap()
    }

    override fun isTraceInProgress() = counting

    override fun traceEventStart(
        key: Int,
        dirty1: Int,
        dirty2: Int,
        info: String,
    ) {
        val name = info.substringBefore(' ').substringAfterLast('.')
        counts[name] = (counts[name] ?: 0) + 1
    }

    override fun traceEventEnd() = Unit
}
