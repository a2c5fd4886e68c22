package vn.camtay.feature.session

import uniffi.camtay_core.SkillGroup
import uniffi.camtay_core.SkillLine
import uniffi.camtay_core.SkillState
import vn.camtay.phone.Phone
import vn.camtay.phone.orNull

/**
 * What the guides teach. The core tells of it only as of somebody: anybody of the village does.
 * Where nobody is written down yet, each number is asked for, and there are no groups.
 */
internal class Skills(
    private val phone: Phone,
    private val language: String,
) {
    private val titles = mutableMapOf<UShort, String>()
    private var groups: List<SkillGroup>? = null

    /** Titles of these, each asked for once. */
    suspend fun titlesOf(skills: Collection<UShort>): Map<UShort, String> {
        for (skill in skills - titles.keys) {
            val steps = phone.read { steps(skill, null, emptyList(), language) }.orNull()
            if (steps != null) titles[skill] = steps.title
        }
        return titles.toMap()
    }

    suspend fun groupsIn(village: String): List<SkillGroup> =
        groups ?: (asOfSomebody(village) ?: listOf(SkillGroup("", "", numbered()))).also { found ->
            groups = found
            for (line in found.flatMap { it.skills }) titles[line.skill] = line.title
        }

    private suspend fun asOfSomebody(village: String): List<SkillGroup>? {
        val somebody =
            phone
                .read { people(village, null, 1u) }
                .orNull()
                ?.lines
                ?.firstOrNull() ?: return null
        return phone.read { resident(somebody.id, language).groups }.orNull()
    }

    private suspend fun numbered(): List<SkillLine> {
        val count = phone.read { guides().skills.toInt() }.orNull() ?: 0
        val lines = mutableListOf<SkillLine>()
        var number = 1
        while (lines.size < count && number <= LAST) {
            val skill = number.toUShort()
            titlesOf(listOf(skill))[skill]?.let { lines += lineOf(skill, it) }
            number += 1
        }
        return lines
    }

    private fun lineOf(
        skill: UShort,
        title: String,
    ) = SkillLine(skill, title, SkillState.NotBegun, null, 0u, null, open = false, first = emptyList())

    private companion object {
        const val LAST = 999
    }
}
