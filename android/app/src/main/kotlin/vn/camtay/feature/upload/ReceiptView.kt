package vn.camtay.feature.upload

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import uniffi.camtay_core.NetworkProblem
import uniffi.camtay_core.NotCounting
import uniffi.camtay_core.OwnRecord
import uniffi.camtay_core.Whereabouts
import vn.camtay.R
import vn.camtay.look.Card
import vn.camtay.look.Line
import vn.camtay.look.ListRow
import vn.camtay.look.Look
import vn.camtay.look.Notice
import vn.camtay.look.QuietButton
import vn.camtay.look.QuietWords
import vn.camtay.look.Section
import vn.camtay.look.StateChip
import vn.camtay.look.Symbol
import vn.camtay.look.Tone
import vn.camtay.look.Type
import vn.camtay.look.Words
import vn.camtay.phone.Outcome
import vn.camtay.phone.Problem
import vn.camtay.upload.UploadStage
import vn.camtay.words.ProblemNotice
import vn.camtay.words.daySaid
import vn.camtay.words.dotted
import vn.camtay.words.momentSaid
import vn.camtay.words.peopleCount
import vn.camtay.words.recordsCount
import vn.camtay.words.sentence
import vn.camtay.words.todo
import vn.camtay.words.tone
import vn.camtay.words.word
import vn.camtay.words.words

/** What came of the last run, and how the phone stands with its hall. */
@Composable
internal fun StageNotices(state: UploadState.Shown) {
    val stage = state.stage
    when (stage) {
        is UploadStage.Stopped -> Stopped(stage)
        is UploadStage.Received -> Received(state, stage)
        UploadStage.Ready, is UploadStage.Sending -> Unit
    }
    if (stage !is UploadStage.Stopped) Standing(state)
}

/** A hall that said no before: said also when nobody has tried today. */
@Composable
private fun Standing(state: UploadState.Shown) {
    if (state.page.revoked) {
        ProblemNotice(Problem.Hall(uniffi.camtay_core.HallProblem.Revoked))
    } else if (state.page.suspended) {
        ProblemNotice(Problem.Hall(uniffi.camtay_core.HallProblem.Suspended))
    }
}

@Composable
private fun Stopped(stage: UploadStage.Stopped) {
    // On a Wi-Fi and nobody there: the Wi-Fi keeps its phones apart, or the hall sleeps.
    if (stage.onWifi && stage.problem == Problem.Network(NetworkProblem.UNREACHABLE)) {
        Notice(
            stringResource(R.string.screen_upload_isolated),
            Tone.Amber,
            body = stringResource(R.string.screen_upload_isolated_todo),
            icon = R.drawable.ic_wifi,
        )
    } else {
        ProblemNotice(stage.problem)
    }
    if (stage.done > 0) {
        Notice(stringResource(R.string.screen_upload_kept, recordsCount(stage.done.toInt())), Tone.Green)
    }
}

@Composable
private fun Received(
    state: UploadState.Shown,
    stage: UploadStage.Received,
) {
    // Where nothing waits any more the receipt stands at the top.
    if (!state.page.waiting.isNothing) {
        Notice(receivedSaid(state, stage), Tone.Green, body = receiptSaid(stage), icon = R.drawable.ic_shield)
    }
    Brought(stage)
    if (state.clockIsOff) {
        Notice(
            stringResource(R.string.screen_upload_clock),
            Tone.Amber,
            body = stringResource(R.string.screen_upload_clock_todo),
            icon = R.drawable.ic_clock,
        )
    }
}

/** What the hall took, in people where it is about people. */
@Composable
internal fun receivedSaid(
    state: UploadState.Shown,
    stage: UploadStage.Received,
): String {
    val people = stage.sent?.people?.toInt() ?: 0
    val said = if (people > 0) peopleCount(people) else recordsCount(stage.result.entries.toInt())
    return when {
        stage.result.entries == 0uL -> stringResource(R.string.screen_upload_nothing_new)
        state.page.waiting.isNothing -> stringResource(R.string.screen_upload_received_all, said)
        else -> stringResource(R.string.screen_upload_received, said)
    }
}

