package vn.camtay.guides

import uniffi.camtay_core.SkillGroup
import uniffi.camtay_core.SkillLine
import uniffi.camtay_core.SkillState

/** A resident's list of skills as the guides have it, for samples. */
object SkillLists {
    private val GROUPS =
        listOf(
            Group("vneid", "VNeID", "VNeID", listOf(1, 2, 3, 4, 5, 46)),
            Group("public-services", "Dịch vụ công trực tuyến", "Online public services", listOf(10, 11, 35)),
            Group("cashless", "Thanh toán không dùng tiền mặt", "Cashless payment", listOf(20, 21, 22, 24)),
            Group("health", "Sức khoẻ và bảo hiểm y tế", "Health and health insurance", listOf(60, 61)),
            Group("zalo", "Zalo", "Zalo", listOf(70, 71, 72)),
            Group("devices", "Dùng điện thoại và máy tính", "Using phones and computers", listOf(120, 121, 122)),
            Group("safety", "An toàn trên mạng", "Staying safe online", listOf(30, 31, 32)),
        )

    /** What comes first, as in the guides. */
    private val FIRST = mapOf(2 to listOf(1), 4 to listOf(2), 10 to listOf(2), 11 to listOf(10), 22 to listOf(21))

    /** Every group, with these states by skill; nothing was begun elsewhere. */
    fun groups(
        language: String,
        states: Map<Int, SkillState> = emptyMap(),
    ): List<SkillGroup> =
        GROUPS.map { group ->
            SkillGroup(
                group.id,
                if (language == "vi") group.vi else group.en,
                group.skills.map { line(it, language, states) },
            )
        }

    fun line(
        skill: Int,
        language: String,
        states: Map<Int, SkillState> = emptyMap(),
    ): SkillLine {
        val state = states[skill] ?: SkillState.NotBegun
        val missing = FIRST[skill].orEmpty().filter { states[it] !in PRACTISED }
        return SkillLine(
            skill = skill.toUShort(),
            title = RealGuides.steps(skill, language).title,
            state = state,
            day = "2026-11-20".takeIf { state != SkillState.NotBegun },
            visits = if (state == SkillState.NotBegun) 0u else 1u,
            comeBack = null,
            open = state == SkillState.Begun,
            first = missing.map(Int::toUShort),
        )
    }

    private val PRACTISED = setOf<SkillState?>(SkillState.Alone, SkillState.Helped, SkillState.Already)

    private class Group(
        val id: String,
        val vi: String,
        val en: String,
        val skills: List<Int>,
    )
}
