package vn.camtay.app

import androidx.test.core.app.ApplicationProvider
import androidx.work.Configuration
import androidx.work.testing.WorkManagerTestInitHelper
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import uniffi.camtay_core.Standing
import vn.camtay.hall.Hall
import vn.camtay.phone.AndroidLogger
import vn.camtay.phone.AssetGuides
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.RustPhone
import vn.camtay.phone.SoftKeyStore
import vn.camtay.upload.HandInWorkers
import java.nio.file.Files

/** The answer, where a test can't go on without one. */
fun <T> Outcome<T>.value(): T =
    when (this) {
        is Outcome.Ok -> value
        is Outcome.No -> throw AssertionError("the phone has a problem: $problem")
    }

/** WorkManager does at once what has no constraint, and meets no constraint by itself. */
fun handInOnlyWhenAsked(app: TestCamTay) =
    WorkManagerTestInitHelper.initializeTestWorkManager(
        app,
        Configuration.Builder().setWorkerFactory(HandInWorkers { app.wiring.uploads }).build(),
        WorkManagerTestInitHelper.ExecutorsMode.PRESERVE_EXECUTORS,
    )

/** Lets [phone] into [hall] without a screen: for tests that are about what comes after. */
fun enrol(
    phone: Phone,
    hall: Hall,
    volunteer: String = "N1",
    pin: String = "135790",
) {
    runBlocking {
        phone.write { create() }.value()
        val code = phone.online { enrol(hall.invitation(volunteer)) }.value()
        hall.approve(code)
        withTimeout(30_000) {
            while (phone.online { askStanding() }.value() != Standing.APPROVED) delay(50)
        }
        phone.write { setPin(pin) }.value()
        phone.online { pull() }.value()
    }
}

/** Another volunteer's phone, let into [hall]: N2's, with a core and a folder of its own. */
fun colleague(hall: Hall): RustPhone {
    val application = ApplicationProvider.getApplicationContext<TestCamTay>()
    val phone =
        RustPhone(
            folder = Files.createTempDirectory("colleague").toFile(),
            keys = SoftKeyStore(),
            guides = AssetGuides(application.assets),
            logger = AndroidLogger,
            store = Dispatchers.IO.limitedParallelism(1),
        )
    enrol(phone, hall, "N2")
    return phone
}
