package vn.camtay.feature.situation

import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalConfiguration
import uniffi.camtay_core.SituationWords
import vn.camtay.guides.RealGuides
import vn.camtay.phone.Problem
import vn.camtay.pictures.Sample

/** The main states of the screen, with the situations that the app carries. */
object SituationSamples {
    fun practising(
        situation: SituationWords,
        answer: Answer = Answer.NotYet,
    ) = SituationState.Practising(
        situation = situation,
        place = 3,
        count = 55,
        channels = listOf("call", "sms", "chat", "post", "qr", "slip", "visit"),
        channel = null,
        answer = answer,
    )

    private fun sample(
        name: String,
        important: Boolean = false,
        state: (List<SituationWords>) -> SituationState,
    ) = Sample(name, important) {
        val language = LocalConfiguration.current.locales[0].language
        SituationView(remember(language) { state(RealGuides.situations(language)) }) {}
    }

    private fun of(channel: String) =
        sample("situation-$channel") { all ->
            practising(all.filter { it.channel == channel }.maxBy { it.message.length })
        }

    val all: List<Sample> =
        listOf(
            sample("situation", important = true) { all -> practising(all.first { it.channel == "call" }) },
            sample("situation-sms") { all -> practising(all.first { it.channel == "sms" }) },
            of("chat"),
            of("post"),
            of("qr"),
            of("slip"),
            of("visit"),
            sample("situation-right", important = true) { all ->
                practising(all.first { it.channel == "chat" && !it.genuine }, Answer.Doubted)
            },
            sample("situation-wrong") { all -> practising(all.first { !it.genuine }, Answer.Believed) },
            sample("situation-genuine") { all -> practising(all.first { it.genuine }, Answer.Believed) },
            sample("situation-careful") { all -> practising(all.first { it.genuine }, Answer.Doubted) },
            sample("situation-opening") { SituationState.Opening },
            sample("situation-empty") { SituationState.Empty },
            sample("situation-problem") { SituationState.Stopped(Problem.Unexpected) },
        )
}
