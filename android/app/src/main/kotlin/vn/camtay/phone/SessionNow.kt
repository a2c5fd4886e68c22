package vn.camtay.phone

import uniffi.camtay_core.SessionLine
import uniffi.camtay_core.TodayPage

/**
 * The session to which what is recorded now belongs. One of an earlier day was forgotten: it takes
 * in what is recorded in itself, and nothing of today's visits.
 */
val TodayPage.sessionNow: SessionLine?
    get() = session?.takeIf { it.day == day }
