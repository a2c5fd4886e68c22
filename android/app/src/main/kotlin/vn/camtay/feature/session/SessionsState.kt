package vn.camtay.feature.session

import uniffi.camtay_core.Organiser
import uniffi.camtay_core.Segment
import uniffi.camtay_core.SessionKind
import uniffi.camtay_core.SessionLine
import uniffi.camtay_core.VillageLine
import vn.camtay.phone.Problem

/** Screen 10, Buổi: open one, join one, see those of the last weeks. */
data class SessionsState(
    val sessions: List<SessionLine>?,
    /** The session that this phone is in already. */
    val current: SessionLine?,
    val villages: List<VillageLine>,
    val form: Form,
    /** A colleague's code is being read. */
    val joining: Boolean,
    val busy: Boolean,
    val problem: Problem?,
) {
    /** A new session; a home visit of the team is what most evenings are. */
    data class Form(
        val village: String?,
        val kind: SessionKind,
        val organiser: Organiser,
        val audience: Set<Segment>,
        val place: String,
        /** Who, for whom and where are shown. */
        val whole: Boolean,
    )
}

/** What somebody did. */
sealed interface SessionsEvent {
    data object BackTapped : SessionsEvent

    class FormChanged(
        val form: SessionsState.Form,
    ) : SessionsEvent

    data object OpenTapped : SessionsEvent

    data object JoinTapped : SessionsEvent

    class CodeRead(
        val text: String,
    ) : SessionsEvent

    class SessionTapped(
        val session: String,
    ) : SessionsEvent
}
