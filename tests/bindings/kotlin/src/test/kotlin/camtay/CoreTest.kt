package camtay

import org.junit.Assert.assertEquals
import org.junit.Test

class CoreTest {
    @Test
    fun probe() = assertEquals(1, uniffi.probe.a())
}
