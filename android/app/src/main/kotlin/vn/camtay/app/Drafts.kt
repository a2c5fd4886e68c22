package vn.camtay.app

/** What was typed at one place and not yet recorded, by field. */
interface Draft {
    /** What was typed into [field]; empty when nothing was. */
    operator fun get(field: String): String

    operator fun set(
        field: String,
        text: String,
    )

    /** It was recorded, or thrown away. */
    fun clear()
}

/**
 * The drafts of every place. They live with the activity's saved state, which the system keeps
 * in memory and never on a disk. [typed] is told of every change.
 */
class Drafts(
    private val kept: MutableMap<String, String>,
    private val typed: () -> Unit = {},
) {
    /** The draft of a place. */
    fun of(route: Route): Draft = OfPlace("${route.text()} ")

    /** Everything, for keeping. */
    fun all(): Map<String, String> = kept.toMap()

    /** Whoever holds the phone next finds nothing. */
    fun clear() = kept.clear()

    private inner class OfPlace(
        private val prefix: String,
    ) : Draft {
        override fun get(field: String) = kept[prefix + field].orEmpty()

        override fun set(
            field: String,
            text: String,
        ) {
            typed()
            if (text.isEmpty()) kept.remove(prefix + field) else kept[prefix + field] = text
        }

        override fun clear() {
            kept.keys.removeAll { it.startsWith(prefix) }
        }
    }
}
