package vn.camtay.bench

import android.app.Activity
import android.app.Application
import android.graphics.Bitmap
import android.graphics.Canvas
import android.os.Looper
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.material3.Icon
import androidx.compose.material3.ListItem
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.hasScrollToIndexAction
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.test.swipeUp
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import org.junit.Assert.assertTrue
import org.junit.FixMethodOrder
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.junit.runners.MethodSorters
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import uniffi.camtay_core.Contribution
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.Segment
import uniffi.camtay_core.StepOutcome
import uniffi.camtay_core.StepsPage
import vn.camtay.R
import vn.camtay.app.Drafts
import vn.camtay.app.FakeGo
import vn.camtay.app.Route
import vn.camtay.feature.households.HouseholdPages
import vn.camtay.feature.households.HouseholdsEvent
import vn.camtay.feature.households.HouseholdsModel
import vn.camtay.feature.households.HouseholdsState.Place
import vn.camtay.feature.households.HouseholdsView
import vn.camtay.feature.households.Village
import vn.camtay.feature.steps.StepsEvent
import vn.camtay.feature.steps.StepsSamples
import vn.camtay.feature.steps.StepsState
import vn.camtay.feature.steps.StepsView
import vn.camtay.feature.steps.Undo
import vn.camtay.feature.today.TodayModel
import vn.camtay.feature.today.TodaySamples
import vn.camtay.feature.today.TodayState
import vn.camtay.feature.today.TodayView
import vn.camtay.guides.RealGuides
import vn.camtay.look.CamTayTheme
import vn.camtay.phone.FakePhone
import vn.camtay.phone.Unset
import java.time.Duration
import java.util.Locale

/**
 * How the app moves: `cargo xtask bench android`. Times on this machine say nothing of a phone, so
 * each is told as a ratio to an empty screen's of the same run; nothing passes or fails by time.
 */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
@Config(sdk = [34], qualifiers = "vi-w384dp-h800dp-xhdpi", application = Application::class)
class Bench {
    @get:Rule
    val compose = createAndroidComposeRule<ComponentActivity>()

    @Test
    fun `1 start to the first frame of today`() {
        fun empty() = firstFrame { Content(isShown = { true }) {} }

        fun today() =
            firstFrame { scope ->
                val model = TodayModel(FakePhone(OneDay), scope, FakeGo(), draft(Route.Today), "vi")
                Content(isShown = { model.state.value is TodayState.Shown }) {
                    CamTayTheme {
                        val state by model.state.collectAsState()
                        TodayView(state, model::send)
                    }
                }
            }
        val (nothing, something) = inTurn(::empty, ::today)
        println("\n| start to first frame, with what is drawn | median | ratio |\n|---|---|---|")
        tell("an empty activity", nothing, nothing)
        tell("today, with three people to come back to", something, nothing)
    }

    @Test
    fun `2 a list of 400 households under a finger`() {
        val kinds =
            listOf<Pair<String, @Composable () -> Unit>>(
                "400 empty rows" to { Rows { Box(Modifier.height(ROW.dp)) } },
                "400 of Material's own, an icon and two lines each" to { Rows { Plain(it) } },
                "400 households" to {
                    val model = remember { villageModel(Village(400)) }
                    val state by model.state.collectAsState()
                    HouseholdsView(state, onBack = null, model::send)
                },
            )
        var shown by mutableStateOf(0)
        compose.setContent { CamTayTheme { key(shown) { kinds[shown % kinds.size].second() } } }
        val list = compose.onNode(hasScrollToIndexAction())

        fun place() = list.fetchSemanticsNode().config[SemanticsProperties.VerticalScrollAxisRange].value()

        fun swiped(): Long {
            val before = place()
            val time =
                timed {
                    list.performTouchInput { swipeUp(durationMillis = 250) }
                    compose.waitForIdle()
                    draw(compose.activity)
                }
            assertTrue("the list did not move", place() != before)
            return time
        }

        // Each kind in turn, from its first row, after as many as warm the machine up.
        val times =
            List(kinds.size * 2 * LISTS) {
                shown = it
                compose.waitForIdle()
                List(SWIPES) { swiped() }.median()
            }.withIndex().drop(kinds.size * LISTS).groupBy({ it.index % kinds.size }, { it.value })
        val medians = kinds.indices.map { times.getValue(it).median() }
        println("\n| a swipe over a list, with what is drawn | median | ratio |\n|---|---|---|")
        kinds.zip(medians) { (what, _), median -> tell(what, median, medians.first()) }
    }

    @Test
    fun `3 rows that are read and held`() {
        println(
            "\n| households of the village | read before a finger moves | asked for at once | held at most | read to the end |",
        )
        println("|---|---|---|---|---|")
        for (households in listOf(400, 3_000, 60_000)) {
            val village = Village(households)
            val model = villageModel(village, Dispatchers.Unconfined)

            fun place() = model.state.value.place as Place.Village
            val first = village.rows
            var held = 0
            while (place().more) {
                val lines = place().lines
                held = maxOf(held, lines.size)
                model.send(HouseholdsEvent.Seen(lines[lines.size - IN_SIGHT].id, lines.last().id))
            }
            println("| $households | $first | ${village.asked.max()} | $held | ${village.rows} |")
            assertTrue("$held rows were held", held <= HouseholdPages.PAGE.toInt() * HouseholdPages.PAGES)
        }
    }

