package vn.camtay.feature.households

import uniffi.camtay_core.FoundHousehold
import uniffi.camtay_core.HouseholdLine
import uniffi.camtay_core.HouseholdState
import uniffi.camtay_core.VillageLine
import vn.camtay.phone.Problem

/** Screen 3, Hộ dân: villages, or the households of one, or what was searched for. */
data class HouseholdsState(
    /** The commune's word for village: "thôn", "tổ dân phố". */
    val villageWord: String,
    val place: Place,
    val search: Search,
    /** What can't be shown, and why. */
    val problem: Problem?,
) {
    /** What is listed. */
    sealed interface Place {
        data object Loading : Place

        data class Villages(
            val lines: List<VillageLine>,
        ) : Place

        data class Village(
            val village: VillageLine,
            val filter: HouseholdState?,
            /** Those in sight and some around them. */
            val lines: List<HouseholdLine>,
            /** There are others in front of these; they come as the finger nears them. */
            val earlier: Boolean,
            /** There are others behind these. */
            val more: Boolean,
            val adding: Adding?,
        ) : Place
    }

    /** A household in two fields. */
    data class Adding(
        val head: String,
        val where: String,
        /** Households of this village whose head is called so. */
        val alike: List<FoundHousehold>,
        val busy: Boolean,
        /** What can't be taken: shown at its field, or above both. */
        val problem: Problem?,
    )
}

/** What somebody did. */
sealed interface HouseholdsEvent {
    data object RetryTapped : HouseholdsEvent

    /** The finger is in the field one searches in. */
    data object SearchTapped : HouseholdsEvent

    class QueryTyped(
        val text: String,
    ) : HouseholdsEvent

    class VillageTapped(
        val village: String,
    ) : HouseholdsEvent

    class FilterTapped(
        val state: HouseholdState?,
    ) : HouseholdsEvent

    /** From this household to that one is what is in sight. */
    class Seen(
        val first: String,
        val last: String,
    ) : HouseholdsEvent

    class HouseholdTapped(
        val household: String,
    ) : HouseholdsEvent

    class ResidentTapped(
        val resident: String,
    ) : HouseholdsEvent

    /** No village is here: handing in fetches them. */
    data object UploadTapped : HouseholdsEvent

    data object AddTapped : HouseholdsEvent

    class HeadTyped(
        val text: String,
    ) : HouseholdsEvent

    class WhereTyped(
        val text: String,
    ) : HouseholdsEvent

    data object SaveTapped : HouseholdsEvent

    data object CancelTapped : HouseholdsEvent
}
