"""A span of days in Shanghai, as the tables keep moments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from intake.clock import ZONE

MONTH: Final = re.compile(r"(20[0-9]{2}|21[0-9]{2})-(0[1-9]|1[0-2])", re.ASCII)
LONGEST: Final = timedelta(days=366 * 5)


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both within."""

    first: date
    last: date

    @property
    def begin(self) -> datetime:
        """The first moment, in UTC."""
        return datetime.combine(self.first, time(), ZONE).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """The first moment behind it, in UTC."""
        return datetime.combine(self.last + timedelta(days=1), time(), ZONE).astimezone(UTC)

    def months(self) -> list[Period]:
        """The months that it touches, the first and the last cut."""
        found, first = [], self.first
        while first <= self.last:
            last = min(month(first.year, first.month).last, self.last)
            found.append(Period(first, last))
            first = last + timedelta(days=1)
        return found


def month(year: int, number: int) -> Period:
    """A whole month."""
    behind = date(year + number // 12, number % 12 + 1, 1)
    return Period(date(year, number, 1), behind - timedelta(days=1))


def month_of(text: str) -> Period | None:
    """The month written ``2026-11``; None for anything else."""
    found = MONTH.fullmatch(text)
    return month(int(found[1]), int(found[2])) if found else None


def read(first: str, last: str, today: date) -> Period:
    """A period from two ISO days; where one is missing or wrong, the last twelve months' end of it.

    The first is put before the last, and more than five years are cut.
    """
    end = day(last) or today
    begin = day(first) or month(end.year - 1, end.month).first
    begin, end = min(begin, end), max(begin, end)
    return Period(max(begin, end - LONGEST), end)


def day(text: str) -> date | None:
    """An ISO day of this century or the next; None for anything else."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2199 else None