/** When the hall signed for it; `null` where it never did. */
@Composable
internal fun receiptSaid(stage: UploadStage.Received): String? {
    val moment = momentSaid(stage.result.confirmedAt ?: return null)
    return if (stage.result.entries == 0uL) {
        stringResource(R.string.screen_upload_receipt_before, moment)
    } else {
        stringResource(R.string.screen_upload_receipt_at, recordsCount(stage.result.entries.toInt()), moment)
    }
}

/** What came back from the hall: new guides, or why lists could not be fetched. */
@Composable
private fun Brought(stage: UploadStage.Received) =
    when (val pulled = stage.pulled) {
        is Outcome.No -> {
            val said = stringResource(R.string.screen_upload_not_pulled)
            Notice(said, Tone.Amber, body = stringResource(R.string.screen_upload_not_pulled_todo))
        }

        is Outcome.Ok ->
            when {
                pulled.value.badGuides -> ProblemNotice(Problem.Hall(uniffi.camtay_core.HallProblem.BadPack))

                pulled.value.newGuides ->
                    Notice(
                        stringResource(R.string.screen_upload_new_guides),
                        Tone.Blue,
                        body = stringResource(R.string.screen_upload_new_guides_body),
                        icon = R.drawable.ic_book,
                    )

                else -> Unit
            }
    }

/** What the hall has, and since when; nothing before the first time. */
@Composable
internal fun LastTime(state: UploadState.Shown) {
    // The receipt that just came says the same.
    if (state.stage is UploadStage.Received) return
    val at = state.page.receivedAt ?: return
    Section(stringResource(R.string.screen_upload_last))
    val report = state.page.report
    val body =
        if (report == null) {
            sentence(momentSaid(at))
        } else {
            sentence(momentSaid(at)) + "\n" + stringResource(R.string.screen_upload_report, report.toInt())
        }
    Notice(
        stringResource(R.string.screen_upload_has, recordsCount(state.page.received.toInt())),
        Tone.Green,
        body = body,
        icon = R.drawable.ic_shield,
    )
}

/** What the hall set aside, each with what to do about it. */
@Composable
internal fun SetAside(
    records: List<OwnRecord>,
    send: (UploadEvent) -> Unit,
) {
    if (records.isEmpty()) return
    Section(stringResource(R.string.screen_upload_set_aside))
    Card {
        records.take(MOST).forEachIndexed { at, record ->
            if (at > 0) Line()
            SetAsideRow(record)
        }
    }
    if (records.size > MOST) {
        val more = stringResource(R.string.screen_upload_more, recordsCount(records.size - MOST))
        QuietButton(more, { send(UploadEvent.RecordsTapped) })
    }
}

@Composable
private fun SetAsideRow(record: OwnRecord) {
    val kind = stringResource(record.kind.word)
    ListRow(
        record.name ?: kind,
        under = listOfNotNull(kind.takeIf { record.name != null }, daySaid(record.day)).dotted(),
    ) { WhereIsIt(record.whereabouts, isTold = true) }
}

/**
 * Where a record is; of what does not count, why not, and what to do about it.
 * [isTold]: the page says already that it does not count.
 */
@Composable
internal fun WhereIsIt(
    whereabouts: Whereabouts,
    isTold: Boolean,
) {
    val reason = ((whereabouts as? Whereabouts.NotCounting)?.reason as? NotCounting.SetAside)?.reason
    if (reason == null) return StateChip(whereabouts.words(), whereabouts.tone, icon = whereabouts.icon)
    Column(verticalArrangement = Arrangement.spacedBy(6.dp)) {
        val why = if (isTold) sentence(stringResource(reason.word)) else whereabouts.words()
        StateChip(why, Tone.Amber, icon = R.drawable.ic_warning)
        Row(horizontalArrangement = Arrangement.spacedBy(6.dp)) {
            Symbol(R.drawable.ic_hand, Look.colours.ink, 20.dp)
            Words(stringResource(reason.todo), Modifier.weight(1f), Type.small)
        }
    }
}

/** Where a record is has its own picture: phone, hall, report. */
private val Whereabouts.icon: Int
    get() =
        when (this) {
            Whereabouts.OnThisPhone -> R.drawable.ic_phone
            Whereabouts.Received -> R.drawable.ic_shield
            Whereabouts.NextReport -> R.drawable.ic_clock
            is Whereabouts.InReport -> R.drawable.ic_check
            is Whereabouts.NotCounting -> R.drawable.ic_warning
        }

private const val MOST = 20
