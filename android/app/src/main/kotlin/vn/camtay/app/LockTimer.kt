package vn.camtay.app

/**
 * When the app locks itself. All times are milliseconds of a clock that never jumps
 * (`SystemClock.elapsedRealtime`).
 */
class LockTimer {
    private var touched = 0L

    /** Somebody touched the screen, or came back. */
    fun touched(now: Long) {
        touched = now
    }

    /** Whether it is time; inside a guide the resident's phone is what is being touched. */
    fun isTime(
        now: Long,
        inGuide: Boolean,
    ): Boolean = now - touched >= if (inGuide) IN_GUIDE else ELSEWHERE

    companion object {
        /** A guide is gone through on the other phone: this one waits. */
        const val IN_GUIDE = 15 * 60_000L

        /** Elsewhere, also while the app is not seen. */
        const val ELSEWHERE = 3 * 60_000L
    }
}
