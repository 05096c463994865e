"""Twelve staff at once on PostgreSQL."""

# ruff: noqa: F401 - the same test with another database
from tests.mediation.test_many_at_once import (
    test_twelve_staff_work_on_the_same_cases_without_an_error,
)
