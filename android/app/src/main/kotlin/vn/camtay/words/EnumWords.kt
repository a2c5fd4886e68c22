package vn.camtay.words

import androidx.annotation.StringRes
import uniffi.camtay_core.Consent
import uniffi.camtay_core.HouseholdState
import uniffi.camtay_core.Occupation
import uniffi.camtay_core.Organiser
import uniffi.camtay_core.PhoneKind
import uniffi.camtay_core.Reason
import uniffi.camtay_core.RecordKind
import uniffi.camtay_core.Segment
import uniffi.camtay_core.SessionKind
import uniffi.camtay_core.SetAsideReason
import uniffi.camtay_core.Status
import vn.camtay.R

@get:StringRes
val PhoneKind.word: Int
    get() =
        when (this) {
            PhoneKind.OWN -> R.string.common_phone_kind_own
            PhoneKind.SHARED -> R.string.common_phone_kind_shared
            PhoneKind.KEYPAD -> R.string.common_phone_kind_keypad
            PhoneKind.NONE -> R.string.common_phone_kind_none
        }

@get:StringRes
val Occupation.word: Int
    get() =
        when (this) {
            Occupation.WORKER -> R.string.common_occupation_worker
            Occupation.OTHER -> R.string.common_occupation_other
        }

@get:StringRes
val Status.word: Int
    get() =
        when (this) {
            Status.ACTIVE -> R.string.common_status_active
            Status.MOVED_AWAY -> R.string.common_status_moved_away
            Status.DIED -> R.string.common_status_died
            Status.GUEST -> R.string.common_status_guest
        }

@get:StringRes
val Consent.word: Int
    get() =
        when (this) {
            Consent.ASKED -> R.string.common_consent_asked
            Consent.GIVEN -> R.string.common_consent_given
            Consent.REFUSED -> R.string.common_consent_refused
            Consent.WITHDRAWN -> R.string.common_consent_withdrawn
        }

@get:StringRes
val Reason.word: Int
    get() =
        when (this) {
            Reason.NO_SMARTPHONE -> R.string.common_reason_no_smartphone
            Reason.SHARED_PHONE -> R.string.common_reason_shared_phone
            Reason.OLD_PHONE -> R.string.common_reason_old_phone
            Reason.NO_NETWORK -> R.string.common_reason_no_network
            Reason.NO_SIM -> R.string.common_reason_no_sim
            Reason.NO_CHIP_CARD -> R.string.common_reason_no_chip_card
            Reason.AT_POLICE -> R.string.common_reason_at_police
            Reason.FORGOT_PASSWORD -> R.string.common_reason_forgot_password
            Reason.SCREEN_DIFFERS -> R.string.common_reason_screen_differs
            Reason.AFRAID_OF_SCAMS -> R.string.common_reason_afraid_of_scams
            Reason.OTHER -> R.string.common_reason_other
        }

@get:StringRes
val SessionKind.word: Int
    get() =
        when (this) {
            SessionKind.HOME_VISIT -> R.string.common_session_kind_home_visit
            SessionKind.CLASS -> R.string.common_session_kind_class
            SessionKind.WEEKLY_LESSON -> R.string.common_session_kind_weekly_lesson
            SessionKind.CAMPAIGN_DAY -> R.string.common_session_kind_campaign_day
            SessionKind.PUBLIC_SERVICE_WEEK -> R.string.common_session_kind_public_service_week
            SessionKind.CONFERENCE -> R.string.common_session_kind_conference
            SessionKind.ONE_STOP_DESK -> R.string.common_session_kind_one_stop_desk
        }

