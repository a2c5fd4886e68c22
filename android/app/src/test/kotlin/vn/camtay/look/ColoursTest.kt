package vn.camtay.look

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import org.junit.Assert.assertTrue
import org.junit.Test

class ColoursTest {
    @Test
    fun `every ink can be read on every ground it stands on`() {
        for (colours in listOf(LightColours, DarkColours)) {
            with(colours) {
                val grounds = listOf(ground, card, blueBox, greenBox, amberBox)
                val pairs =
                    grounds.flatMap { listOf(ink to it, blue to it, green to it, amber to it) } +
                        listOf(quietInk to ground, quietInk to card, onBlue to blue, onGreen to green) +
                        listOf(quietInk to blueBox, quietInk to line)
                for ((ink, ground) in pairs) {
                    val contrast = contrast(ink, ground)
                    assertTrue("$ink on $ground is only $contrast", contrast >= 4.5f)
                }
            }
        }
    }

    /** WCAG 2.2, 1.4.3. */
    private fun contrast(
        one: Color,
        other: Color,
    ): Float {
        val light = maxOf(one.luminance(), other.luminance())
        val dark = minOf(one.luminance(), other.luminance())
        return (light + 0.05f) / (dark + 0.05f)
    }
}
