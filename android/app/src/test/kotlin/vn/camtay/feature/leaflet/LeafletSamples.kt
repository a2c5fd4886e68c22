package vn.camtay.feature.leaflet

import androidx.compose.runtime.remember
import androidx.compose.ui.platform.LocalConfiguration
import vn.camtay.feature.leaflet.LeafletState.Shown
import vn.camtay.feature.leaflet.LeafletState.Trouble
import vn.camtay.guides.RealGuides
import vn.camtay.phone.Problem
import vn.camtay.pictures.Sample

/** The main states of the screen, with the guides that the app carries. */
object LeafletSamples {
    fun leaflet(
        skill: Int,
        language: String,
    ): Leaflet {
        val page = RealGuides.steps(skill, language)
        val pictures =
            page.steps
                .mapNotNull { it.picture }
                .distinct()
                .associateWith(RealGuides::picture)
        return Leaflet(page, "xã Vĩnh Thuỷ", pictures)
    }

    private fun shown(
        language: String,
        skill: Int = 1,
    ) = Shown(leaflet(skill, language), isDrawing = false, out = null, busy = false, trouble = null)

    val all: List<Sample> =
        listOf(
            sample("leaflet", important = true) { shown(it) },
            sample("leaflet-long", important = true) { shown(it, skill = 2) },
            sample("leaflet-drawing") { language ->
                shown(language).let { it.copy(leaflet = it.leaflet.copy(pictures = emptyMap()), isDrawing = true) }
            },
            sample("leaflet-not-made") { shown(it).copy(trouble = Trouble.NotMade) },
            sample("leaflet-no-printer", important = true) { shown(it).copy(trouble = Trouble.NoPrinter) },
            sample("leaflet-loading") { LeafletState.Loading },
            sample("leaflet-gone") { LeafletState.Failed(Problem.NotFound("skill")) },
        )

    private fun sample(
        name: String,
        important: Boolean = false,
        state: (language: String) -> LeafletState,
    ) = Sample(name, important) {
        val language = LocalConfiguration.current.locales[0].language
        LeafletView(remember(language) { state(language) }, {}, "shared")
    }
}
