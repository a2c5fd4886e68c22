package vn.camtay.feature.situation

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.SituationWords
import vn.camtay.app.FakeGo
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Unset
import kotlin.random.Random

@OptIn(ExperimentalCoroutinesApi::class)
class SituationModelTest {
    private fun situation(
        number: Int,
        channel: String,
        genuine: Boolean,
    ) = SituationWords(number.toUShort(), channel, null, null, "", "", genuine, "", "", "")

    private val all = List(9) { situation(it, if (it < 4) "call" else "sms", genuine = it % 3 == 0) }

    /** It only reads: whatever else it called would fail. */
    private fun TestScope.model(situations: List<SituationWords> = all): SituationModel {
        val core =
            object : CoreInterface by Unset {
                override fun situations(language: String) = situations
            }
        val model = SituationModel(FakePhone(core), backgroundScope, FakeGo(), "vi", Random(7))
        runCurrent()
        return model
    }

    private val SituationModel.practising get() = state.value as SituationState.Practising

    @Test
    fun `every one comes once before the first comes again`() =
        runTest {
            val model = model()
            val seen =
                List(9) {
                    model.practising.situation.number
                        .also { model.send(SituationEvent.NextTapped) }
                }
            assertEquals(9, seen.toSet().size)
        }

    @Test
    fun `genuine ones come all along`() =
        runTest {
            val model = model()
            val genuine =
                List(9) {
                    model.practising.situation.genuine
                        .also { model.send(SituationEvent.NextTapped) }
                }
            assertTrue("$genuine", genuine.chunked(3).all { true in it })
        }

    @Test
    fun `the first answer stands`() =
        runTest {
            val model = model()
            model.send(SituationEvent.Answered(believed = true))
            model.send(SituationEvent.Answered(believed = false))
            assertEquals(Answer.Believed, model.practising.answer)
            model.send(SituationEvent.NextTapped)
            assertEquals(Answer.NotYet, model.practising.answer)
        }

    @Test
    fun `only calls, where one wants only calls`() =
        runTest {
            val model = model()
            model.send(SituationEvent.ChannelChosen("call"))
            assertEquals(4, model.practising.count)
            assertEquals("call", model.practising.situation.channel)
            assertEquals(listOf("call", "sms"), model.practising.channels)
        }

    @Test
    fun `guides without situations are said to have none`() =
        runTest {
            assertEquals(SituationState.Empty, model(emptyList()).state.value)
        }
}