@get:StringRes
val Segment.word: Int
    get() =
        when (this) {
            Segment.OLDER_PEOPLE -> R.string.common_segment_older_people
            Segment.PEOPLE_WITH_DISABILITIES -> R.string.common_segment_people_with_disabilities
            Segment.ETHNIC_MINORITIES -> R.string.common_segment_ethnic_minorities
            Segment.POOR -> R.string.common_segment_poor
            Segment.SMALL_TRADERS -> R.string.common_segment_small_traders
            Segment.FARMERS -> R.string.common_segment_farmers
            Segment.FREE_WORKERS -> R.string.common_segment_free_workers
            Segment.WORKERS -> R.string.common_segment_workers
            Segment.COOPERATIVE_OWNERS -> R.string.common_segment_cooperative_owners
            Segment.HOUSEHOLD_BUSINESSES -> R.string.common_segment_household_businesses
            Segment.PUPILS -> R.string.common_segment_pupils
            Segment.OFFICIALS -> R.string.common_segment_officials
            Segment.TEACHERS -> R.string.common_segment_teachers
            Segment.PARTY_MEMBERS -> R.string.common_segment_party_members
            Segment.REMOTE_VILLAGES -> R.string.common_segment_remote_villages
        }

@get:StringRes
val Organiser.word: Int
    get() =
        when (this) {
            Organiser.TEAM -> R.string.common_organiser_team
            Organiser.YOUTH_UNION -> R.string.common_organiser_youth_union
            Organiser.WOMENS_UNION -> R.string.common_organiser_womens_union
            Organiser.FARMERS_UNION -> R.string.common_organiser_farmers_union
            Organiser.VETERANS_UNION -> R.string.common_organiser_veterans_union
            Organiser.PARTY_CELL -> R.string.common_organiser_party_cell
            Organiser.SCHOOL -> R.string.common_organiser_school
            Organiser.COMMUNE -> R.string.common_organiser_commune
        }

@get:StringRes
val HouseholdState.word: Int
    get() =
        when (this) {
            HouseholdState.NOT_VISITED -> R.string.common_household_state_not_visited
            HouseholdState.IN_PROGRESS -> R.string.common_household_state_in_progress
            HouseholdState.COME_BACK -> R.string.common_household_state_come_back
            HouseholdState.DONE -> R.string.common_household_state_done
        }

@get:StringRes
val RecordKind.word: Int
    get() =
        when (this) {
            RecordKind.HOUSEHOLD -> R.string.common_record_kind_household
            RecordKind.RESIDENT -> R.string.common_record_kind_resident
            RecordKind.CONSENT -> R.string.common_record_kind_consent
            RecordKind.GUIDE -> R.string.common_record_kind_guide
            RecordKind.VISIT -> R.string.common_record_kind_visit
            RecordKind.APPOINTMENT -> R.string.common_record_kind_appointment
            RecordKind.CHECK -> R.string.common_record_kind_check
            RecordKind.SESSION -> R.string.common_record_kind_session
            RecordKind.CORRECTION -> R.string.common_record_kind_correction
            RecordKind.WISH -> R.string.common_record_kind_wish
        }

@get:StringRes
val SetAsideReason.word: Int
    get() =
        when (this) {
            SetAsideReason.NOT_ALLOWED -> R.string.common_set_aside_reason_not_allowed
            SetAsideReason.MALFORMED -> R.string.common_set_aside_reason_malformed
            SetAsideReason.FROM_THE_FUTURE -> R.string.common_set_aside_reason_from_the_future
            SetAsideReason.UNKNOWN_TARGET -> R.string.common_set_aside_reason_unknown_target
            SetAsideReason.ID_NUMBER -> R.string.common_set_aside_reason_id_number
            SetAsideReason.OFFICER -> R.string.common_set_aside_reason_officer
        }

/** What to do about it. */
@get:StringRes
val SetAsideReason.todo: Int
    get() =
        when (this) {
            SetAsideReason.NOT_ALLOWED -> R.string.common_set_aside_reason_not_allowed_todo
            SetAsideReason.MALFORMED -> R.string.common_set_aside_reason_malformed_todo
            SetAsideReason.FROM_THE_FUTURE -> R.string.common_set_aside_reason_from_the_future_todo
            SetAsideReason.UNKNOWN_TARGET -> R.string.common_set_aside_reason_unknown_target_todo
            SetAsideReason.ID_NUMBER -> R.string.common_set_aside_reason_id_number_todo
            SetAsideReason.OFFICER -> R.string.common_set_aside_reason_officer_todo
        }
