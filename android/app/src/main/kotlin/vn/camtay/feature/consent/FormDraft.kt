package vn.camtay.feature.consent

import uniffi.camtay_core.Occupation
import uniffi.camtay_core.PhoneKind
import vn.camtay.app.Draft
import vn.camtay.feature.consent.ConsentState.Form

/** What was typed about somebody, by field. */
internal class FormDraft(
    private val draft: Draft,
) {
    /** They said yes, and are being written down. */
    var wasYes: Boolean
        get() = draft[SAID_YES].isNotEmpty()
        set(value) {
            draft[SAID_YES] = said(value)
        }

    var form: Form
        get() =
            Form(
                name = draft[NAME],
                birthYear = draft[YEAR],
                adult = draft[ADULT].isNotEmpty(),
                phone = draft[PHONE],
                phoneKind = PhoneKind.entries.find { it.name == draft[KIND] },
                occupation = Occupation.entries.find { it.name == draft[OCCUPATION] },
                guest = draft[GUEST].isNotEmpty(),
            )
        set(form) {
            draft[NAME] = form.name
            draft[YEAR] = form.birthYear
            draft[ADULT] = said(form.adult)
            draft[PHONE] = form.phone
            draft[KIND] = form.phoneKind?.name.orEmpty()
            draft[OCCUPATION] = form.occupation?.name.orEmpty()
            draft[GUEST] = said(form.guest)
        }

    fun clear() = draft.clear()

    private fun said(yes: Boolean) = if (yes) YES else ""

    private companion object {
        const val YES = "yes"
        const val SAID_YES = "said_yes"
        const val NAME = "name"
        const val YEAR = "year"
        const val ADULT = "adult"
        const val PHONE = "phone"
        const val KIND = "kind"
        const val OCCUPATION = "occupation"
        const val GUEST = "guest"
    }
}
