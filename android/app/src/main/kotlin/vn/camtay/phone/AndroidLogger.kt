package vn.camtay.phone

import android.util.Log
import uniffi.camtay_core.LogLevel
import uniffi.camtay_core.Logger

/** The core's log goes to the system's. No line of it holds anything personal. */
object AndroidLogger : Logger {
    private const val TAG = "camtay"

    override fun log(
        level: LogLevel,
        line: String,
    ) {
        when (level) {
            LogLevel.NOTE -> Log.i(TAG, line)
            LogLevel.WARNING -> Log.w(TAG, line)
            LogLevel.ERROR -> Log.e(TAG, line)
        }
    }
}
