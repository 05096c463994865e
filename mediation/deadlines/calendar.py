"""What is due on which day of a month."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from intake.vocabulary import LEVELS
from mediation.agreements import confirmation
from mediation.deadlines import working_days
from mediation.models import Case
from mediation.statistics.period import Period
from mediation.visits import store as visits_store

MOST: Final = 200


@dataclass(frozen=True)
class Day:
    """A day of the month.

    Attributes:
        mark: 休 on a holiday or weekend, 班 on a weekend that is worked, else empty.
        due: colour → cases due on it, the most urgent first, none of 0.
        visits: follow-up visits due on it.
        confirmations: agreements that a court may be asked to confirm until then.
    """

    day: date
    mark: str
    due: dict[str, int]
    visits: int = 0
    confirmations: int = 0

    @property
    def total(self) -> int:
        """All that is due."""
        return sum(self.due.values())


async def weeks(
    session: AsyncSession, scope: ColumnElement[bool], month: Period
) -> list[list[Day | None]]:
    """A month's weeks from Monday on; None before its first and after its last day."""
    rows = await session.execute(
        select(Case.due_on, Case.urgency_level, func.count())
        .where(scope, Case.status.in_(OPEN), Case.due_on.between(month.first, month.last))
        .group_by(Case.due_on, Case.urgency_level)
    )
    found: dict[date | None, dict[str, int]] = {}
    for day, level, number in rows:
        found.setdefault(day, {})[level] = number
    visits = await visits_store.by_day(session, scope, month.first, month.last)
    courts = await confirmation.by_day(session, scope, month.first, month.last)
    return [
        [
            _day(date.fromordinal(day), found, visits, courts) if in_month else None
            for day, in_month in week
        ]
        for week in _ordinals(month.first)
    ]


async def on(
    session: AsyncSession, scope: ColumnElement[bool], day: date
) -> tuple[list[Case], int]:
    """What is due on a day, the most urgent first: at most 200, and how many there are."""
    conditions = (scope, Case.status.in_(OPEN), Case.due_on == day)
    cases = await session.scalars(
        select(Case).where(*conditions).order_by(Case.urgency_rank, Case.id).limit(MOST)
    )
    total = await session.scalar(select(func.count()).select_from(Case).where(*conditions))
    return list(cases), total or 0


def _ordinals(first: date) -> list[list[tuple[int, bool]]]:
    monday = first - timedelta(days=first.weekday())
    number = calendar.monthrange(first.year, first.month)[1]
    rows = -(-(first.weekday() + number) // 7)
    return [
        [
            (at := monday.toordinal() + 7 * row + column, 0 <= at - first.toordinal() < number)
            for column in range(7)
        ]
        for row in range(rows)
    ]


def _day(
    day: date,
    found: dict[date | None, dict[str, int]],
    visits: dict[date, int],
    courts: dict[date, int],
) -> Day:
    works, weekend = working_days.is_working_day(day), day.weekday() >= 5
    mark = "班" if works and weekend else "" if works else "休"
    due = found.get(day, {})
    return Day(
        day,
        mark,
        {level: due[level] for level in LEVELS if level in due},
        visits.get(day, 0),
        courts.get(day, 0),
    )
