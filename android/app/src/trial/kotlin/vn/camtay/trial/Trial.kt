package vn.camtay.trial

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import uniffi.camtay_core.AppGuides
import uniffi.camtay_core.LogLevel
import uniffi.camtay_core.Logger
import vn.camtay.phone.Outcome
import vn.camtay.phone.Problem
import vn.camtay.phone.RustPhone
import vn.camtay.phone.SoftKeyStore
import java.io.File
import kotlin.system.exitProcess

/**
 * The way of every call, through the app as R8 left it: down with numbers, texts, records and
 * callbacks, up with records, refusals and what comes later. `cargo xtask android apk` runs it.
 */
fun main(arguments: Array<String>) {
    val (folder, guides) = arguments
    val log = Log()
    val pack =
        object : AppGuides {
            override fun read() = File(guides).readBytes()
        }
    val phone = RustPhone(File(folder), SoftKeyStore(), pack, log, Dispatchers.IO.limitedParallelism(1))
    runBlocking {
        require(phone.write { create() } is Outcome.Ok) { "no store was made: ${log.lines}" }
        val carried = phone.read { guides() }
        require(carried is Outcome.Ok && carried.value.skills > 0u) { "the guides are not read: $carried" }
        val wrong = phone.write { setPin("1") }
        require(wrong is Outcome.No && wrong.problem !is Problem.Unexpected) { "a short PIN: $wrong" }
        val later = phone.online { enrol("no invitation") }
        require(later is Outcome.No && later.problem !is Problem.Unexpected) { "no invitation: $later" }
        println("the shrunk app opened a core and read ${carried.value.skills} skills of its guides")
    }
    exitProcess(0)
}

private class Log : Logger {
    val lines = mutableListOf<String>()

    @Synchronized
    override fun log(
        level: LogLevel,
        line: String,
    ) {
        lines += "$level $line"
    }
}
