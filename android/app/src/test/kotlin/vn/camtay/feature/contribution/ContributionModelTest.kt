package vn.camtay.feature.contribution

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import uniffi.camtay_core.Contribution
import uniffi.camtay_core.CoreException
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.GuidesInfo
import vn.camtay.app.FakeGo
import vn.camtay.app.Route
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Unset

/** Của tôi. */
@OptIn(ExperimentalCoroutinesApi::class)
class ContributionModelTest {
    private val go = FakeGo()

    @Test
    fun `what was done is shown also when the guides can't be read, and the rows lead on`() =
        runTest {
            val core =
                object : CoreInterface by Unset {
                    override fun contribution() = Contribution("Lê Thị Lan", emptyList())

                    override fun guides(): GuidesInfo = throw CoreException.NotFound("pack")
                }
            val scope = CoroutineScope(backgroundScope.coroutineContext + UnconfinedTestDispatcher(testScheduler))
            val model = ContributionModel(FakePhone(core), scope, go)
            val shown = model.state.value as ContributionState.Shown
            assertEquals("Lê Thị Lan", shown.contribution.name)
            assertNull(shown.guides)
            model.send(ContributionEvent.PracticeTapped)
            model.send(ContributionEvent.SituationTapped)
            model.send(ContributionEvent.RecordsTapped)
            model.send(ContributionEvent.SettingsTapped)
            assertEquals(listOf(Route.Practice, Route.Situation, Route.Records, Route.Settings), go.went)
        }
}
