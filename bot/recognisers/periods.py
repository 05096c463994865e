"""Stretches of days: months and their parts, the lunar calendar, festivals, so many days ago.

Lunar dates by ``lunardate`` (1900 to 2099); 清明 and 冬至 by the formula for solar terms of the years
2000 to 2099 (day = ⌊0.2422 y + c⌋ - ⌊y / 4⌋, y the year of the century). Festivals, seasons and
harvests are data: ``data/knowledge/lexicons/festivals.yml``.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple

from lunardate import LunarDate

from bot.recognisers.lexicons import lexicon

EARLIEST: Final = 1930
LATEST: Final = 2098
_DAY: Final = timedelta(days=1)
_TERM_CONSTANTS: Final = {"qingming": (4, 4.81), "dongzhi": (12, 21.94)}
_TERM_EXCEPTIONS: Final = {("dongzhi", 2021): -1}
_DAYS_OF_PART: Final = {"初": (1, 10), "中": (11, 20), "底": (21, 31)}


class Period(NamedTuple):
    """A stretch of days from its first to its last, both in it."""

    first: date
    last: date

    def iso(self) -> str:
        """``2026-10-01``, or ``2026-10-01/2026-10-31`` for more than a day."""
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def day(year: int, month: int, number: int) -> Period | None:
    """One day, None where the calendar has no such day or the year is out of reach."""
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Period(found, found)


def year(number: int) -> Period | None:
    """A whole year."""
    if not EARLIEST <= number <= LATEST:
        return None
    return Period(date(number, 1, 1), date(number, 12, 31))


def month(in_year: int, number: int, part: str | None = None) -> Period | None:
    """A month, or its 初 (1 to 10), 中 (11 to 20) or 底 (21 to the end)."""
    if not (EARLIEST <= in_year <= LATEST and 1 <= number <= 12):
        return None
    length = monthrange(in_year, number)[1]
    first, last = _DAYS_OF_PART[part] if part else (1, length)
    return Period(date(in_year, number, first), date(in_year, number, min(last, length)))


def months(in_year: int, first: int, last: int) -> Period | None:
    """From the first day of one month to the last of another, of the same year."""
    begin, end = month(in_year, first), month(in_year, last)
    return Period(begin.first, end.last) if begin and end else None


def months_before(today: date, count: int) -> tuple[int, int]:
    """Year and month of the month so many months before today's."""
    index = today.year * 12 + today.month - 1 - count
    return index // 12, index % 12 + 1


def week(of: date) -> Period:
    """Monday to Sunday of the week in which a day lies."""
    monday = of - _DAY * of.weekday()
    return Period(monday, monday + 6 * _DAY)


def lunar_day(in_year: int, number: int, of_month: int, *, leap: bool = False) -> Period | None:
    """One day of a lunar year: ``lunar_day(2025, 23, 12)`` is 腊月二十三 of 2025, in February 2026."""
    if not EARLIEST <= in_year <= LATEST:
        return None
    try:
        found = LunarDate(in_year, of_month, number, leap).to_solar_date()
    except ValueError:
        return None
    return Period(found, found)


def lunar_month(
    in_year: int, number: int, part: str | None = None, *, leap: bool = False
) -> Period | None:
    """A month of a lunar year, or its 初, 中 or 底; it has 29 or 30 days."""
    first, last = _DAYS_OF_PART[part] if part else (1, 30)
    begin = lunar_day(in_year, first, number, leap=leap)
    end = lunar_day(in_year, min(last, 30), number, leap=leap)
    end = end or lunar_day(in_year, 29, number, leap=leap)
    return Period(begin.first, end.last) if begin and end else None


def of_calendar(in_year: int, bounds: list[int]) -> Period | None:
    """``[month, day, month, day]`` in a year; the end lies in the next year if it comes before."""
    first = day(in_year, bounds[0], bounds[1])
    last_year = in_year + (bounds[2:] < bounds[:2])
    last = day(last_year, bounds[2], bounds[3])
    return Period(first.first, last.last) if first and last else None


def festival(name: str, in_year: int) -> Period | None:
    """A festival, term or harvest of ``festivals.yml`` in a year, None where there is none."""
    data = lexicon("festivals")
    if name in data["solar"]:
        return day(in_year, *data["solar"][name])
    if name in data["lunar"]:
        of_month, number = data["lunar"][name]
        return lunar_day(in_year, number, of_month)
    if name in data["periods"]:
        return of_calendar(in_year, data["periods"][name])
    return _term(data["terms"][name], in_year) if name in data["terms"] else None


def _term(term: str, in_year: int) -> Period | None:
    if term in _TERM_CONSTANTS:
        of_month, constant = _TERM_CONSTANTS[term]
        of_century = in_year % 100
        number = int(0.2422 * of_century + constant) - of_century // 4
        return day(in_year, of_month, number + _TERM_EXCEPTIONS.get((term, in_year), 0))
    new_year = lunar_day(in_year, 1, 1)
    first_month = lunar_month(in_year, 1)
    if new_year is None or first_month is None:
        return None
    first, last = new_year.first, first_month.last
    around: dict[str, Period] = {
        "chuxi": Period(first - _DAY, first - _DAY),
        "new_year_week": Period(first - _DAY, first + 6 * _DAY),
        "before_new_year": Period(first - 15 * _DAY, first - _DAY),
        "after_new_year": Period(first, last),
        "after_first_month": Period(last + _DAY, last + 30 * _DAY),
    }
    return around.get(term)


def latest(of_year: Callable[[int], Period | None], today: date, back: int = 0) -> Period | None:
    """What came round last: this year's, or an earlier year's where that still lies ahead.

    Args:
        of_year: the stretch in a given year.
        today: what begins later lies ahead.
        back: how many years before this one were named (去年 is 1); 腊月 of 去年 may lie in this one.
    """
    for number in range(today.year - back, today.year - back - 3, -1):
        found = of_year(number)
        if found is not None and found.first <= today:
            return found
    return None


def ago(today: date, count: float, unit: str) -> Period | None:
    """So many 天, 周, 月 or 年 before today: a day; the week, month or year in which that lies.

    Half a month is the week around it, half a year and a year and a half are a month.
    """
    if unit == "天":
        return _around(today, round(count), 0)
    if unit == "周":
        return week(today - timedelta(weeks=count)) if count <= 520 else None
    if unit == "年" and count == int(count):
        return year(today.year - int(count))
    months = count * 12 if unit == "年" else count
    if months < 1:
        return _around(today, round(months * 30), 3)
    return month(*months_before(today, int(months))) if months <= 1200 else None


def _around(today: date, days: int, slack: int) -> Period | None:
    if not 0 < days < 36_500:
        return None
    middle = today - timedelta(days=days)
    return Period(middle - slack * _DAY, middle + slack * _DAY)
