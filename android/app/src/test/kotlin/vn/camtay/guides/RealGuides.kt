package vn.camtay.guides

import android.app.Application
import android.graphics.BitmapFactory
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.asImageBitmap
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.runBlocking
import org.junit.runner.Description
import org.junit.runners.model.Statement
import uniffi.camtay_core.CheckQuestionWords
import uniffi.camtay_core.Core
import uniffi.camtay_core.GuidesInfo
import uniffi.camtay_core.HelpLineWords
import uniffi.camtay_core.NewHousehold
import uniffi.camtay_core.NewResident
import uniffi.camtay_core.PracticeHome
import uniffi.camtay_core.SituationWords
import uniffi.camtay_core.StepsPage
import vn.camtay.hall.Hall
import vn.camtay.phone.AndroidLogger
import vn.camtay.phone.AssetGuides
import vn.camtay.phone.SoftKeyStore
import java.nio.file.Files

/**
 * The guides that the app carries, read by the real core. Their words have blanks that a commune
 * fills, so the phone has enrolled once with a hall, which is gone again.
 */
object RealGuides {
    private val core by lazy {
        val assets = ApplicationProvider.getApplicationContext<Application>().assets
        val folder = Files.createTempDirectory("guides").toFile()
        val core = Core.open(folder.path, SoftKeyStore(), AssetGuides(assets), AndroidLogger)
        val hall = Hall()
        val enrolling =
            object : Statement() {
                override fun evaluate() = runBlocking { enrol(core, hall) }
            }
        hall.apply(enrolling, Description.EMPTY).evaluate()
        core
    }

    private suspend fun enrol(
        core: Core,
        hall: Hall,
    ) {
        core.create()
        hall.approve(core.enrol(hall.invitation()))
        core.askStanding()
        core.pull()
    }

    /** A skill's steps as nobody has begun them. */
    fun steps(
        skill: Int,
        language: String = "vi",
    ): StepsPage = core.steps(skill.toUShort(), null, emptyList(), language)

    /** A picture of the guides. */
    fun picture(name: String): ImageBitmap {
        val bytes = core.packFile(name)
        return BitmapFactory.decodeByteArray(bytes, 0, bytes.size).asImageBitmap()
    }

    fun situations(language: String = "vi"): List<SituationWords> = core.situations(language)

    fun practice(language: String = "vi"): PracticeHome = core.practice(language)

    fun info(): GuidesInfo = core.guides()

    fun helpLines(language: String): List<HelpLineWords> = core.helpLines(language)

    /** The eight questions of a first check; the core chooses them by person. */
    fun questions(language: String): List<CheckQuestionWords> = core.checkPage(somebody, language).questions

    private val somebody by lazy {
        val home = core.addHousehold(NewHousehold(core.villages().first().id, "Trần Văn Tư", null))
        val woman =
            NewResident(
                household = home,
                name = "Nguyễn Thị Hoà",
                birthYear = 1956u,
                adult = true,
                phone = null,
                phoneKind = null,
                occupation = null,
                guest = false,
                consentGiven = true,
                session = null,
            )
        core.addResident(woman)
    }
}
