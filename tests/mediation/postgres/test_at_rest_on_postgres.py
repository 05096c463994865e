"""Encryption, rotation and search on PostgreSQL: what SQLite does, it does."""

# ruff: noqa: F401 - the same tests with another database
from tests.mediation.vault.test_at_rest import (
    desk,
    test_a_name_or_number_typed_whole_is_found,
    test_all_of_it_is_still_there_for_those_who_may_see_it,
)
from tests.mediation.vault.test_columns import (
    test_another_key_is_an_error_and_never_an_empty_field,
    test_the_database_itself_holds_neither_names_nor_numbers_nor_words,
)
from tests.mediation.vault.test_rotation import (
    filled,
    test_a_correction_in_the_middle_of_it_is_not_lost,
    test_a_second_run_changes_nothing,
    test_broken_off_at_any_step_everything_is_readable_and_goes_on,
    test_everything_goes_under_the_new_key_and_is_found_by_it_alone,
    test_the_log_says_what_it_said_and_still_refuses_to_be_changed,
    with_both,
    with_new,
)
