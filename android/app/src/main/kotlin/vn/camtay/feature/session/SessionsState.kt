package vn.camtay.feature.session

import uniffi.camtay_core.SessionLine
import uniffi.camtay_core.SkillGroup
import uniffi.camtay_core.VillageLine
import vn.camtay.phone.Problem

/** Screen 10, Buổi: open one, join one, see those of the last weeks. */
data class SessionsState(
    /** The latest first; `null` while they are asked for. */
    val sessions: List<SessionLine>?,
    /** Today, ISO. */
    val today: String,
    val now: Now,
    val villages: List<VillageLine>,
    val form: SessionForm,
    /** Titles of the skills that the form has. */
    val titles: Map<UShort, String>,
    val part: Part,
    val busy: Boolean,
    val problem: Problem?,
) {
    /** A new one may begin. */
    val canOpen: Boolean
        get() = now is Now.Free || now is Now.Together

    /** The session that this phone is in: one at a time. */
    sealed interface Now {
        data object Free : Now

        /** One that it opened, or that its hall knows it is in. */
        data class UnderWay(
            val line: SessionLine,
        ) : Now

        /** A colleague's, by their code: only theirs ends it, so that a new one may begin. */
        data class Together(
            val line: SessionLine,
        ) : Now

        /** One of an earlier day that nobody has ended. */
        data class Forgotten(
            val line: SessionLine,
        ) : Now
    }

    /** What of it is seen. */
    sealed interface Part {
        data object Open : Part

        /** A colleague's code is being read. */
        data object Joining : Part

        /** What is taught is being chosen; `null` while the guides are asked. */
        data class Teaching(
            val groups: List<SkillGroup>?,
        ) : Part
    }
}

/** What somebody did. */
sealed interface SessionsEvent {
    data object BackTapped : SessionsEvent

    data object RetryTapped : SessionsEvent

    class FormChanged(
        val form: SessionForm,
    ) : SessionsEvent

    data object SkillsTapped : SessionsEvent

    data object OpenTapped : SessionsEvent

    data object JoinTapped : SessionsEvent

    class CodeRead(
        val text: String,
    ) : SessionsEvent

    class SessionTapped(
        val session: String,
    ) : SessionsEvent

    data object EndForgottenTapped : SessionsEvent
}
