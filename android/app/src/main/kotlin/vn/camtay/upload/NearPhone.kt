package vn.camtay.upload

import uniffi.camtay_core.CoreInterface
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.Problem

/**
 * The phone of the screens: what they say to the hall goes over the Wi-Fi too, as a hand-in does,
 * and where no hall is there, over what the system would have used.
 */
class NearPhone(
    private val phone: Phone,
    private val network: HallNetwork,
) : Phone by phone {
    override suspend fun <T> online(call: suspend CoreInterface.() -> T): Outcome<T> {
        var wasBound = false
        val answered =
            network.within { bound ->
                wasBound = bound
                phone.online(call)
            }
        val isAway = answered is Outcome.No && answered.problem is Problem.Network
        return if (wasBound && isAway) phone.online(call) else answered
    }
}
