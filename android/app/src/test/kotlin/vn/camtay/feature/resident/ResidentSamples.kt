package vn.camtay.feature.resident

import vn.camtay.pictures.Sample

/** The main states of the screen. */
object ResidentSamples {
    val all: List<Sample> = emptyList()
}
