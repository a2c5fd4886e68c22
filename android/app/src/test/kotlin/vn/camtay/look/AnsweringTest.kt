package vn.camtay.look

import org.junit.Assert.assertEquals
import org.junit.Test

/** Where a long answer may break. */
class AnsweringTest {
    @Test
    fun `an address breaks between its parts`() {
        assertEquals("dichvucong-\u200Bnhanh.\u200Bexample", breakable("dichvucong-nhanh.example"))
    }

    @Test
    fun `what is short, a number or the end of a sentence stays whole`() {
        val whole = "Gọi số 1900.0368, rồi chờ. Không đọc OTP-code cho ai."
        assertEquals(whole, breakable(whole))
    }
}
