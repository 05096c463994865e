"""Working days by the Chinese calendar, with holidays and the weekends worked for them.

The library ``chinesecalendar`` holds the State Council's yearly notices, up to the year
:func:`known_until` names. What is missing there comes from ``data/knowledge/holidays.yml``; any other
day counts as the week has it, Monday to Friday.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar  # type: ignore[import-untyped]  # ships no types

from intake import knowledge
from mediation import district_data
from mediation.district_data import DistrictFile

DAY = timedelta(days=1)


class Holidays(DistrictFile):
    """Days of years that the library does not know: off, or worked though a weekend."""

    rest: frozenset[date]
    work: frozenset[date]


@lru_cache(maxsize=1)
def load() -> Holidays:
    """The project's own file, read once.

    Raises:
        intake.knowledge.KnowledgeError: missing, malformed, or a day is both off and worked.
    """
    read = district_data.read("holidays.yml", Holidays)
    if both := sorted(read.rest & read.work):
        raise knowledge.KnowledgeError(f"holidays.yml: {both[0]} is both off and worked")
    return read


def known_until() -> int:
    """The last year whose holiday notice the library has."""
    return int(max(day.year for day in chinese_calendar.constants.holidays))


def is_working_day(day: date) -> bool:
    """Whether offices work on a day."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        ours = load()
        return day not in ours.rest and (day.weekday() < 5 or day in ours.work)


def after(day: date, days: int) -> date:
    """The day that is a number of working days after another; 0 is the day itself."""
    while days > 0:
        day += DAY
        days -= is_working_day(day)
    return day


def not_before_work(day: date) -> date:
    """The day, or the first working day after it where it falls on a holiday (民法典 203)."""
    while not is_working_day(day):
        day += DAY
    return day


def count(first: date, last: date) -> int:
    """How many working days there are from one day to another, both counted; 0 where none are."""
    days = (first + timedelta(days=at) for at in range((last - first).days + 1))
    return sum(map(is_working_day, days))


def late(due: date, today: date) -> int:
    """Working days since a due day; negative before it."""
    if today >= due:
        return count(due + DAY, today)
    return -count(today + DAY, due)


def latest_due(today: date, days: int) -> date:
    """The latest due day that is at least ``days`` working days late today; see :func:`late`."""
    if days <= 0:
        return after(today, 1 - days) - DAY
    due = today
    while days > 0:
        days -= is_working_day(due)
        due -= DAY
    return due
