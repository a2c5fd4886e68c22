package vn.camtay.phone

import android.content.res.AssetManager
import uniffi.camtay_core.AppGuides
import uniffi.camtay_core.AppGuidesException
import java.io.IOException

/** The guides that came with the app: one file among its assets, made by `cargo xtask content build`. */
class AssetGuides(
    private val assets: AssetManager,
) : AppGuides {
    override fun read(): ByteArray =
        try {
            assets.open("guides.pack").use { it.readBytes() }
        } catch (_: IOException) {
            throw AppGuidesException.Unreadable()
        }
}
