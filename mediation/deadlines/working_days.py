"""Working days by the Chinese calendar, with holidays and the weekends worked for them."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar  # type: ignore[import-untyped]  # ships no types


def is_working_day(day: date) -> bool:
    """Whether offices work on a day.

    The State Council announces a year's holidays late in the year before; for years whose notice is
    not in the library yet, Monday to Friday count.
    """
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def after(day: date, days: int) -> date:
    """The day that is a number of working days after another; 0 is the day itself."""
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def not_before_work(day: date) -> date:
    """The day, or the first working day after it where it falls on a holiday (民法典 203)."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
