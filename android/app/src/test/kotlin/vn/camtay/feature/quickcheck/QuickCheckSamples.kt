package vn.camtay.feature.quickcheck

import vn.camtay.pictures.Sample

/** The main states of the screen. */
object QuickCheckSamples {
    val all: List<Sample> = emptyList()
}
