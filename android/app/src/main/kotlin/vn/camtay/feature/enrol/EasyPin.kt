package vn.camtay.feature.enrol

/** Whether whoever finds the phone would try this PIN first: 000000, 123456, 121212, 123123. */
internal fun isEasyPin(pin: String): Boolean {
    val steps = pin.zipWithNext { one, next -> next - one }.toSet()
    val repeats = (1..pin.length / 2).any { pin == pin.take(it).repeat(pin.length / it) }
    return repeats || steps == setOf(1) || steps == setOf(-1)
}
