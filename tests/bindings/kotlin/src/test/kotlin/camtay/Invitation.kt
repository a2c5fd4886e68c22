package camtay

import java.io.ByteArrayOutputStream
import java.security.MessageDigest

/** The text of a hall's QR (docs/protocol.md) for a hall that nobody has, at [address]. */
fun invitationTo(address: String): String {
    val hallKey = SoftKeyStore().publicKey()
    val compressed = byteArrayOf(if (hallKey.last() % 2 == 0) 2 else 3) + hallKey.copyOfRange(1, 33)
    val bytes = ByteArrayOutputStream().apply {
        write(compressed)
        write(ByteArray(32) { 7 })
        write(1)
        write(address.length)
        write(address.toByteArray())
        write(ByteArray(16) { 9 })
    }.toByteArray()
    val check = MessageDigest.getInstance("SHA-256").digest(bytes).copyOf(4)
    return "CAMTAY1:" + base32(bytes + check)
}

private fun base32(bytes: ByteArray): String {
    val bits = bytes.joinToString("") { (it.toInt() and 0xFF).toString(2).padStart(8, '0') }
    return bits.chunked(5).joinToString("") {
        "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[it.padEnd(5, '0').toInt(2)].toString()
    }
}
