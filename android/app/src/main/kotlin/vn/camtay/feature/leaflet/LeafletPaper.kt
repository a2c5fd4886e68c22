package vn.camtay.feature.leaflet

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.RectF
import android.graphics.Typeface
import android.text.Layout
import android.text.StaticLayout
import android.text.TextPaint
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.graphics.toArgb
import uniffi.camtay_core.StepPage
import vn.camtay.look.LightColours
import vn.camtay.words.dotted
import java.util.Locale

/** The words around the guide's own, in the screen's language. */
data class LeafletWords(
    /** "Cần có sẵn". */
    val ready: String,
    /** "Chủ máy tự làm". */
    val alone: String,
    /** When the guide was last checked. */
    val checked: String,
    /** "trang %1$d trong %2$d". */
    val pageOf: String,
)

/** The leaflet on A4, its steps two by two, as many pages as it takes; in points. */
class LeafletPaper(
    private val leaflet: Leaflet,
    private val words: LeafletWords,
) {
    private class Cell(
        val number: String,
        val say: StaticLayout,
        val picture: Bitmap?,
        val under: StaticLayout?,
    ) {
        val pictureHeight: Float
            get() = picture?.let { minOf(PICTURE, COLUMN * it.height / it.width) } ?: 0f

        val height: Float
            get() {
                val head = maxOf(say.height.toFloat(), 2 * BADGE)
                val drawn = if (picture == null) 0f else pictureHeight + GAP
                return head + drawn + (under?.let { it.height + GAP } ?: 0f)
            }
    }

    private val head = headOf()
    private val rows =
        leaflet.page.steps
            .mapIndexed(::cell)
            .chunked(2)
    private val paged = paged()

    val pages: Int get() = paged.size

    /** Draws a page, from 0. */
    fun draw(
        page: Int,
        canvas: Canvas,
    ) {
        var y = MARGIN
        if (page == 0) {
            for (part in head) {
                canvas.text(part, MARGIN, y)
                y += part.height + GAP
            }
            y += GAP
        }
        for (row in paged[page]) {
            row.forEachIndexed { at, cell -> canvas.cell(cell, MARGIN + at * (COLUMN + GUTTER), y) }
            y += row.maxOf { it.height } + GUTTER
        }
        foot(page, canvas)
    }

    private fun headOf(): List<StaticLayout> {
        val page = leaflet.page
        return listOfNotNull(
            leaflet.commune.takeIf(String::isNotEmpty)?.let { text(it, SMALL, QUIET) },
            text(page.title, TITLE, INK, bold = true),
            page.why.takeIf(String::isNotEmpty)?.let { text(it, BODY, INK) },
            page.ready
                .takeIf { it.isNotEmpty() }
                ?.let { text("${words.ready}: ${it.joinToString(" ")}", SMALL, QUIET) },
        )
    }

    private fun cell(
        at: Int,
        step: StepPage,
    ): Cell {
        val alone = step.alone?.let { "${words.alone}: $it" }
        val under = listOfNotNull(step.see, alone).joinToString("\n").takeIf(String::isNotEmpty)
        return Cell(
            String.format(Locale.ROOT, "%d", at + 1),
            text(step.say, SAY, INK, (COLUMN - 2 * BADGE - GAP).toInt(), bold = true),
            step.picture?.let(leaflet.pictures::get)?.asAndroidBitmap(),
            under?.let { text(it, SMALL, QUIET, COLUMN.toInt()) },
        )
    }

    /** The rows that fit on each page. */
    private fun paged(): List<List<List<Cell>>> {
        val pages = mutableListOf(mutableListOf<List<Cell>>())
        var left = HEIGHT - 2 * MARGIN - FOOT - head.sumOf { it.height + GAP.toInt() } - GAP
        for (row in rows) {
            val height = row.maxOf { it.height } + GUTTER
            if (height > left && pages.last().isNotEmpty()) {
                pages += mutableListOf<List<Cell>>()
                left = HEIGHT - 2 * MARGIN - FOOT
            }
            pages.last() += row
            left -= height
        }
        return pages
    }

    private fun Canvas.cell(
        cell: Cell,
        x: Float,
        y: Float,
    ) {
        drawCircle(x + BADGE, y + BADGE, BADGE, paint(BLUE))
        val number = paint(WHITE).apply { textAlign = Paint.Align.CENTER }
        drawText(cell.number, x + BADGE, y + BADGE - (number.ascent() + number.descent()) / 2, number)
        val lower = (2 * BADGE - cell.say.height).coerceAtLeast(0f) / 2
        text(cell.say, x + 2 * BADGE + GAP, y + lower)
        var below = y + maxOf(cell.say.height.toFloat(), 2 * BADGE) + GAP
        cell.picture?.let {
            val height = cell.pictureHeight
            val width = height * it.width / it.height
            val place = RectF(x, below, x + COLUMN, below + height)
            drawRoundRect(place, CORNER, CORNER, paint(BOX))
            val left = x + (COLUMN - width) / 2
            drawBitmap(it, null, RectF(left, below, left + width, below + height), smooth)
            below += height + GAP
        }
        cell.under?.let { text(it, x, below) }
    }

    private fun foot(
        page: Int,
        canvas: Canvas,
    ) {
        val parts = mutableListOf(words.checked)
        if (pages > 1) parts += String.format(Locale.ROOT, words.pageOf, page + 1, pages)
        val line = text(parts.dotted(), SMALL, QUIET)
        canvas.text(line, MARGIN, HEIGHT - MARGIN - line.height)
    }

    private fun text(
        text: String,
        size: Float,
        colour: Int,
        width: Int = (WIDTH - 2 * MARGIN).toInt(),
        bold: Boolean = false,
    ): StaticLayout {
        val paint = paint(colour, size, bold)
        return StaticLayout.Builder
            .obtain(text, 0, text.length, paint, width)
            .setLineSpacing(0f, LINES)
            .setBreakStrategy(Layout.BREAK_STRATEGY_SIMPLE)
            .build()
    }

    private fun Canvas.text(
        text: StaticLayout,
        x: Float,
        y: Float,
    ) {
        save()
        translate(x, y)
        text.draw(this)
        restore()
    }

    private fun paint(
        colour: Int,
        size: Float = SAY,
        bold: Boolean = true,
    ) = TextPaint(Paint.ANTI_ALIAS_FLAG).apply {
        color = colour
        textSize = size
        typeface = Typeface.create(Typeface.DEFAULT, if (bold) Typeface.BOLD else Typeface.NORMAL)
    }

    private val smooth get() = Paint(Paint.FILTER_BITMAP_FLAG)

    companion object {
        /** A4. */
        const val WIDTH = 595f
        const val HEIGHT = 842f

        private const val MARGIN = 40f
        private const val GUTTER = 18f
        private const val GAP = 6f
        private const val FOOT = 22f
        private const val COLUMN = (WIDTH - 2 * MARGIN - GUTTER) / 2
        private const val PICTURE = 118f
        private const val BADGE = 12f
        private const val CORNER = 8f
        private const val TITLE = 26f
        private const val SAY = 15f
        private const val BODY = 14f
        private const val SMALL = 12f
        private const val LINES = 1.12f

        private val INK = LightColours.ink.toArgb()
        private val QUIET = LightColours.quietInk.toArgb()
        private val BLUE = LightColours.blue.toArgb()
        private val WHITE = LightColours.onBlue.toArgb()
        private val BOX = LightColours.blueBox.toArgb()
    }
}
