package vn.camtay.hall

import java.io.File
import java.io.IOException
import java.net.ServerSocket
import java.net.Socket
import java.security.KeyStore
import javax.net.ssl.KeyManagerFactory
import javax.net.ssl.SSLContext
import kotlin.concurrent.thread

/** The sign-in page of a Wi-Fi: it answers everybody, whatever was asked, and is no hall. */
class Portal private constructor(
    private val socket: ServerSocket,
) : AutoCloseable {
    init {
        thread(isDaemon = true) {
            while (!socket.isClosed) {
                try {
                    socket.accept().use(::answer)
                } catch (_: IOException) {
                    // The phone hung up, or the test is over.
                }
            }
        }
    }

    private fun answer(phone: Socket) {
        // A portal hears what is asked before it says where to sign in.
        phone.getInputStream().read(ByteArray(QUESTION))
        phone.getOutputStream().write(PAGE)
        phone.getOutputStream().flush()
        phone.shutdownOutput()
        phone.getInputStream().read(ByteArray(QUESTION))
    }

    override fun close() = socket.close()

    companion object {
        private const val QUESTION = 4_096
        private const val PASSWORD = "changeit"
        private val PAGE = "HTTP/1.1 302 Found\r\nLocation: http://login.wifi/\r\n\r\n".toByteArray()

        /** Words, as most of them answer on every port. */
        fun inWords(port: Int) = Portal(ServerSocket(port))

        /** TLS with a certificate of its own, of the kind that web servers have. */
        fun withTls(
            port: Int,
            folder: File,
        ): Portal {
            val store = File(folder, "portal.p12")
            make(store)
            val keys =
                KeyStore
                    .getInstance(
                        "PKCS12",
                    ).apply { store.inputStream().use { load(it, PASSWORD.toCharArray()) } }
            val managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm())
            managers.init(keys, PASSWORD.toCharArray())
            val tls = SSLContext.getInstance("TLS").apply { init(managers.keyManagers, null, null) }
            return Portal(tls.serverSocketFactory.createServerSocket(port))
        }

        private fun make(store: File) {
            val keytool = File(System.getProperty("java.home"), "bin/keytool").path
            val key = listOf("-genkeypair", "-alias", "portal", "-keyalg", "RSA", "-dname", "CN=login.wifi")
            val into = listOf("-storetype", "PKCS12", "-keystore", store.path, "-storepass", PASSWORD)
            val process = ProcessBuilder(listOf(keytool) + key + into).redirectErrorStream(true).start()
            val said = process.inputStream.bufferedReader().readText()
            check(process.waitFor() == 0) { said }
        }
    }
}
