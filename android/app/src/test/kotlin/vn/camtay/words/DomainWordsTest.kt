package vn.camtay.words

import android.content.res.Resources
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.test.junit4.v2.createComposeRule
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import uniffi.camtay_core.Consent
import uniffi.camtay_core.HouseholdState
import uniffi.camtay_core.NotCounting
import uniffi.camtay_core.Occupation
import uniffi.camtay_core.Organiser
import uniffi.camtay_core.PhoneKind
import uniffi.camtay_core.Reason
import uniffi.camtay_core.RecordKind
import uniffi.camtay_core.Segment
import uniffi.camtay_core.SessionKind
import uniffi.camtay_core.SetAsideReason
import uniffi.camtay_core.SkillState
import uniffi.camtay_core.Status
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.Whereabouts
import vn.camtay.R
import vn.camtay.look.Tone

@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "vi", application = android.app.Application::class)
class DomainWordsTest {
    @get:Rule
    val compose = createComposeRule()

    private val languages by lazy { listOf("vi", "en").associateWith(::resourcesIn) }
    private val vietnamese by lazy { languages.getValue("vi") }

    @Test
    fun `each word of a kind is there and means one thing`() {
        val kinds: Map<String, List<Int>> =
            mapOf(
                "PhoneKind" to PhoneKind.entries.map { it.word },
                "Occupation" to Occupation.entries.map { it.word },
                "Status" to Status.entries.map { it.word },
                "Consent" to Consent.entries.map { it.word },
                "Reason" to Reason.entries.map { it.word },
                "SessionKind" to SessionKind.entries.map { it.word },
                "Segment" to Segment.entries.map { it.word },
                "Organiser" to Organiser.entries.map { it.word },
                "HouseholdState" to HouseholdState.entries.map { it.word },
                "RecordKind" to RecordKind.entries.map { it.word },
                "SetAsideReason" to SetAsideReason.entries.map { it.word },
            )
        for ((language, resources) in languages) {
            for ((kind, words) in kinds) {
                val said = words.map(resources::getString)
                assertEquals("$language $kind", said.distinct(), said)
                assertEquals("$language $kind", emptyList<String>(), said.flatMap { faultsOf(it, language) })
            }
        }
    }

    @Test
    fun `what was set aside has something to do about it`() {
        for ((language, resources) in languages) {
            val deeds = SetAsideReason.entries.map { resources.getString(it.todo) }
            assertEquals(deeds.distinct(), deeds)
            assertEquals(emptyList<String>(), deeds.flatMap { faultsOf(it, language) })
            assertTrue(deeds.toString(), deeds.all { it.endsWith('.') })
        }
    }

    @Test
    fun `a stuck step says why, in the middle of a sentence`() {
        fun said(reason: Reason) = StepOutcome.Stuck(reason).words(vietnamese)
        assertEquals("Vướng: quên mật khẩu", said(Reason.FORGOT_PASSWORD))
        assertEquals("Vướng: SIM chưa đứng tên mình", said(Reason.NO_SIM))
        assertEquals("Stuck: no smartphone", SkillState.Stuck(Reason.NO_SMARTPHONE).words(languages.getValue("en")))
    }

    @Test
    fun `states that differ are told apart`() {
        for ((language, resources) in languages) {
            assertTold(language, OUTCOMES.map { it.words(resources) })
            assertTold(language, SKILLS.map { it.words(resources) })
            assertTold(language, WHEREABOUTS.map { it.words(resources) })
        }
    }

    @Test
    fun `no state is told by its colour alone`() {
        for (states in listOf(
            SKILLS.map { it.words(vietnamese) to it.tone },
            WHEREABOUTS.map {
                it.words(vietnamese) to
                    it.tone
            },
        )) {
            assertEquals(states.size, states.map { it.first }.distinct().size)
            assertTrue(states.map { it.second }.distinct().size > 2)
        }
        assertEquals(Tone.entries.toSet(), HouseholdState.entries.map { it.tone }.toSet())
    }

    @Test
    fun `a record says in which report it is, or why in none`() {
        assertEquals("Trong báo cáo số 3", Whereabouts.InReport(3u).words(vietnamese))
        val aside = Whereabouts.NotCounting(NotCounting.SetAside(SetAsideReason.ID_NUMBER))
        assertEquals("Không tính: trong chữ có số giấy tờ", aside.words(vietnamese))
    }

    @Test
    fun `counts are of one and of many`() {
        val plurals =
            listOf(R.plurals.common_people, R.plurals.common_households, R.plurals.common_sessions) +
                listOf(R.plurals.common_steps, R.plurals.common_skills, R.plurals.common_visits) +
                listOf(R.plurals.common_records, R.plurals.common_minutes, R.plurals.common_seconds) +
                R.plurals.common_hours
        val english = languages.getValue("en")
        for (words in plurals) {
            val (one, many) = english.count(words, 1) to english.count(words, 2)
            assertNotEquals(one.substringAfter(' '), many.substringAfter(' '))
            assertTrue(one, one.startsWith("1 "))
            assertTrue(vietnamese.count(words, 0), vietnamese.count(words, 0).startsWith("0 "))
        }
        assertEquals("1 household", english.count(R.plurals.common_households, 1))
        assertEquals("0 người", vietnamese.count(R.plurals.common_people, 0))
    }

    @Test
    fun `a birth year may be unknown`() {
        assertEquals("sinh 1956", vietnamese.birthYear(1956))
        assertEquals("chưa rõ năm sinh", vietnamese.birthYear(null))
    }

    @Test
    fun `the words of a screen are in the screen's language, the day that of the picture`() {
        var seen = emptyList<String>()
        compose.setContent {
            CompositionLocalProvider(LocalToday provides "2030-01-01") {
                seen =
                    listOf(
                        StepOutcome.Stuck(Reason.NO_SIM).words(),
                        SkillState.Helped.words(),
                        Whereabouts.Received.words(),
                        peopleCount(3),
                        birthYearSaid(null),
                        waitSaid(60),
                        daySaid("2026-11-20"),
                        dayNear("2026-11-20", "2026-11-19"),
                    )
            }
        }
        compose.waitForIdle()
        assertEquals(
            listOf("Vướng: SIM chưa đứng tên mình", "Làm được khi có hỗ trợ", "Đã về đến xã", "3 người") +
                listOf("chưa rõ năm sinh", "60 giây", "20/11/2026", "ngày mai"),
            seen,
        )
    }

    private fun assertTold(
        language: String,
        said: List<String>,
    ) {
        assertEquals(said.distinct(), said)
        assertEquals(emptyList<String>(), said.flatMap { faultsOf(it, language) })
    }

    private companion object {
        val OUTCOMES =
            listOf(StepOutcome.Alone, StepOutcome.Helped, StepOutcome.Already, StepOutcome.NotApplicable) +
                Reason.entries.map { StepOutcome.Stuck(it) } + StepOutcome.Refused + StepOutcome.ComeBack

        val SKILLS =
            listOf(SkillState.NotBegun, SkillState.Begun, SkillState.ComeBack) +
                Reason.entries.map { SkillState.Stuck(it) } +
                listOf(SkillState.Refused, SkillState.Alone, SkillState.Helped, SkillState.Already)

        val WHEREABOUTS =
            listOf(Whereabouts.OnThisPhone, Whereabouts.Received, Whereabouts.InReport(3u), Whereabouts.NextReport) +
                (SetAsideReason.entries.map { NotCounting.SetAside(it) } + NotCounting.TakenBack + NotCounting.Revoked)
                    .map { Whereabouts.NotCounting(it) }
    }
}
