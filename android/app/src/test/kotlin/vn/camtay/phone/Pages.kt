package vn.camtay.phone

import uniffi.camtay_core.Consent
import uniffi.camtay_core.ResidentPage
import uniffi.camtay_core.Status
import uniffi.camtay_core.StepPage
import uniffi.camtay_core.StepsPage

/** Somebody who said yes, and with whom nothing was done yet: tests say what is different. */
fun somebody() =
    ResidentPage(
        id = "r1",
        name = "Nguyễn Thị Hoà",
        birthYear = 1956u,
        older = true,
        phone = null,
        phoneKind = null,
        occupation = null,
        status = Status.ACTIVE,
        household = "h1",
        head = "Trần Văn Tư",
        villageName = "Phú Bình",
        consent = Consent.GIVEN,
        listedByHall = false,
        sameAs = null,
        duplicates = emptyList(),
        erasureAsked = false,
        erased = false,
        comeBack = null,
        suggestions = emptyList(),
        groups = emptyList(),
        history = emptyList(),
    )

/** A skill's guide, which nobody has opened. */
fun guide(
    skill: UShort,
    title: String,
    steps: List<StepPage> = emptyList(),
) = StepsPage(
    skill = skill,
    title = title,
    why = "",
    forWhom = null,
    ready = emptyList(),
    steps = steps,
    comeBack = null,
    open = false,
    at = 0u,
    pack = 1u,
    checked = "2026-11-01",
    sources = emptyList(),
)
