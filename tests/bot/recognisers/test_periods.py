"""Stretches of days of both calendars, checked against published almanacs."""

from datetime import date

import pytest

from bot.recognisers import periods
from bot.recognisers.lexicons import lexicon

TODAY = date(2026, 11, 25)

FESTIVALS = [
    # festival, year, stretch
    ("春节", 2026, "2026-02-17"),
    ("除夕", 2026, "2026-02-16"),
    ("元宵节", 2024, "2024-02-24"),
    ("端午节", 2025, "2025-05-31"),
    ("中秋节", 2025, "2025-10-06"),
    ("中秋节", 2026, "2026-09-25"),
    ("重阳节", 2026, "2026-10-18"),
    ("腊八", 2025, "2026-01-26"),
    ("清明节", 2024, "2024-04-04"),
    ("清明节", 2026, "2026-04-05"),
    ("冬至", 2021, "2021-12-21"),
    ("冬至", 2026, "2026-12-22"),
    ("国庆期间", 2026, "2026-10-01/2026-10-07"),
    ("寒假", 2026, "2026-01-15/2026-02-20"),
    ("没有的节", 2026, None),
    ("春节", 1800, None),
]

AGO = [
    (3, "天", "2026-11-22"),
    (2, "周", "2026-11-09/2026-11-15"),
    (1, "月", "2026-10-01/2026-10-31"),
    (11, "月", "2025-12-01/2025-12-31"),
    (2.5, "月", "2026-09-01/2026-09-30"),
    (0.5, "年", "2026-05-01/2026-05-31"),
    (2, "年", "2024-01-01/2024-12-31"),
    (0, "天", None),
    (999999, "天", None),
    (9999, "月", None),
    (3000, "年", None),
]


def iso(period):
    return period.iso() if period else None


@pytest.mark.parametrize(("name", "year", "stretch"), FESTIVALS)
def test_festival_falls_on_its_day(name, year, stretch):
    assert iso(periods.festival(name, year)) == stretch


@pytest.mark.parametrize("kind", ["solar", "lunar", "terms", "periods"])
def test_every_festival_of_the_list_has_a_day(kind):
    for name in lexicon("festivals")[kind]:
        assert periods.festival(name, 2026) is not None, name


@pytest.mark.parametrize("kind", ["seasons", "parts_of_year"])
def test_every_part_of_the_year_is_a_stretch(kind):
    for name, bounds in lexicon("festivals")[kind].items():
        period = periods.of_calendar(2026, bounds)
        assert period is not None, name
        assert period.first < period.last, name


@pytest.mark.parametrize(("count", "unit", "stretch"), AGO)
def test_time_before_today_is_a_stretch_as_vague_as_its_unit(count, unit, stretch):
    assert iso(periods.ago(TODAY, count, unit)) == stretch


@pytest.mark.parametrize(
    ("period", "stretch"),
    [
        (periods.month(2024, 2), "2024-02-01/2024-02-29"),
        (periods.month(2026, 2, "底"), "2026-02-21/2026-02-28"),
        (periods.month(2026, 13), None),
        (periods.day(2026, 2, 30), None),
        (periods.lunar_month(2025, 6, leap=True), "2025-07-25/2025-08-22"),
        (periods.lunar_month(2026, 6, leap=True), None),
        (periods.lunar_day(2025, 23, 12), "2026-02-10"),
        (periods.of_calendar(2025, [12, 1, 2, 28]), "2025-12-01/2026-02-28"),
    ],
)
def test_months_and_days_end_where_the_calendar_says(period, stretch):
    assert iso(period) == stretch
