package vn.camtay.feature.resident

import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.Occupation
import uniffi.camtay_core.PhoneKind
import uniffi.camtay_core.ResidentChange
import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.Status
import vn.camtay.app.Draft
import vn.camtay.phone.Problem

/** What is known about somebody, as it stands in the fields. */
data class Particulars(
    val name: String,
    val birthYear: String,
    val phone: String,
    val phoneKind: PhoneKind?,
    val occupation: Occupation?,
    val status: Status,
) {
    /** What can't be taken. To the core an emptied field says "as it was": nobody is to believe otherwise. */
    fun problem(before: Particulars): Problem.BadInput? =
        when {
            name.isBlank() -> Problem.BadInput("name", InputProblem.EMPTY)

            birthYear.isBlank() && before.birthYear.isNotEmpty() -> Problem.BadInput("birth_year", InputProblem.EMPTY)

            birthYear.isNotBlank() && year == null -> Problem.BadInput("birth_year", InputProblem.BIRTH_YEAR)

            phone.isBlank() && before.phone.isNotEmpty() -> Problem.BadInput("phone", InputProblem.EMPTY)

            else -> null
        }

    /** Only what is new: who was not asked yet may have nothing else put right. */
    fun changeOf(
        resident: String,
        before: Particulars,
    ) = ResidentChange(
        resident = resident,
        household = null,
        status = status.takeIf { it != before.status },
        name = name.takeIf { it != before.name },
        birthYear = year.takeIf { birthYear != before.birthYear },
        phone = phone.takeIf { it != before.phone && it.isNotBlank() },
        phoneKind = phoneKind.takeIf { it != before.phoneKind },
        occupation = occupation.takeIf { it != before.occupation },
    )

    private val year: UShort?
        get() = birthYear.trim().toUShortOrNull()
}

internal fun ResidentPage.particulars() =
    Particulars(
        name = name,
        birthYear = birthYear?.toString().orEmpty(),
        phone = phone.orEmpty(),
        phoneKind = phoneKind,
        occupation = occupation,
        status = status,
    )

/** What was being changed, kept by field; empty when nothing was. */
internal class ParticularsDraft(
    private val draft: Draft,
) {
    var form: Particulars?
        get() =
            if (draft[STATUS].isEmpty()) {
                null
            } else {
                Particulars(
                    name = draft[NAME],
                    birthYear = draft[YEAR],
                    phone = draft[PHONE],
                    phoneKind = PhoneKind.entries.find { it.name == draft[KIND] },
                    occupation = Occupation.entries.find { it.name == draft[OCCUPATION] },
                    status = Status.entries.find { it.name == draft[STATUS] } ?: Status.ACTIVE,
                )
            }
        set(form) {
            draft[NAME] = form?.name.orEmpty()
            draft[YEAR] = form?.birthYear.orEmpty()
            draft[PHONE] = form?.phone.orEmpty()
            draft[KIND] = form?.phoneKind?.name.orEmpty()
            draft[OCCUPATION] = form?.occupation?.name.orEmpty()
            draft[STATUS] = form?.status?.name.orEmpty()
        }

    private companion object {
        const val NAME = "name"
        const val YEAR = "year"
        const val PHONE = "phone"
        const val KIND = "kind"
        const val OCCUPATION = "occupation"
        const val STATUS = "status"
    }
}
