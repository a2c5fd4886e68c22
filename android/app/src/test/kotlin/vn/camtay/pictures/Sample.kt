package vn.camtay.pictures

import androidx.compose.runtime.Composable

/**
 * One state of a screen with real-looking data. Samples are what pictures are made of, and
 * what the checks of [vn.camtay.pictures.EverySampleTest] are made on.
 */
class Sample(
    /** The file of its picture: `today`, `today-empty`. */
    val name: String,
    /** Also pictured dark, in the largest text, in English and lying. */
    val important: Boolean = false,
    /** A place of the bar below: the bar is drawn with it. */
    val content: @Composable () -> Unit,
)
