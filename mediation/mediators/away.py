"""Who is not there: days off, leave, and how to say so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation import audit
from mediation.db import Database
from mediation.mediators import rules
from mediation.models import Absence, Staff
from mediation.staff import AccountError

LONGEST: Final = timedelta(days=366)


def why(absences: Iterable[Absence], weekdays_off: Iterable[int], day: date) -> str | None:
    """Why somebody is not there on a day, in words; None when they are."""
    for one in absences:
        if one.first <= day <= one.last:
            return f"{one.reason}，到{one.last.month}月{one.last.day}日"
    if day.weekday() in set(weekdays_off):
        return f"{rules.WEEKDAYS[day.weekday()]}休息"
    return None


async def add(
    database: Database, login: str, first: date, last: date, reason: str, *, who: str, today: date
) -> None:
    """Keep that a mediator is away; periods that meet are kept side by side.

    Raises:
        AccountError: no such mediator or reason, or the days are in the wrong order, over, or more
            than a year.
    """
    if reason not in rules.load().absences:
        raise AccountError("请选一个不在的原因。")
    if not first <= last:
        raise AccountError("结束那天不能早于开始那天。")
    if last < today:
        raise AccountError("这段日子已经过去了。")
    if last - first > LONGEST:
        raise AccountError("一次最多记一年。")
    async with database.writing() as session:
        staff_id = await _mediator(session, login)
        session.add(Absence(staff_id=staff_id, first=first, last=last, reason=reason))
        period = {"login": login, "first": first.isoformat(), "last": last.isoformat()}
        audit.record(session, who, "mediator_away", after=period)


async def remove(database: Database, login: str, absence: int, *, who: str) -> None:
    """Forget that a mediator is away; one that is not there changes nothing.

    Raises:
        AccountError: no such mediator.
    """
    async with database.writing() as session:
        staff_id = await _mediator(session, login)
        gone = list(
            await session.scalars(
                delete(Absence)
                .where(Absence.id == absence, Absence.staff_id == staff_id)
                .returning(Absence.id)
            )
        )
        if gone:
            audit.record(session, who, "mediator_back", after={"login": login})


async def _mediator(session: AsyncSession, login: str) -> int:
    found = await session.scalar(
        select(Staff.id).where(Staff.login == login, Staff.role == "mediator")
    )
    if found is None:
        raise AccountError(f"没有调解员 {login}。")
    return found
