package vn.camtay.scan

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.keepScreenOn
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import com.google.zxing.EncodeHintType
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel
import com.google.zxing.qrcode.encoder.ByteMatrix
import com.google.zxing.qrcode.encoder.Encoder
import kotlin.math.floor

/** [text] as a QR, black on white in every theme; [label] says in words what it is. */
@Composable
fun QrCode(
    text: String,
    label: String,
    modifier: Modifier = Modifier,
) {
    val modules = remember(text) { modulesOf(text) }
    Canvas(
        // Another phone reads it, and nobody touches this one.
        modifier
            .keepScreenOn()
            .widthIn(max = widestSquare())
            .fillMaxWidth()
            .aspectRatio(1f)
            .background(Color.White, RoundedCornerShape(18.dp))
            .padding(20.dp)
            .semantics {
                contentDescription = label
                role = Role.Image
            },
    ) {
        // Whole pixels: a reader is confused by soft edges.
        val side = floor(size.minDimension / modules.width).coerceAtLeast(1f)
        val inset = floor((size.minDimension - side * modules.width) / 2)
        for (y in 0 until modules.height) {
            for (x in 0 until modules.width) {
                if (modules[x, y].toInt() == 1) {
                    drawRect(Color.Black, Offset(inset + x * side, inset + y * side), Size(side, side))
                }
            }
        }
    }
}

/** So wide that a square is seen whole, also on a phone that lies: half a code can't be read. */
@Composable
internal fun widestSquare(): Dp {
    val height = LocalConfiguration.current.screenHeightDp.dp
    return minOf(420.dp, height * 0.7f)
}

/** The black and white of a code's squares. */
internal fun modulesOf(text: String): ByteMatrix {
    val hints = mapOf(EncodeHintType.CHARACTER_SET to "UTF-8")
    return Encoder.encode(text, ErrorCorrectionLevel.M, hints).matrix
}
