"""Spans of days in Shanghai."""

from datetime import UTC, date, datetime

import pytest

from mediation.statistics import period

TODAY = date(2026, 11, 25)


def test_a_month_begins_at_midnight_in_shanghai():
    november = period.month_of("2026-11")
    assert november.begin == datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert november.end == datetime(2026, 11, 30, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-00", "26-11", "2026-1", "２０２６-11", "x" * 99]
)
def test_rubbish_is_no_month(text):
    assert period.month_of(text) is None


@pytest.mark.parametrize(
    ("first", "last", "read"),
    [
        ("2026-01-05", "2026-02-03", ("2026-01-05", "2026-02-03")),
        ("2026-02-03", "2026-01-05", ("2026-01-05", "2026-02-03")),
        ("", "", ("2025-11-01", "2026-11-25")),
        ("rubbish", "2026-02-30", ("2025-11-01", "2026-11-25")),
        ("0001-01-01", "9999-12-31", ("2025-11-01", "2026-11-25")),
    ],
)
def test_a_period_is_read_whatever_is_typed(first, last, read):
    found = period.read(first, last, TODAY)
    assert (found.first.isoformat(), found.last.isoformat()) == read


def test_five_years_are_the_most():
    found = period.read("2001-01-01", "2026-11-25", TODAY)
    assert found.first.year == 2021


def test_months_of_a_period_are_cut_at_its_ends():
    months = period.read("2026-01-20", "2026-03-02", TODAY).months()
    assert [(one.first.day, one.last.day) for one in months] == [(20, 31), (1, 28), (1, 2)]
