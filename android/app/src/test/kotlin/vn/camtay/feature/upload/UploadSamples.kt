package vn.camtay.feature.upload

import uniffi.camtay_core.Denied
import uniffi.camtay_core.HallProblem
import uniffi.camtay_core.HandInResult
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.NetworkProblem
import uniffi.camtay_core.NotCounting
import uniffi.camtay_core.OutboxState
import uniffi.camtay_core.OwnRecord
import uniffi.camtay_core.PullResult
import uniffi.camtay_core.RecordKind
import uniffi.camtay_core.ReplyTaken
import uniffi.camtay_core.SetAsideReason
import uniffi.camtay_core.StoreProblem
import uniffi.camtay_core.UploadPage
import uniffi.camtay_core.Waiting
import uniffi.camtay_core.Whereabouts
import vn.camtay.app.Route
import vn.camtay.look.Page
import vn.camtay.look.PageHead
import vn.camtay.phone.Outcome
import vn.camtay.phone.Problem
import vn.camtay.pictures.Sample
import vn.camtay.pictures.WithTabs
import vn.camtay.share.Carried
import vn.camtay.share.Incoming
import vn.camtay.share.IncomingView
import vn.camtay.upload.Nearness
import vn.camtay.upload.UploadStage

/** The main states of Nộp, of the records and of the way without a network. */
object UploadSamples {
    /** Friday 20/11/2026, 17:42 in Việt Nam. */
    private const val FRIDAY = 1_795_171_320L

    private val nothing = Waiting(people = 0u, steps = 0u, sessions = 0u, records = 0u)
    private val many = Waiting(people = 37u, steps = 212u, sessions = 5u, records = 263u)

    private fun record(
        entry: String,
        name: String?,
        whereabouts: Whereabouts,
        kind: RecordKind = RecordKind.GUIDE,
        day: String = "2026-11-20",
        people: UInt = 1u,
    ) = OwnRecord(entry, kind, day, name, people, whereabouts)

    private fun setAside(reason: SetAsideReason) = Whereabouts.NotCounting(NotCounting.SetAside(reason))

    private val aside =
        listOf(
            record("a-1", "Nguyễn Thị Hoà", setAside(SetAsideReason.ID_NUMBER)),
            record("a-2", null, setAside(SetAsideReason.OFFICER), RecordKind.SESSION, "2026-11-18"),
            record("a-3", "Hồ Văn Ăm", setAside(SetAsideReason.UNKNOWN_TARGET), RecordKind.APPOINTMENT),
        )

    private val page =
        UploadPage(
            waiting = many,
            received = 412uL,
            receivedAt = FRIDAY,
            setAside = emptyList(),
            suspended = false,
            revoked = false,
            report = 9u,
        )

    private fun shown(
        page: UploadPage = this.page,
        stage: UploadStage = UploadStage.Ready,
        nearness: Nearness = Nearness.Near,
        asksToNotify: Boolean = false,
    ) = UploadState.Shown(page, "xã Vĩnh Thuỷ", stage, nearness, asksToNotify)

    private fun received(
        clockOff: Long = 0,
        newGuides: Boolean = false,
        badGuides: Boolean = false,
    ) = UploadStage.Received(
        HandInResult(263uL, FRIDAY + 259_200, clockOff),
        many,
        Outcome.Ok(PullResult(18uL, newGuides, badGuides, clockOff)),
    )

    private fun stopped(
        problem: Problem,
        done: Long = 0,
        onWifi: Boolean = true,
    ) = shown(stage = UploadStage.Stopped(problem, done, onWifi))

    private fun network(problem: NetworkProblem) = Problem.Network(problem)

    private val records =
        listOf(
            record("r-9", "Nguyễn Thị Hoà", Whereabouts.OnThisPhone, day = "2026-11-23"),
            record("r-8", "Lê Văn Tư", Whereabouts.OnThisPhone, RecordKind.VISIT, "2026-11-23", 3u),
            record("r-7", null, Whereabouts.OnThisPhone, RecordKind.SESSION, "2026-11-23"),
            record("r-6", "Hồ Thị Kăn", Whereabouts.Received, RecordKind.CONSENT),
            record("r-5", "Trần Nguyễn Công Tằng Tôn Nữ Thị Phương Hoa", Whereabouts.NextReport),
            record("r-4", "Phạm Văn Bảy", setAside(SetAsideReason.FROM_THE_FUTURE)),
            record("r-3", "Hồ Văn Ăm", Whereabouts.InReport(9u), day = "2026-11-14"),
            record("r-2", "Lê Thị Bé", Whereabouts.NotCounting(NotCounting.TakenBack), day = "2026-11-14"),
            record("r-1", null, Whereabouts.NotCounting(NotCounting.Revoked), RecordKind.WISH, "2026-11-14"),
        )

    private fun outbox(given: Boolean) = OutboxState(263uL, FRIDAY, 41_200uL, given = given, replies = 0u)

    private val carried =
        listOf(Carried("9ec1dfcbcf0f6eeb-3.ctp", FRIDAY), Carried("b02dc0bfac531ec2-11.ctp", FRIDAY - 86_400))

    private fun home(
        waiting: Waiting = many,
        given: Boolean = false,
        carried: List<Carried> = emptyList(),
        problem: Problem? = null,
        lent: ULong? = null,
    ) = CourierState.Home(waiting, outbox(given), carried, busy = false, problem, toShare = null, lent)

