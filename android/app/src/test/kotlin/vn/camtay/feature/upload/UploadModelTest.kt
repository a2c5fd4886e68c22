package vn.camtay.feature.upload

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.HandInResult
import uniffi.camtay_core.NetworkProblem
import uniffi.camtay_core.OwnRecord
import uniffi.camtay_core.OwnRecordsPage
import uniffi.camtay_core.PullResult
import uniffi.camtay_core.RecordKind
import uniffi.camtay_core.StoreProblem
import uniffi.camtay_core.UploadPage
import uniffi.camtay_core.Waiting
import uniffi.camtay_core.Whereabouts
import vn.camtay.app.Clock
import vn.camtay.app.FakeGo
import vn.camtay.app.FakeUploads
import vn.camtay.app.Route
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Outcome
import vn.camtay.phone.Problem
import vn.camtay.phone.Unset
import vn.camtay.upload.Nearness
import vn.camtay.upload.UploadStage

/** Nộp and the records, over answers that are set. */
@OptIn(ExperimentalCoroutinesApi::class)
class UploadModelTest {
    private var page = UploadPage(Waiting(3u, 5u, 1u, 7u), 0uL, null, emptyList(), false, false, null)
    private val core =
        object : CoreInterface by Unset {
            override fun uploadPage() = page

            override fun communeWords() = listOf("xã Vĩnh Thuỷ", "thôn")
        }
    private val phone = FakePhone(core)
    private val uploads = FakeUploads()
    private val go = FakeGo()

    private fun TestScope.scope() =
        CoroutineScope(backgroundScope.coroutineContext + UnconfinedTestDispatcher(testScheduler))

    private fun TestScope.model() = UploadModel(phone, uploads, scope(), go)

    private val UploadModel.shown get() = state.value as UploadState.Shown

    private fun received(clockOff: Long = 0) =
        UploadStage.Received(
            HandInResult(7uL, 1L, clockOff),
            page.waiting,
            Outcome.Ok(PullResult(0uL, newGuides = false, badGuides = false, clockOff = clockOff)),
        )

    @Test
    fun `what waits is told in people, and whether the hall is near is looked at once`() =
        runTest {
            val model = model()
            assertEquals(3u, model.shown.page.waiting.people)
            assertEquals("xã Vĩnh Thuỷ", model.shown.commune)
            phone.changes.value += 1
            assertEquals(1, uploads.looked)
            uploads.nearness.value = Nearness.Near
            assertEquals(Nearness.Near, model.shown.nearness)
        }

    @Test
    fun `a tap hands in, progress and receipt come from what outlives the screen`() =
        runTest {
            val model = model()
            model.send(UploadEvent.SendTapped)
            assertEquals(1, uploads.asked)
            uploads.stage.value = UploadStage.Sending(3, 7)
            assertTrue(model.shown.isSending)
            model.send(UploadEvent.StopTapped)
            assertEquals(1, uploads.stopped)
            page = page.copy(waiting = Waiting(0u, 0u, 0u, 0u), receivedAt = 1L)
            phone.changes.value += 1
            uploads.stage.value = received()
            assertTrue(model.shown.page.waiting.isNothing)
            assertFalse(model.shown.clockIsOff)
            uploads.stage.value = received(clockOff = -3_600)
            assertTrue(model.shown.clockIsOff)
        }

    @Test
    fun `notifications are asked for after a hand-in, and once`() =
        runTest {
            uploads.mayAsk = true
            val model = model()
            assertFalse(model.shown.asksToNotify)
            uploads.stage.value = UploadStage.Stopped(Problem.Network(NetworkProblem.UNREACHABLE), 0, onWifi = false)
            assertTrue(model.shown.asksToNotify)
            model.send(UploadEvent.NotifyAnswered)
            assertFalse(model.shown.asksToNotify)
            assertFalse(uploads.mayAsk)
        }

    @Test
    fun `a store that can't be read is said, and read again`() =
        runTest {
            var broken = true
            phone.core =
                object : CoreInterface by core {
                    override fun uploadPage() = if (broken) throw CoreException.Store(StoreProblem.FAILED) else page
                }
            val model = model()
            assertEquals(UploadState.Failed(Problem.Store(StoreProblem.FAILED)), model.state.value)
            broken = false
            model.send(UploadEvent.RetryTapped)
            assertEquals(7u, model.shown.page.waiting.records)
        }

    @Test
    fun `the ways on lead on`() =
        runTest {
            val model = model()
            model.send(UploadEvent.RecordsTapped)
            model.send(UploadEvent.CourierTapped)
            assertEquals(listOf(Route.Records, Route.Courier), go.went)
        }

    @Test
    fun `records come as far as somebody looks, and stay when they are read again`() =
        runTest {
            val all =
                List(120) { OwnRecord("r-${120 - it}", RecordKind.GUIDE, "2026-11-20", null, 1u, Whereabouts.Received) }
            val asked = mutableListOf<ULong?>()
            phone.core =
                object : CoreInterface by Unset {
                    override fun ownRecords(
                        before: ULong?,
                        limit: UInt,
                    ): OwnRecordsPage {
                        asked += before
                        val from = before?.toInt() ?: 0
                        val to = minOf(from + limit.toInt(), all.size)
                        return OwnRecordsPage(all.subList(from, to), to.toULong().takeIf { to < all.size })
                    }
                }
            val model = RecordsModel(phone, scope(), go, Clock { 1_795_171_320L })
            val shown = { model.state.value as RecordsState.Shown }
            assertEquals(50, shown().records.size)
            assertTrue(shown().hasMore)
            repeat(2) { model.send(RecordsEvent.EndReached) }
            assertEquals(all, shown().records)
            assertFalse(shown().hasMore)
            model.send(RecordsEvent.EndReached)
            assertEquals(listOf(null, 50uL, 100uL), asked)
            phone.changes.value += 1
            assertEquals(all, shown().records)
            assertEquals("2026-11-20", shown().today)
        }
}
