package vn.camtay.app

import android.app.Application
import androidx.work.Configuration
import vn.camtay.upload.HandInWorkers

/** The process. WorkManager is made when it is first needed, with what our worker is made of. */
open class CamTay :
    Application(),
    Configuration.Provider {
    open val wiring: Wiring by lazy { Wiring(this) }

    override val workManagerConfiguration: Configuration by lazy {
        Configuration.Builder().setWorkerFactory(HandInWorkers { wiring.uploads }).build()
    }
}
