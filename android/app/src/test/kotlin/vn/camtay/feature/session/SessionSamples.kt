package vn.camtay.feature.session

import vn.camtay.pictures.Sample

/** The main states of the screen. */
object SessionSamples {
    val all: List<Sample> = emptyList()
}
