package vn.camtay.feature.leaflet

import androidx.compose.ui.graphics.ImageBitmap
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import vn.camtay.app.Go
import vn.camtay.feature.leaflet.LeafletState.Out
import vn.camtay.feature.leaflet.LeafletState.Shown
import vn.camtay.feature.leaflet.LeafletState.Trouble
import vn.camtay.phone.Outcome
import vn.camtay.phone.Phone
import vn.camtay.phone.communeName
import vn.camtay.phone.orNull
import java.io.File
import java.io.IOException

/** Makes the file of a leaflet in a folder. */
fun interface LeafletMaker {
    /** @throws IOException where there is no room for it */
    suspend fun make(
        leaflet: Leaflet,
        words: LeafletWords,
        folder: String,
    ): File
}

/** The leaflet of one skill, made of its guide; nothing of any person stands on it. */
class LeafletModel(
    private val phone: Phone,
    private val scope: CoroutineScope,
    private val go: Go,
    private val language: String,
    private val skill: Int,
    private val decode: suspend (ByteArray) -> ImageBitmap?,
    private val maker: LeafletMaker,
) {
    private val current = MutableStateFlow<LeafletState>(LeafletState.Loading)

    val state: StateFlow<LeafletState> = current.asStateFlow()

    init {
        scope.launch { read() }
    }

    fun send(event: LeafletEvent) {
        when (event) {
            LeafletEvent.BackTapped -> go.back()
            LeafletEvent.RetryTapped -> scope.launch { read() }
            is LeafletEvent.OutTapped -> make(event)
            LeafletEvent.Given -> shown { it.copy(out = null) }
            LeafletEvent.NoPrinter -> shown { it.copy(out = null, trouble = Trouble.NoPrinter) }
        }
    }

    private suspend fun read() {
        val page =
            when (val asked = phone.read { steps(skill.toUShort(), null, emptyList(), language) }) {
                is Outcome.Ok -> asked.value
                is Outcome.No -> return current.update { LeafletState.Failed(asked.problem) }
            }
        val leaflet = Leaflet(page, phone.communeName(), emptyMap())
        current.value = Shown(leaflet, isDrawing = true, out = null, busy = false, trouble = null)
        for (name in page.steps.mapNotNull { it.picture }.distinct()) {
            val bytes = phone.read { packFile(name) }.orNull() ?: continue
            val picture = decode(bytes) ?: continue
            shown { it.copy(leaflet = it.leaflet.copy(pictures = it.leaflet.pictures + (name to picture))) }
        }
        shown { it.copy(isDrawing = false) }
    }

    private fun make(event: LeafletEvent.OutTapped) {
        val shown = current.value as? Shown ?: return
        if (shown.busy || shown.isDrawing) return
        shown { it.copy(busy = true, trouble = null) }
        scope.launch {
            val file =
                try {
                    maker.make(shown.leaflet, event.words, event.folder)
                } catch (_: IOException) {
                    null
                }
            shown {
                it.copy(
                    busy = false,
                    out = file?.let { made -> Out(made.path, event.way) },
                    trouble = if (file == null) Trouble.NotMade else null,
                )
            }
        }
    }

    private fun shown(change: (Shown) -> Shown) = current.update { (it as? Shown)?.let(change) ?: it }
}
