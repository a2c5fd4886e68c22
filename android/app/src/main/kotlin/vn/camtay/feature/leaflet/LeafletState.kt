package vn.camtay.feature.leaflet

import androidx.compose.runtime.Immutable
import androidx.compose.ui.graphics.ImageBitmap
import uniffi.camtay_core.StepsPage
import vn.camtay.phone.Problem

/** The leaflet of a skill: to show, to send, to print. */
sealed interface LeafletState {
    data object Loading : LeafletState

    data class Failed(
        val problem: Problem,
    ) : LeafletState

    data class Shown(
        val leaflet: Leaflet,
        /** The pictures are not all here yet: what is sent would lack some. */
        val isDrawing: Boolean,
        /** The file is made, and on its way to another app. */
        val out: Out?,
        val busy: Boolean,
        val trouble: Trouble?,
    ) : LeafletState

    /** Where a file that was made goes to. */
    data class Out(
        val path: String,
        val way: Way,
    )

    enum class Way { Share, Print }

    enum class Trouble {
        /** The file could not be made: no room. */
        NotMade,

        /** This phone has nothing that prints. */
        NoPrinter,
    }
}

/** What stands on the leaflet. */
@Immutable
data class Leaflet(
    val page: StepsPage,
    /** The commune's name. */
    val commune: String,
    /** The pictures by name; one that can't be read is left out. */
    val pictures: Map<String, ImageBitmap>,
)

/** What somebody did. */
sealed interface LeafletEvent {
    data object BackTapped : LeafletEvent

    data object RetryTapped : LeafletEvent

    /** Make the file, with these [words] around the guide's own, into this [folder]. */
    class OutTapped(
        val way: LeafletState.Way,
        val words: LeafletWords,
        val folder: String,
    ) : LeafletEvent

    /** The file was given to the system. */
    data object Given : LeafletEvent

    /** The system can't print. */
    data object NoPrinter : LeafletEvent
}
