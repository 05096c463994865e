"""Terms are counted as the law counts: from the day after, over holidays and make-up days."""

from datetime import date

import pytest

from intake.vocabulary import ROUTES
from mediation.deadlines import clocks, working_days
from mediation.deadlines.clocks import Term


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-11-25", True),
        ("2026-11-28", False),
        ("2026-10-01", False),
        ("2026-10-10", True),
        ("2026-02-14", True),
        ("2026-02-17", False),
        ("2031-01-06", True),
        ("2031-01-05", False),
    ],
)
def test_holidays_rest_and_make_up_days_work(day, works):
    assert working_days.is_working_day(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("start", "days", "unit", "due"),
    [
        ("2026-11-25", 1, "working", "2026-11-26"),
        ("2026-11-27", 1, "working", "2026-11-30"),
        ("2026-09-30", 1, "working", "2026-10-08"),
        ("2026-10-09", 1, "working", "2026-10-10"),
        ("2026-11-25", 15, "calendar", "2026-12-10"),
        ("2026-11-13", 15, "calendar", "2026-11-30"),
        ("2026-11-25", 0, "calendar", "2026-11-25"),
        ("2026-11-28", 0, "calendar", "2026-11-28"),
        ("2026-12-31", 1, "working", "2027-01-01"),
    ],
)
def test_a_term_ends_on_its_last_day(start, days, unit, due):
    term = Term(days=days, unit=unit)
    assert term.due(date.fromisoformat(start)) == date.fromisoformat(due)


def test_every_route_has_its_clock_and_statutory_terms_are_the_laws():
    rules = clocks.load()
    assert {clock.route for clock in rules.clocks} == set(ROUTES)
    petition = rules.of("petition")
    assert (petition.accept.days, petition.settle.days) == (15, 60)
    assert rules.of("labour_arbitration").settle.days == 15


@pytest.mark.parametrize(
    ("late", "step"),
    [(-4, None), (-3, "电话提醒"), (0, "电话提醒"), (1, "每日催办"), (3, "每日催办"), (4, "书面督办"),
     (8, "三函"), (400, "三函")],
)  # fmt: skip
def test_supervision_goes_up_in_steps(late, step):
    today = date(2026, 11, 25)
    due = date.fromordinal(today.toordinal() - late)
    found = clocks.load().step(due, today)
    assert (found.label if found else None) == step
