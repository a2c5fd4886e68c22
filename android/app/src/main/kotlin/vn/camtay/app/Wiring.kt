package vn.camtay.app

import android.app.Application
import android.os.SystemClock
import kotlinx.coroutines.Dispatchers
import uniffi.camtay_core.KeyStore
import vn.camtay.phone.AndroidLogger
import vn.camtay.phone.AssetGuides
import vn.camtay.phone.FingerprintPrompt
import vn.camtay.phone.KeystoreKeys
import vn.camtay.phone.Phone
import vn.camtay.phone.RustPhone
import vn.camtay.phone.SystemFingerprintPrompt
import vn.camtay.share.CarriedParcels
import vn.camtay.share.IncomingFiles
import vn.camtay.upload.HallNetwork
import vn.camtay.upload.SystemHallNetwork
import vn.camtay.upload.Uploads
import vn.camtay.upload.WorkUploads
import vn.camtay.voice.SystemVoice
import vn.camtay.voice.Voice
import java.io.File

/** Everything that lives as long as the process, made when it is first needed. */
open class Wiring(
    val application: Application,
) {
    /** Knows from the start which activity is in front. */
    open val fingerprintPrompt: FingerprintPrompt = SystemFingerprintPrompt(application)

    /** The platform's keys. */
    open val keys: KeyStore by lazy {
        KeystoreKeys.of(application, File(application.noBackupFilesDir, "keys"), fingerprintPrompt)
    }

    open val phone: Phone by lazy {
        RustPhone(
            folder = File(application.noBackupFilesDir, "phone"),
            keys = keys,
            guides = AssetGuides(application.assets),
            logger = AndroidLogger,
            store = Dispatchers.IO.limitedParallelism(1),
        )
    }

    val preferences by lazy { Preferences(application) }

    /** How the hall is reached. */
    open val network: HallNetwork by lazy { SystemHallNetwork(application) }

    open val uploads: Uploads by lazy { WorkUploads(application, phone, network) }

    val files by lazy {
        val carried = CarriedParcels(File(application.noBackupFilesDir, "carried"))
        IncomingFiles(phone, application.contentResolver, carried)
    }

    val fingerprint by lazy { Fingerprint(::hasFingerprint) }

    open val voice: Voice by lazy { SystemVoice(application) }

    open val clock: Clock = Clock { System.currentTimeMillis() / 1000 }

    /** Whether somebody's finger or face is known to this phone, and it can prove so to us. */
    open fun hasFingerprint(): Boolean = fingerprintPrompt.isPossible()

    /** Milliseconds that only go forward. */
    open fun elapsed(): Long = SystemClock.elapsedRealtime()
}