    val all: List<Sample> =
        listOf(
            upload("upload", shown(), important = true),
            upload("upload-loading", UploadState.Loading),
            upload("upload-failed", UploadState.Failed(Problem.Store(StoreProblem.FAILED))),
            upload(
                "upload-nothing",
                shown(page.copy(waiting = nothing), nearness = Nearness.Away),
            ),
            upload(
                "upload-first",
                shown(
                    page.copy(waiting = Waiting(1u, 4u, 0u, 6u), received = 0uL, receivedAt = null, report = null),
                    nearness = Nearness.Unknown,
                ),
            ),
            upload("upload-nobody", shown(page.copy(waiting = Waiting(0u, 0u, 0u, 2u)), nearness = Nearness.Looking)),
            upload("upload-looking", shown(stage = UploadStage.Sending(0, 0))),
            upload("upload-sending", shown(stage = UploadStage.Sending(120, 263)), important = true),
            upload("upload-received", shown(page.copy(waiting = nothing), received()), important = true),
            upload(
                "upload-received-guides",
                shown(page.copy(waiting = nothing), received(newGuides = true), asksToNotify = true),
            ),
            upload(
                "upload-received-nothing",
                shown(
                    page.copy(waiting = nothing),
                    received().copy(result = HandInResult(0uL, FRIDAY, 0), sent = nothing),
                ),
            ),
            upload("upload-received-clock", shown(page.copy(waiting = nothing), received(clockOff = 7_300))),
            upload("upload-received-bad-guides", shown(page.copy(waiting = nothing), received(badGuides = true))),
            upload(
                "upload-received-not-pulled",
                shown(
                    page.copy(waiting = Waiting(2u, 3u, 0u, 4u)),
                    received().copy(pulled = Outcome.No(network(NetworkProblem.INTERRUPTED))),
                ),
            ),
            upload("upload-set-aside", shown(page.copy(setAside = aside)), important = true),
            upload("upload-away", stopped(network(NetworkProblem.UNREACHABLE), onWifi = false), important = true),
            upload("upload-isolated", stopped(network(NetworkProblem.UNREACHABLE))),
            upload("upload-portal", stopped(network(NetworkProblem.NOT_THE_HALL))),
            upload("upload-interrupted", stopped(network(NetworkProblem.INTERRUPTED), done = 200)),
            upload("upload-slow", stopped(network(NetworkProblem.TOO_SLOW))),
            upload("upload-cancelled", stopped(network(NetworkProblem.CANCELLED), done = 200)),
            upload("upload-suspended", stopped(Problem.Hall(HallProblem.Suspended)), important = true),
            upload("upload-suspended-before", shown(page.copy(suspended = true))),
            upload("upload-revoked", stopped(Problem.Hall(HallProblem.Revoked))),
            upload("upload-two-halls", stopped(Problem.Hall(HallProblem.TwoHalls))),
            upload("upload-fork", stopped(Problem.Hall(HallProblem.Fork))),
            upload("upload-earlier-missing", stopped(Problem.Hall(HallProblem.EarlierMissing))),
            upload("upload-busy", stopped(Problem.Hall(HallProblem.Busy(40u)))),
            upload("upload-unavailable", stopped(Problem.Hall(HallProblem.Unavailable(300u)))),
            upload("upload-running", stopped(Problem.NotAllowed(Denied.HAND_IN_RUNNING))),
            Sample("records", important = true) { RecordsView(RecordsState.Shown(records, false, "2026-11-23")) {} },
            Sample("records-loading") { RecordsView(RecordsState.Loading) {} },
            Sample("records-failed") { RecordsView(RecordsState.Failed(Problem.Unexpected)) {} },
            Sample("records-empty") { RecordsView(RecordsState.Shown(emptyList(), false, "2026-11-23")) {} },
            courier("courier", home(), important = true),
            courier("courier-nothing", home(nothing)),
            courier("courier-given", home(given = true, carried = carried), important = true),
            courier("courier-sent", home(lent = 3uL), important = true),
            courier("courier-failed", home(problem = Problem.Store(StoreProblem.DISK_FULL))),
            courier("courier-loading", CourierState.Loading),
            courier("courier-showing", CourierState.Showing(List(12) { "CTQ1:$it" }), important = true),
            courier("courier-reading", CourierState.Reading(0, 0, null)),
            courier(
                "courier-reading-some",
                CourierState.Reading(4, 12, Problem.BadInput("frames", InputProblem.OTHER_FILE)),
            ),
            incoming(
                "incoming-reply",
                Incoming.Reply(ReplyTaken(FRIDAY, 3uL, newGuides = true, badGuides = false)),
                important = true,
            ),
            incoming("incoming-reply-waits", Incoming.Reply(null)),
            incoming("incoming-parcel", Incoming.Parcel, important = true),
            incoming("incoming-no-room", Incoming.NoRoom),
            incoming("incoming-unreadable", Incoming.Unreadable),
            incoming("incoming-other", Incoming.Refused(Problem.BadInput("reply", InputProblem.OTHER_PHONE))),
        )

    private fun upload(
        name: String,
        state: UploadState,
        important: Boolean = false,
    ) = Sample(name, important) { WithTabs(Route.Upload) { UploadView(state, {}, {}) } }

    private fun courier(
        name: String,
        state: CourierState,
        important: Boolean = false,
    ) = Sample(name, important) { CourierView(state, {}, "", {}) }

    private fun incoming(
        name: String,
        incoming: Incoming,
        important: Boolean = false,
    ) = Sample(name, important) { Page(PageHead("Nộp")) { IncomingView(incoming) {} } }
}
