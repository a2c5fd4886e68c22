package vn.camtay.words

/** A mobile number as it is read aloud: 0912 345 678. */
fun phoneSaid(number: String): String =
    if (number.length != DIGITS) {
        number
    } else {
        listOf(number.take(FIRST), number.substring(FIRST, SECOND), number.drop(SECOND)).joinToString(" ")
    }

private const val DIGITS = 10
private const val FIRST = 4
private const val SECOND = 7
