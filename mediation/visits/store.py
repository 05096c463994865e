"""Plan follow-up visits, list those that are due, and keep what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.cases.change import By, Entry, NotPossible, changed
from mediation.cases.of_day import MOST, cases_on, number_by_day
from mediation.db import Database, utc_now
from mediation.deadlines import working_days
from mediation.models import Case, FollowUp
from mediation.visits import rules

HOWS: Final = {"phone": "打电话", "door": "上门", "office": "当事人来的"}
KEPT: Final = {
    "kept": "都照办了",
    "partly": "照办了一部分",
    "broken": "没有照办",
    "nothing": "没有要照办的",
}
LONGEST_FOUND: Final = 1000
LATEST_AGAIN: Final = timedelta(days=366)
AHEAD: Final = timedelta(days=7)
"""So long before its day a visit is listed."""
WAITS: Final[ColumnElement[bool]] = and_(Case.status == "closed", FollowUp.at.is_(None))
"""Visits of closed cases that nobody has made yet."""


@dataclass(frozen=True)
class Went:
    """What is told of a visit.

    Attributes:
        done_on: the day; None where none was typed.
        again_on: when to go once more; None for not at all.
    """

    done_on: date | None
    how: str
    kept: str
    found: str
    again_on: date | None = None


def plan(session: AsyncSession, case: Case, ended: date, until: date | None = None) -> None:
    """Write the visits of a case that has ended into the caller's transaction.

    Args:
        until: the last day on which what was agreed is to be done: the next working day is one to ask.
    """
    days = set(rules.load().due(case.outcome, ended))
    if until is not None and until > ended:
        days.add(working_days.after(until, 1))
    session.add_all(FollowUp(case_id=case.id, due_on=day) for day in sorted(days))


async def keep(database: Database, by: By, visit_id: int, went: Went, today: date) -> None:
    """Keep what was found on a visit; only the first word counts.

    Raises:
        NotPossible: no such visit, somebody has been there already, or something is missing.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """
    found = went.found.strip()
    if went.how not in HOWS or went.kept not in KEPT:
        raise NotPossible("请选怎么回访的、照办了没有。")
    if not 0 < len(found) <= LONGEST_FOUND:
        raise NotPossible(f"请写了解到的情况，最多 {LONGEST_FOUND} 个字。")
    if went.done_on is None or went.done_on > today:
        raise NotPossible("回访的日子要在今天或者以前。")
    if went.again_on is not None and not today < went.again_on <= today + LATEST_AGAIN:
        raise NotPossible("再回访的日子要在今天以后，一年以内。")

    async def change(session: AsyncSession, case: Case) -> Entry:
        visit = await session.get(FollowUp, visit_id)
        if visit is None or visit.case_id != case.id:
            raise NotPossible("没有这次回访。")
        if visit.at is not None:
            raise NotPossible("这次回访已经记过了。")
        visit.done_on, visit.how, visit.kept = went.done_on, went.how, went.kept
        visit.found, visit.who, visit.at = found, by.who, utc_now()
        if went.again_on is not None:
            session.add(FollowUp(case_id=case.id, due_on=went.again_on))
        return Entry("visited", after={"how": went.how, "kept": went.kept})

    await changed(database, by, change)


async def of_case(session: AsyncSession, case: Case) -> list[FollowUp]:
    """All visits of a case, by the day on which they are due."""
    rows = await session.scalars(
        select(FollowUp).where(FollowUp.case_id == case.id).order_by(FollowUp.due_on, FollowUp.id)
    )
    return list(rows)


async def waiting(
    session: AsyncSession, scope: ColumnElement[bool], today: date
) -> tuple[list[tuple[FollowUp, Case]], int]:
    """Visits in a scope that are due within a week or over, and how many; at most 200, the latest first.

    A case that has been taken up again waits for no visit.
    """
    conditions = (
        scope,
        Case.status == "closed",
        FollowUp.at.is_(None),
        FollowUp.due_on <= today + AHEAD,
    )
    joined = select(FollowUp, Case).join(Case, Case.id == FollowUp.case_id).where(*conditions)
    rows = await session.execute(joined.order_by(FollowUp.due_on, FollowUp.id).limit(MOST))
    total = await session.scalar(
        select(func.count())
        .select_from(FollowUp)
        .join(Case, Case.id == FollowUp.case_id)
        .where(*conditions)
    )
    return [(visit, case) for visit, case in rows], total or 0


async def on(session: AsyncSession, scope: ColumnElement[bool], day: date) -> list[Case]:
    """Cases in a scope with a visit that is due on a day and nobody has made yet; at most 200."""
    return await cases_on(session, FollowUp.due_on, and_(scope, WAITS), day)


async def by_day(
    session: AsyncSession, scope: ColumnElement[bool], first: date, last: date
) -> dict[date, int]:
    """Day → how many visits in a scope are due on it and nobody has made yet."""
    return await number_by_day(session, FollowUp.due_on, and_(scope, WAITS), first, last)