    @Test
    fun `4 what the guide composes anew`() {
        val first = StepsSamples.install(5).copy(undo = Undo(4, 1, StepOutcome.Helped, 10))
        var shown by mutableStateOf<StepsState>(first)
        val send = { _: StepsEvent -> }
        val compositions = Compositions()

        fun to(state: StepsState) =
            compositions.of {
                shown = state
                compose.waitForIdle()
            }
        val whole =
            compositions.of {
                compose.setContent { CamTayTheme { StepsView(shown, send) } }
                compose.waitForIdle()
            }
        println("\n| the guide | composed | of ours |\n|---|---|---|")

        fun tell(
            what: String,
            composed: Map<String, Int>,
        ) {
            val ours = composed.keys.filter(OURS::contains).ifEmpty { listOf("nothing") }
            println("| $what | ${composed.values.sum()} | ${ours.joinToString(", ")} |")
        }
        tell("at first", whole)
        tell("a second of the countdown", to(first.copy(undo = first.undo?.copy(secondsLeft = 9))))
        tell("the countdown ends", to(first.copy(undo = null)))
        tell("the next step", to(first.copy(at = 6, undo = null)))
        tell("the same once more", to(first.copy(at = 6, undo = null)))
    }

    @Composable
    private fun Rows(row: @Composable (Int) -> Unit) = LazyColumn(Modifier.fillMaxSize()) { items(400) { row(it) } }

    @Composable
    private fun Plain(number: Int) =
        ListItem(
            headlineContent = { Text("Nguyễn Thị Hoà $number") },
            supportingContent = { Text("Chưa đến · 4 người · ngõ $number") },
            leadingContent = { Icon(painterResource(R.drawable.ic_house), contentDescription = null) },
        )

    /** What an activity is to show, and whether it does. */
    private class Content(
        val isShown: () -> Boolean,
        val draw: @Composable () -> Unit,
    )

    private fun firstFrame(content: (CoroutineScope) -> Content): Long {
        val scope = CoroutineScope(Dispatchers.Main)
        val controller = Robolectric.buildActivity(ComponentActivity::class.java)
        val time =
            timed {
                val activity = controller.create().get()
                val shown = content(scope)
                activity.setContent(content = shown.draw)
                controller
                    .start()
                    .postCreate(null)
                    .resume()
                    .visible()
                shadowOf(Looper.getMainLooper()).idleFor(FRAMES)
                draw(activity)
                assertTrue(shown.isShown())
            }
        controller.pause().stop().destroy()
        scope.cancel()
        return time
    }

    /** Medians of both, measured in turn, so that whatever slows the machine slows both. */
    private fun inTurn(
        one: () -> Long,
        other: () -> Long,
    ): Pair<Long, Long> {
        val both = List(WARMING + ROUNDS) { one() to other() }.drop(WARMING)
        return both.map { it.first }.median() to both.map { it.second }.median()
    }

    private fun villageModel(
        village: Village,
        dispatcher: kotlin.coroutines.CoroutineContext = Dispatchers.Main,
    ) = HouseholdsModel(FakePhone(village), CoroutineScope(dispatcher), FakeGo(), draft(Route.Households(null)), null)

    private fun draft(route: Route) = Drafts(mutableMapOf()).of(route)

    private fun draw(activity: Activity) {
        val view = activity.window.decorView
        view.draw(Canvas(Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)))
    }

    private fun timed(what: () -> Unit): Long {
        val start = System.nanoTime()
        what()
        return System.nanoTime() - start
    }

    private fun List<Long>.median() = sorted()[size / 2]

    private fun tell(
        what: String,
        time: Long,
        empty: Long,
    ) = println("| $what | %.1f ms | %.1f |".format(Locale.ROOT, time / 1e6, time.toDouble() / empty))

    /** A day as in the pictures. */
    private object OneDay : CoreInterface by Unset {
        override fun today() = TodaySamples.page

        override fun contribution() = Contribution("Lê Thị Lan", emptyList())

        override fun communeWords() = listOf("xã Vĩnh Thuỷ", "thôn", "Tổ công nghệ số")

        override fun steps(
            skill: UShort,
            resident: String?,
            audience: List<Segment>,
            language: String,
        ): StepsPage = GUIDE
    }

    private companion object {
        const val WARMING = 10
        const val ROUNDS = 31
        const val LISTS = 6
        const val SWIPES = 10
        const val ROW = 88
        const val IN_SIGHT = 10
        val FRAMES: Duration = Duration.ofMillis(100)
        val GUIDE by lazy { RealGuides.steps(skill = 1) }
        val OURS =
            setOf("UndoBar", "Answers", "StepWords", "StepHead", "StepWay", "StepTools", "GuidePicture", "WideButton")
    }
}
