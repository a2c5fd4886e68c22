package vn.camtay.upload

import android.content.Context
import android.net.ConnectivityManager
import android.net.Network
import android.net.NetworkCapabilities
import android.net.NetworkRequest

/**
 * The network by which the hall is reached. The hall's Wi-Fi often leads to no internet, and
 * then the system sends everything over mobile data instead, where no hall is: so while the
 * phone talks to the hall, the whole process is bound to the Wi-Fi.
 */
interface HallNetwork {
    /** Whether there is a Wi-Fi (or a cable) at all. */
    fun isThere(): Boolean

    /** Calls [joined] whenever a Wi-Fi is there, for as long as the process lives. */
    fun onJoined(joined: () -> Unit)

    /** Runs [block] bound to the Wi-Fi where that is not what the system uses anyway. */
    suspend fun <T> within(block: suspend (bound: Boolean) -> T): T
}

/** [HallNetwork] of the system. */
class SystemHallNetwork(
    context: Context,
) : HallNetwork {
    private var holders = 0
    private val connectivity = context.getSystemService(Context.CONNECTIVITY_SERVICE) as ConnectivityManager

    override fun isThere() = local() != null

    override suspend fun <T> within(block: suspend (bound: Boolean) -> T): T {
        val bound = bind()
        try {
            return block(bound)
        } finally {
            if (bound) release()
        }
    }

    /** Two may talk to the hall at once: the last one lets go. */
    @Synchronized
    private fun bind(): Boolean {
        if (holders == 0) {
            val local = local()
            if (local == null || local == connectivity.activeNetwork) return false
            if (!connectivity.bindProcessToNetwork(local)) return false
        }
        holders += 1
        return true
    }

    @Synchronized
    private fun release() {
        holders -= 1
        if (holders == 0) connectivity.bindProcessToNetwork(null)
    }

    override fun onJoined(joined: () -> Unit) {
        val listener =
            object : ConnectivityManager.NetworkCallback() {
                override fun onAvailable(network: Network) = joined()
            }
        connectivity.registerNetworkCallback(localRequest(), listener)
    }

    // The list is asked for once a hand-in; its successor is a callback that must be waited for.
    @Suppress("DEPRECATION")
    private fun local(): Network? =
        connectivity.allNetworks.firstOrNull { network ->
            connectivity.getNetworkCapabilities(network)?.let {
                val isLocal =
                    it.hasTransport(NetworkCapabilities.TRANSPORT_WIFI) ||
                        it.hasTransport(NetworkCapabilities.TRANSPORT_ETHERNET)
                // A VPN over the Wi-Fi says it is one, and leads elsewhere.
                isLocal && it.hasCapability(NetworkCapabilities.NET_CAPABILITY_NOT_VPN)
            } ?: false
        }

    companion object {
        /** A Wi-Fi or a cable, with or without internet behind it. */
        fun localRequest(): NetworkRequest =
            NetworkRequest
                .Builder()
                .addTransportType(NetworkCapabilities.TRANSPORT_WIFI)
                .addTransportType(NetworkCapabilities.TRANSPORT_ETHERNET)
                .removeCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
                .build()
    }
}
