package vn.camtay.feature.resident

import uniffi.camtay_core.Consent
import uniffi.camtay_core.CoreInterface
import uniffi.camtay_core.FoundHousehold
import uniffi.camtay_core.PhoneKind
import uniffi.camtay_core.ResidentChange
import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.SearchPage
import uniffi.camtay_core.Segment
import uniffi.camtay_core.SkillGroup
import uniffi.camtay_core.SkillLine
import uniffi.camtay_core.SkillState
import uniffi.camtay_core.Status
import uniffi.camtay_core.StepsPage
import uniffi.camtay_core.WholeGuide
import vn.camtay.feature.today.TodaySamples
import vn.camtay.phone.Unset
import vn.camtay.phone.guide
import vn.camtay.phone.somebody

/** A woman with a phone of her own, one skill begun, one that needs another one first. */
internal open class FakeHome : CoreInterface by Unset {
    var page = residentPage()
    val recorded = mutableListOf<String>()

    override fun resident(
        resident: String,
        language: String,
    ) = if (resident == "r1") page else page.copy(id = resident, name = "Nguyễn Thị Hoa", head = "Hồ Văn Ăm")

    var session = TodaySamples.visiting

    override fun today() = TodaySamples.page.copy(session = session)

    override fun communeWords() = listOf("xã Vĩnh Thuỷ", "thôn", "Tổ công nghệ số")

    override fun steps(
        skill: UShort,
        resident: String?,
        audience: List<Segment>,
        language: String,
    ) = guide(skill, "Cài VNeID").copy(why = "vì $resident", open = true, at = 3u)

    override fun startGuide(
        resident: String,
        skill: UShort,
        session: String?,
    ) {
        recorded += "began $skill with $resident in $session"
    }

    override fun guideWhole(guide: WholeGuide): String {
        recorded += "${guide.skill} whole: ${guide.outcome::class.simpleName} in ${guide.session}"
        return "w${recorded.size}"
    }

    override fun takeBack(entry: String) {
        recorded += "took back $entry"
    }

    override fun giveBack(entry: String) {
        recorded += "gave back $entry"
    }

    override fun setAppointment(
        resident: String,
        skill: UShort?,
        on: String,
    ) {
        recorded += "appointment with $resident on $on"
    }

    override fun keepAppointment(
        resident: String,
        skill: UShort?,
    ) {
        recorded += "kept the appointment with $resident"
    }

    override fun changeResident(change: ResidentChange) {
        recorded += "$change"
    }

    override fun markDuplicate(
        one: String,
        other: String,
    ) {
        recorded += "$one may be $other"
    }

    override fun askErasure(resident: String) {
        recorded += "erase $resident"
    }

    override fun recordConsent(
        resident: String,
        answer: Consent,
        session: String?,
    ) {
        recorded += "$resident: $answer in $session"
    }

    override fun prepareSearch() = Unit

    override fun search(
        query: String,
        limit: UInt,
    ) = SearchPage(emptyList(), listOf(FoundHousehold("h7", "Hồ Văn Ăm", null, "Phú Bình")), false)
}

internal fun residentSkill(
    number: Int,
    title: String,
    state: SkillState,
    first: List<UShort> = emptyList(),
) = SkillLine(number.toUShort(), title, state, null, 1u, null, open = false, first)

internal fun residentPage() =
    somebody().copy(
        phone = "0912345678",
        phoneKind = PhoneKind.OWN,
        suggestions = listOf<UShort>(1u),
        groups =
            listOf(
                SkillGroup(
                    "vneid",
                    "VNeID",
                    listOf(
                        residentSkill(1, "Cài VNeID", SkillState.NotBegun),
                        residentSkill(2, "Mở tài khoản", SkillState.NotBegun, listOf(1u)),
                    ),
                ),
                SkillGroup("safety", "An toàn", listOf(residentSkill(30, "Không đưa cho ai", SkillState.NotBegun))),
            ),
    )
