package vn.camtay.words

import uniffi.camtay_core.InputProblem
import vn.camtay.R

/** There is no such thing (any more). */
internal fun notFoundWords(what: String): TwoWords =
    when (what) {
        "resident" -> TwoWords(R.string.problem_not_found_resident, R.string.problem_not_found_resident_todo)
        "household" -> TwoWords(R.string.problem_not_found_household, R.string.problem_not_found_household_todo)
        "session" -> TwoWords(R.string.problem_not_found_session, R.string.problem_not_found_session_todo)
        "village" -> TwoWords(R.string.problem_not_found_village, R.string.problem_not_found_village_todo)
        "parcel" -> TwoWords(R.string.problem_not_found_parcel, R.string.problem_not_found_parcel_todo)
        "entry" -> TwoWords(R.string.problem_not_found_entry, R.string.problem_not_found_entry_todo)
        "PIN" -> TwoWords(R.string.problem_not_found_pin, R.string.problem_not_found_pin_todo)
        "file", "practice" -> TwoWords(R.string.problem_not_found_guides, R.string.problem_not_found_guides_todo)
        else -> TwoWords(R.string.problem_not_found_other, R.string.problem_not_found_other_todo)
    }

/** Where a [field] has words of its own, these; otherwise what goes for every field. */
internal fun inputWords(
    field: String,
    reason: InputProblem,
): TwoWords =
    when (reason) {
        InputProblem.EMPTY -> empty(field)
        InputProblem.TOO_LONG -> tooLong(field)
        InputProblem.ID_NUMBER -> TwoWords(R.string.problem_input_id_number, R.string.problem_input_id_number_todo)
        InputProblem.NOT_A_NAME -> TwoWords(R.string.problem_input_not_a_name, R.string.problem_input_not_a_name_todo)
        InputProblem.BIRTH_YEAR -> TwoWords(R.string.problem_input_birth_year, R.string.problem_input_birth_year_todo)
        InputProblem.PHONE -> TwoWords(R.string.problem_input_phone, R.string.problem_input_phone_todo)
        InputProblem.DAY -> TwoWords(R.string.problem_input_day, R.string.problem_input_day_todo)
        InputProblem.PAST_DAY -> TwoWords(R.string.problem_input_past_day, R.string.problem_input_past_day_todo)
        InputProblem.ID -> notFoundWords(field)
        InputProblem.NOT_IN_PACK -> notInPack(field)
        InputProblem.OUT_OF_RANGE -> outOfRange(field)
        InputProblem.NOT_RECOGNISED -> notRecognised(field)
        InputProblem.PIN -> TwoWords(R.string.problem_input_pin, R.string.problem_input_pin_todo)
        InputProblem.SAME -> same(field)
        InputProblem.OTHER_PHONE ->
            TwoWords(R.string.problem_input_other_phone, R.string.problem_input_other_phone_todo)
        InputProblem.OTHER_HALL -> TwoWords(R.string.problem_input_other_hall, R.string.problem_input_other_hall_todo)
        InputProblem.DAMAGED -> TwoWords(R.string.problem_input_damaged, R.string.problem_input_damaged_todo)
        InputProblem.ALREADY_TAKEN ->
            TwoWords(R.string.problem_input_already_taken, R.string.problem_input_already_taken_todo)
        InputProblem.OUTDATED -> TwoWords(R.string.problem_input_outdated, R.string.problem_input_outdated_todo)
        InputProblem.OTHER_FILE -> TwoWords(R.string.problem_input_other_file, R.string.problem_input_other_file_todo)
    }

private fun empty(field: String) =
    when (field) {
        "name" -> TwoWords(R.string.problem_input_empty_name, R.string.problem_input_empty_name_todo)
        "head" -> TwoWords(R.string.problem_input_empty_head, R.string.problem_input_empty_head_todo)
        "residents" -> TwoWords(R.string.problem_input_empty_residents, R.string.problem_input_empty_residents_todo)
        "answers" -> TwoWords(R.string.problem_input_empty_answers, R.string.problem_input_empty_answers_todo)
        else -> TwoWords(R.string.problem_input_empty, R.string.problem_input_empty_todo)
    }

private fun tooLong(field: String) =
    when (field) {
        "residents" ->
            TwoWords(R.string.problem_input_too_long_residents, R.string.problem_input_too_long_residents_todo)
        "parcel" -> TwoWords(R.string.problem_input_too_long_parcel, R.string.problem_input_too_long_parcel_todo)
        else -> TwoWords(R.string.problem_input_too_long, R.string.problem_input_too_long_todo)
    }

private fun notInPack(field: String) =
    when (field) {
        "consent" ->
            TwoWords(R.string.problem_input_not_in_pack_consent, R.string.problem_input_not_in_pack_todo)
        "step" -> TwoWords(R.string.problem_input_not_in_pack_step, R.string.problem_input_not_in_pack_step_todo)
        "question", "answer" ->
            TwoWords(R.string.problem_input_not_in_pack_question, R.string.problem_input_check_again)
        else -> TwoWords(R.string.problem_input_not_in_pack, R.string.problem_input_not_in_pack_todo)
    }

private fun outOfRange(field: String) =
    when (field) {
        "come_back" ->
            TwoWords(R.string.problem_input_out_of_range_come_back, R.string.problem_input_out_of_range_come_back_todo)
        else -> TwoWords(R.string.problem_input_out_of_range, R.string.problem_input_out_of_range_todo)
    }

private fun notRecognised(field: String) =
    when (field) {
        "code" -> TwoWords(R.string.problem_input_not_recognised_code, R.string.problem_input_not_recognised_code_todo)
        "reply" ->
            TwoWords(R.string.problem_input_not_recognised_reply, R.string.problem_input_not_recognised_reply_todo)
        "after" ->
            TwoWords(R.string.problem_input_not_recognised_after, R.string.problem_input_not_recognised_after_todo)
        else -> TwoWords(R.string.problem_input_not_recognised, R.string.problem_input_not_recognised_todo)
    }

private fun same(field: String) =
    when (field) {
        "other" -> TwoWords(R.string.problem_input_same_other, R.string.problem_input_same_other_todo)
        "question" -> TwoWords(R.string.problem_input_same_question, R.string.problem_input_check_again)
        else -> TwoWords(R.string.problem_input_same, R.string.problem_input_same_todo)
    }
