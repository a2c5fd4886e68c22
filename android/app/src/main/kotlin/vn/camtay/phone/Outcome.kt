package vn.camtay.phone

/** What came of asking the core: an answer, or a problem to tell. */
sealed interface Outcome<out T> {
    /** It was done; a command's answer is durable. */
    data class Ok<T>(
        val value: T,
    ) : Outcome<T>

    /** It was not, and nothing has changed. */
    data class No(
        val problem: Problem,
    ) : Outcome<Nothing>
}

/** Goes on with the answer; a problem stays one. */
inline fun <T, R> Outcome<T>.map(transform: (T) -> R): Outcome<R> =
    when (this) {
        is Outcome.Ok -> Outcome.Ok(transform(value))
        is Outcome.No -> this
    }

/** The answer, or `null` where there is a problem. */
fun <T> Outcome<T>.orNull(): T? = (this as? Outcome.Ok)?.value
