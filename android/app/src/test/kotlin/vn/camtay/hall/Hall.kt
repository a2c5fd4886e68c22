package vn.camtay.hall

import org.json.JSONObject
import org.junit.rules.ExternalResource
import java.io.File
import java.net.ServerSocket
import java.nio.file.Files
import java.util.concurrent.TimeUnit

/**
 * A real commune hall on loopback: `camtay-hub` with its database, its keys and its TLS, with
 * two villages, a team and its volunteers. The program's path is the property `camtay.hub`.
 */
class Hall : ExternalResource() {
    private val program =
        System.getProperty("camtay.hub")
            ?: error("-Dcamtay.hub names no program; run cargo xtask android test")
    private lateinit var home: File
    private var serving: Process? = null
    private var recoveryKey = ""

    /** Where it listens. */
    val address = "127.0.0.1:${ServerSocket(0).use { it.localPort }}"

    override fun before() {
        home = Files.createTempDirectory("hall").toFile()
        val name = listOf("--commune-code", "19405", "--commune-name", "xã Vĩnh Thuỷ")
        val made = run("init", "hall", *name.toTypedArray(), "--address", address)
        // It stands alone between two empty lines, and is not shown again.
        recoveryKey = made.split("\n\n").first { it.matches(RECOVERY_KEY) }
        write("thon.csv", "ma_thon,ten_thon,tu_ngay\nPB,Phú Bình,2025-07-01\nLH,Linh Hải,2025-07-01\n")
        write("to.csv", "ma_to,ten_to,ma_thon\nT1,Tổ Phú Bình,PB;LH\n")
        write(
            "tnv.csv",
            "ma_tnv,ho_ten,loai,ma_to\nN1,Lê Thị Lan,đoàn viên,T1\nN2,Hồ Văn Nam,tổ viên,T1\n",
        )
        val lists = listOf("--villages", "thon.csv", "--teams", "to.csv", "--volunteers", "tnv.csv")
        run("import", "hall", *lists.toTypedArray())
        serve()
    }

    override fun after() {
        stop()
        home.deleteRecursively()
    }

    /** Serves, until [stop]; another [folder] is another hall at the same address. */
    fun serve(folder: String = "hall") {
        val log = File(home, "serve.log")
        serving = process("serve", folder, "--listen", address).redirectErrorStream(true).redirectOutput(log).start()
        val deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30)
        while (!isListening()) {
            check(System.nanoTime() < deadline) { "the hall does not listen: ${log.readText()}" }
            Thread.sleep(50)
        }
    }

    /** The computer is switched off. */
    fun stop() {
        serving?.destroy()
        serving?.waitFor(10, TimeUnit.SECONDS)
        serving = null
    }

    /** The text of the QR that lets a phone of this volunteer in. */
    fun invitation(volunteer: String = "N1"): String =
        run("enrol", "hall", "--volunteer", volunteer, "--print-text")
            .lines()
            .first { it.startsWith("CAMTAY1:") }

    /** The officer's yes to six digits. */
    fun approve(code: String) = run("approve", "hall", code)

    /** The report, counted now, of the days from [from] to today. */
    fun report(from: String): JSONObject = JSONObject(run("report", "hall", "--from", from))

    /** Its computer is given up for the one in folder [to], made from a backup; both have the same key. */
    fun moveTo(to: String) {
        val backup = run("backup", "hall", "--to", ".").lineSequence().first().removePrefix("backup ")
        write("recovery.txt", recoveryKey)
        run("restore", backup, to, "--recovery-key-file", "recovery.txt")
    }

    /** A command of the hall's; its output. */
    fun run(vararg arguments: String): String {
        val process = process(*arguments).redirectErrorStream(true).start()
        process.outputStream.close()
        val said = process.inputStream.bufferedReader().readText()
        check(process.waitFor() == 0) { "camtay-hub ${arguments.joinToString(" ")}: $said" }
        return said
    }

    /** A file in the hall's folder. */
    fun write(
        name: String,
        text: String,
    ) = File(home, name).writeText(text)

    /** A file in the hall's folder. */
    fun file(name: String) = File(home, name)

    private fun process(vararg arguments: String) = ProcessBuilder(program, *arguments).directory(home)

    private fun isListening() =
        try {
            java.net.Socket("127.0.0.1", address.substringAfter(':').toInt()).close()
            true
        } catch (_: java.io.IOException) {
            false
        }

    private companion object {
        /** Groups of four letters and digits in two lines. */
        val RECOVERY_KEY = Regex("""([0-9A-Z]{4}\s){13}[0-9A-Z]{4}""")
    }
}
