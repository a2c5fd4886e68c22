package vn.camtay.upload

import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Test
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.NetworkProblem
import uniffi.camtay_core.Standing
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Outcome
import vn.camtay.phone.Problem
import vn.camtay.phone.Unset

/** Screens reach a hall whose Wi-Fi leads to no internet. */
class NearPhoneTest {
    private val network = FakeNetwork().apply { binds = true }
    private val overWifi = mutableListOf<Boolean>()

    private fun asked(answers: (overWifi: Boolean) -> Standing): Outcome<Standing> {
        val core =
            object : CoreInterface by Unset {
                override suspend fun askStanding(): Standing {
                    overWifi += network.isBound
                    return answers(network.isBound)
                }
            }
        return runBlocking { NearPhone(FakePhone(core), network).online { askStanding() } }
    }

    @Test
    fun `the hall is asked over the Wi-Fi, once`() {
        assertEquals(Outcome.Ok(Standing.APPROVED), asked { Standing.APPROVED })
        assertEquals(listOf(true), overWifi)
    }

    @Test
    fun `where no hall is on the Wi-Fi it is asked over what the system uses`() {
        val answered =
            asked { if (it) throw CoreException.Network(NetworkProblem.UNREACHABLE) else Standing.APPROVED }
        assertEquals(Outcome.Ok(Standing.APPROVED), answered)
        assertEquals(listOf(true, false), overWifi)
    }

    @Test
    fun `what a hall has refused is not asked twice`() {
        val answered = asked { throw CoreException.Locked() }
        assertEquals(Outcome.No(Problem.Locked), answered)
        assertEquals(listOf(true), overWifi)
    }
}
