package vn.camtay.feature.steps

import android.app.Application
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import uniffi.camtay_core.Event
import uniffi.camtay_core.NewHousehold
import uniffi.camtay_core.NewResident
import uniffi.camtay_core.NewSession
import uniffi.camtay_core.Organiser
import uniffi.camtay_core.PhoneKind
import uniffi.camtay_core.Reason
import uniffi.camtay_core.Segment
import uniffi.camtay_core.SessionKind
import uniffi.camtay_core.StepOutcome
import vn.camtay.app.Drafts
import vn.camtay.app.FakeGo
import vn.camtay.app.FakeVoice
import vn.camtay.app.Route
import vn.camtay.app.enrol
import vn.camtay.app.value
import vn.camtay.hall.Hall
import vn.camtay.phone.AndroidLogger
import vn.camtay.phone.AssetGuides
import vn.camtay.phone.RustPhone
import vn.camtay.phone.SoftKeyStore

/** A guide from its first step to its entry: the real core, the guides of the app, a real hall. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [34], application = Application::class)
class RealGuideTest {
    @get:Rule
    val hall = Hall()

    @get:Rule
    val folder = TemporaryFolder()

    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.IO.limitedParallelism(1))
    private val go = FakeGo()
    private val drafts = Drafts(mutableMapOf())

    private val phone by lazy {
        RustPhone(
            folder = folder.newFolder("phone"),
            keys = SoftKeyStore(),
            guides = AssetGuides(ApplicationProvider.getApplicationContext<Application>().assets),
            logger = AndroidLogger,
            store = Dispatchers.IO.limitedParallelism(1),
        )
    }

    @After
    fun end() = scope.cancel()

    @Test
    fun `a visit with two people, a lock in between, and what was tapped is there`() =
        runBlocking {
            enrol(phone, hall)
            val (hers, his) = people()
            val first = model(hers)
            assertTrue((first.going().picture is StepPicture.Shown) || first.going().step.picture == null)
            first.answer(StepOutcome.Alone)
            first.answer(StepOutcome.Helped)
            first.send(StepsEvent.PersonChosen(his))

            val second = model(his)
            assertEquals(0, second.going().at)
            second.answer(StepOutcome.Alone)
            second.stuck(Reason.NO_SIM, "2199-03-04")

            phone.write { lock() }.value()
            phone.write { unlock("135790") }.value()
            assertEquals(0, openGuides())
            assertEquals("2199-03-04", phone.read { resident(his, "vi") }.value().comeBack)
            assertEquals(listOf(2, 2), listOf(model(hers).going().at, model(his).going().at))

            val third = model(hers)
            third.stuck(Reason.AT_POLICE, "2199-01-02")
            third.send(StepsEvent.RestAnswered(StepOutcome.Helped))
            third.until { side == Side.End }
            third.send(StepsEvent.VisitEndTapped)
            withTimeout(WAIT) { while (go.went.lastOrNull() != Route.VisitEnd(hers)) delay(5) }

            assertEquals(0, openGuides())
            val page = phone.read { resident(hers, "vi") }.value()
            val guided = page.history.map { it.event }.filterIsInstance<Event.Guided>()
            assertEquals(listOf(Reason.AT_POLICE, null), guided.map { it.stuck })
            assertEquals("2199-01-02", page.comeBack)
        }

    private suspend fun people(): Pair<String, String> {
        val village =
            phone
                .read { villages() }
                .value()
                .first()
                .id
        val session =
            phone
                .write {
                    openSession(
                        NewSession(
                            village = village,
                            kind = SessionKind.HOME_VISIT,
                            audience = listOf(Segment.OLDER_PEOPLE),
                            organiser = Organiser.TEAM,
                            host = null,
                            place = null,
                            skills = listOf(1u),
                        ),
                    )
                }.value()
        val house = phone.write { addHousehold(NewHousehold(village, "Hồ Văn Tư", "ngõ 3")) }.value()

        suspend fun add(name: String) =
            phone
                .write {
                    addResident(
                        NewResident(house, name, 1955u, true, null, PhoneKind.OWN, null, false, true, session),
                    )
                }.value()
        return add("Nguyễn Thị Hoà") to add("Hồ Văn Tư")
    }

    private fun model(resident: String) =
        StepsModel(
            phone = phone,
            scope = scope,
            go = go,
            draft = drafts.of(Route.Steps(resident, 1)),
            voice = FakeVoice(),
            pictures = Pictures(phone),
            resident = resident,
            skill = 1,
            language = "vi",
        )

    private suspend fun openGuides() =
        phone
            .read { today() }
            .value()
            .openGuides.size

    private suspend fun StepsModel.until(isSo: StepsState.Going.() -> Boolean) =
        withTimeout(WAIT) {
            state.first { it is StepsState.Going && it.isSo() } as StepsState.Going
        }

    private suspend fun StepsModel.going() = until { picture != StepPicture.Coming }

    private suspend fun StepsModel.answer(outcome: StepOutcome) {
        val at = going().at
        send(StepsEvent.Answered(at, outcome))
        until { this.at != at }
        delay(600)
    }

    private suspend fun StepsModel.stuck(
        reason: Reason,
        day: String,
    ) {
        val at = going().at
        send(StepsEvent.StuckTapped)
        send(StepsEvent.ReasonChosen(reason))
        send(StepsEvent.DayChosen(day))
        send(StepsEvent.StuckSaved(stop = false))
        until { this.at != at }
        delay(600)
    }

    private companion object {
        const val WAIT = 20_000L
    }
}
