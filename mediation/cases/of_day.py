"""What is due of cases on a day: for the lists and the calendar, whatever it is that is due."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from mediation.models import Case

MOST: Final = 200

Due = InstrumentedAttribute[date] | InstrumentedAttribute[date | None]
"""The column with the day, of a table whose rows have a ``case_id``."""


async def cases_on(
    session: AsyncSession, due: Due, open_: ColumnElement[bool], day: date
) -> list[Case]:
    """Cases with something due on a day; at most 200.

    Args:
        open_: the scope, and which rows still count.
    """
    rows = await session.scalars(
        select(Case)
        .join(due.class_, Case.id == due.class_.case_id)
        .where(open_, due == day)
        .order_by(Case.id)
        .limit(MOST)
    )
    return list(rows)


async def number_by_day(
    session: AsyncSession, due: Due, open_: ColumnElement[bool], first: date, last: date
) -> dict[date, int]:
    """Day → how much is due on it, from the first day to the last."""
    rows = await session.execute(
        select(due, func.count())
        .join(Case, Case.id == due.class_.case_id)
        .where(open_, due.between(first, last))
        .group_by(due)
    )
    return {day: number for day, number in rows if day is not None}
