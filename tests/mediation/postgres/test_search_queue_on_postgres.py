"""The queue on PostgreSQL shows what it shows on SQLite."""

# ruff: noqa: F401 - the same tests with another database
from tests.mediation.cases.test_search_queue import (
    numbers,
    test_little_is_counted_by_colour,
    test_much_is_counted_up_to_the_limit,
    test_the_same_page_is_found_whether_it_is_little_or_much,
    test_without_words_all_is_counted,
)
