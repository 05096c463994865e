"""Full text on PostgreSQL finds what it finds on SQLite."""

# ruff: noqa: F401 - the same tests with another database
from tests.mediation.cases.test_fulltext import (
    no,
    test_a_firm_is_found_as_a_party_and_in_other_stories,
    test_case_and_index_stand_together_or_not_at_all,
    test_filters_and_scope_hold_for_what_is_found,
    test_rubbish_is_no_error,
    test_signs_alone_find_nothing_rather_than_everything,
    test_what_does_not_stand_there_in_a_row_is_not,
    test_what_is_corrected_is_found_at_once_and_the_old_words_are_not,
    test_words_of_story_village_place_and_number_are_found,
)
