package vn.camtay.feature.visitend

import vn.camtay.pictures.Sample

/** The main states of the screen. */
object VisitEndSamples {
    val all: List<Sample> = emptyList()
}
