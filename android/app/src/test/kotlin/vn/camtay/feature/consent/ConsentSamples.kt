package vn.camtay.feature.consent

import uniffi.camtay_core.Denied
import uniffi.camtay_core.FoundResident
import uniffi.camtay_core.InputProblem
import uniffi.camtay_core.PhoneKind
import uniffi.camtay_core.StoreProblem
import vn.camtay.feature.consent.ConsentState.Form
import vn.camtay.feature.consent.ConsentState.Stage
import vn.camtay.feature.consent.ConsentState.Who
import vn.camtay.phone.Problem
import vn.camtay.pictures.Sample

/** The main states of the screen. */
object ConsentSamples {
    private const val SENTENCE =
        "Con xin ghi tên, năm sinh và việc đã làm hôm nay vào sổ của xã, để lần sau giúp tiếp. " +
            "Không đồng ý cũng không sao, con vẫn giúp như thường. Bác đồng ý không ạ?"

    val shown =
        ConsentState(SENTENCE, "Trần Văn Tư", Who.SomebodyNew, Stage.Asking, busy = false, problem = null)

    private val listed = Who.Listed("Trần Văn Minh")

    val empty = Form("", "", adult = false, phone = "", phoneKind = null, occupation = null, guest = false)

    private val filled = empty.copy(name = "Nguyễn Thị Hoà", birthYear = "1956", phoneKind = PhoneKind.OWN)

    private val alike =
        listOf(
            FoundResident("r1", "Nguyễn Thị Hoà", 1956u, "h1", "Trần Văn Tư", "Phú Bình"),
            FoundResident("r2", "Nguyễn Thị Hoà", 1971u, "h2", "Nguyễn Thị Hoà", "Phú Bình"),
        )

    val all: List<Sample> =
        listOf(
            sample("consent", shown, important = true),
            sample("consent-listed", shown.copy(who = listed)),
            sample("consent-no-name", shown.copy(stage = Stage.NoName(undo = "e1")), important = true),
            sample("consent-no-name-after", shown.copy(stage = Stage.NoName(undo = null))),
            sample("consent-listed-no", shown.copy(who = listed, stage = Stage.NoName(undo = null))),
            sample("consent-new", writing(empty), important = true),
            sample("consent-new-filled", writing(filled), important = true),
            sample("consent-new-alike", writing(filled, alike)),
            sample("consent-new-no-name", writing(empty, problem = Problem.BadInput("name", InputProblem.EMPTY))),
            sample(
                "consent-new-phone",
                writing(filled.copy(phone = "0912"), problem = Problem.BadInput("phone", InputProblem.PHONE)),
            ),
            sample(
                "consent-new-young",
                writing(filled.copy(birthYear = "2012"), problem = Problem.NotAllowed(Denied.NOT_AN_ADULT)),
            ),
            sample("consent-new-full", writing(filled, problem = Problem.Store(StoreProblem.DISK_FULL))),
            sample("consent-loading", shown.copy(sentence = "", head = "")),
            sample(
                "consent-problem",
                shown.copy(sentence = "", problem = Problem.NotFound("household")),
            ),
        )

    private fun writing(
        form: Form,
        alike: List<FoundResident> = emptyList(),
        problem: Problem? = null,
    ) = shown.copy(stage = Stage.Writing(form, alike), problem = problem)

    private fun sample(
        name: String,
        state: ConsentState,
        important: Boolean = false,
    ) = Sample(name, important) { ConsentView(state) {} }
}
