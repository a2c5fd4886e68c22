package vn.camtay.feature.settings

import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.Denied
import uniffi.camtay_core.NewHousehold
import uniffi.camtay_core.PhoneStatus
import uniffi.camtay_core.StoreProblem
import uniffi.camtay_core.Waiting
import vn.camtay.app.FakeGo
import vn.camtay.app.Fingerprint
import vn.camtay.app.Preferences
import vn.camtay.app.Route
import vn.camtay.app.TestCamTay
import vn.camtay.app.enrol
import vn.camtay.app.value
import vn.camtay.hall.Hall
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Phone
import vn.camtay.phone.Unset

/** Cài đặt: over answers that are set, and erasing with the real core and a real hall. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = TestCamTay::class)
class SettingsModelTest {
    @get:Rule
    val hall = Hall()

    private val app = ApplicationProvider.getApplicationContext<TestCamTay>()
    private val preferences = Preferences(app)
    private val fingerprint = Fingerprint { true }
    private val scope = CoroutineScope(Dispatchers.Default + SupervisorJob())
    private val go = FakeGo()
    private var waits = 0u
    private val pins = mutableListOf<Pair<String, String>>()
    private var erased = 0

    private open inner class Answers : CoreInterface by Unset {
        override fun uploadPage() = SettingsSamples.shown.stored

        override fun villages() = SettingsSamples.shown.villages

        override fun guides() = SettingsSamples.shown.guides!!

        override fun outboxState() = SettingsSamples.shown.outbox!!

        override fun waiting() = Waiting(waits, 0u, 0u, waits)

        override fun changePin(
            old: String,
            new: String,
        ) {
            pins += old to new
            if (old != "135790") throw CoreException.WrongPin(0uL, 1u)
        }

        override fun enableBiometric() = Unit

        override fun disableBiometric() = Unit

        override fun eraseEverything() {
            erased += 1
        }
    }

    @After
    fun end() = scope.cancel()

    private fun model(phone: Phone = FakePhone(Answers())) =
        SettingsModel(phone, preferences, fingerprint, "vi", scope, go).also { it.shown() }

    private fun <T : SettingsState> SettingsModel.await(
        kind: Class<T>,
        isSo: (T) -> Boolean,
    ): T =
        runBlocking {
            withTimeout(20_000) { kind.cast(state.first { kind.isInstance(it) && isSo(kind.cast(it)!!) })!! }
        }

    private fun SettingsModel.shown(isSo: (SettingsState.Shown) -> Boolean = { true }) =
        await(SettingsState.Shown::class.java, isSo)

    private fun SettingsModel.pin(isSo: (SettingsState.Pin) -> Boolean) = await(SettingsState.Pin::class.java, isSo)

    private fun SettingsModel.erase(isSo: (SettingsState.Erase) -> Boolean) =
        await(SettingsState.Erase::class.java, isSo)

    private fun SettingsModel.type(pin: String) = pin.forEach { send(SettingsEvent.DigitTapped(it.digitToInt())) }

    @Test
    fun `what somebody likes is kept and seen at once`() {
        val model = model()
        model.send(SettingsEvent.LanguageChosen("en"))
        model.send(SettingsEvent.TextScaleChosen(1.3f))
        model.send(SettingsEvent.ThemeChosen(true))
        val liking = model.shown { it.liking.dark == true }.liking
        assertEquals(1.3f, liking.textScale)
        assertEquals(liking, Preferences(app).liking.value)
    }

    @Test
    fun `a new PIN is asked for twice, and the old one must be right`() {
        val model = model()
        model.send(SettingsEvent.PinTapped)
        model.pin { it.stage == PinStage.Old }
        model.type("111111")
        model.pin { it.stage == PinStage.New }
        model.type("246802")
        model.pin { it.stage == PinStage.Again }
        model.type("246803")
        model.pin { it.stage == PinStage.New && it.problem == PinProblem.Differed }
        model.type("246802")
        model.pin { it.stage == PinStage.Again }
        model.type("246802")
        val wrong = model.pin { it.problem is PinProblem.Refused }
        assertEquals(PinStage.Old, wrong.stage)
        model.type("135790")
        model.pin { it.stage == PinStage.New }
        model.type("246802")
        model.pin { it.stage == PinStage.Again }
        model.type("246802")
        assertTrue(model.shown { it.pinChanged }.pinChanged)
        assertEquals(listOf("111111" to "246802", "135790" to "246802"), pins)
    }

    @Test
    fun `a finger is switched on and off, and a refused one is said`() {
        val model = model()
        model.send(SettingsEvent.FingerprintChosen(true))
        model.shown { it.fingerprint == Finger.On && !it.busy }
        model.send(SettingsEvent.FingerprintChosen(false))
        model.shown { it.fingerprint == Finger.Off && !it.busy }
        val refusing =
            object : Answers() {
                override fun enableBiometric() = throw CoreException.Store(StoreProblem.KEYS_REFUSED)
            }
        val other = model(FakePhone(refusing))
        other.send(SettingsEvent.FingerprintChosen(true))
        assertEquals(Finger.Off, other.shown { it.problem != null }.fingerprint)
    }

    @Test
    fun `erasing is refused while something waits, and says where to go`() {
        waits = 3u
        val model = model()
        model.send(SettingsEvent.EraseTapped)
        assertEquals(Lack.HereOnly, model.erase { true }.lack)
        model.send(SettingsEvent.EraseGoOnTapped)
        model.send(SettingsEvent.EraseConfirmed)
        assertFalse(model.erase { true }.asking)
        assertEquals(0, erased)
        model.send(SettingsEvent.UploadTapped)
        model.send(SettingsEvent.CourierTapped)
        assertEquals(listOf<Route?>(Route.Upload, Route.Courier), go.went)
    }

    @Test
    fun `erasing is asked twice, and no and back lead out`() {
        val model = model()
        model.send(SettingsEvent.EraseTapped)
        model.erase { it.lack == Lack.Nothing }
        model.send(SettingsEvent.EraseConfirmed)
        assertEquals(0, erased)
        model.send(SettingsEvent.EraseGoOnTapped)
        model.erase { it.asking }
        model.send(SettingsEvent.BackTapped)
        model.erase { !it.asking }
        model.send(SettingsEvent.BackTapped)
        model.shown()
        model.send(SettingsEvent.EraseTapped)
        model.erase { true }
        model.send(SettingsEvent.EraseGoOnTapped)
        model.send(SettingsEvent.EraseConfirmed)
        val deadline = System.nanoTime() + 10_000_000_000
        while (erased == 0 && System.nanoTime() < deadline) Thread.sleep(10)
        assertEquals(1, erased)
    }

    @Test
    fun `what was recorded between the two questions is not erased`() {
        val refusing =
            object : Answers() {
                override fun eraseEverything() = throw CoreException.NotAllowed(Denied.NOT_HANDED_IN)
            }
        val model = model(FakePhone(refusing))
        model.send(SettingsEvent.EraseTapped)
        model.erase { it.lack == Lack.Nothing }
        model.send(SettingsEvent.EraseGoOnTapped)
        model.send(SettingsEvent.EraseConfirmed)
        assertEquals(null, model.erase { it.lack == Lack.HereOnly && !it.busy }.problem)
    }

    @Test
    fun `the real phone keeps what the hall lacks, and is as new once the hall has it`() {
        val phone = app.wiring.phone
        enrol(phone, hall)
        runBlocking {
            val village = phone.read { villages() }.value().first()
            phone.write { addHousehold(NewHousehold(village.id, "Trần Văn Bảy", "")) }.value()
        }
        val model = model(phone)
        model.send(SettingsEvent.EraseTapped)
        model.erase { it.lack == Lack.HereOnly }
        runBlocking { phone.handIn {} }.value()
        model.send(SettingsEvent.BackTapped)
        model.shown()
        model.send(SettingsEvent.EraseTapped)
        model.erase { it.lack == Lack.Nothing }
        model.send(SettingsEvent.EraseGoOnTapped)
        model.send(SettingsEvent.EraseConfirmed)
        runBlocking {
            withTimeout(20_000) { phone.changes.first { phone.read { status() }.value() == PhoneStatus.New } }
        }
    }

    @Test
    fun `the real phone may be erased when a sealed file with all of it was given away, and the hall counts it`() {
        val phone = app.wiring.phone
        enrol(phone, hall)

        fun record(head: String) =
            runBlocking {
                val village = phone.read { villages() }.value().first()
                phone.write { addHousehold(NewHousehold(village.id, head, "")) }.value()
            }
        record("Trần Văn Bảy")
        val give = { runBlocking { phone.write { saveParcel(hall.file("").path) } }.value() }
        give()
        val model = model(phone)
        model.send(SettingsEvent.EraseTapped)
        model.erase { it.lack == Lack.Sealed(1) }
        // One more is in no file.
        record("Lê Thị Tư")
        model.send(SettingsEvent.EraseGoOnTapped)
        model.erase { it.asking }
        model.send(SettingsEvent.EraseConfirmed)
        model.erase { it.lack == Lack.HereOnly && !it.busy }
        val file = give()
        model.send(SettingsEvent.BackTapped)
        model.shown()
        model.send(SettingsEvent.EraseTapped)
        model.erase { it.lack == Lack.Sealed(2) }
        model.send(SettingsEvent.EraseGoOnTapped)
        model.erase { it.asking }
        model.send(SettingsEvent.EraseConfirmed)
        runBlocking {
            withTimeout(20_000) { phone.changes.first { phone.read { status() }.value() == PhoneStatus.New } }
        }
        hall.run("receive", "hall", file)
        assertTrue(hall.run("phones", "hall"), " 2 entries" in hall.run("phones", "hall"))
    }
}
