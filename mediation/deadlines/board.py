"""What is due and overdue, and that somebody was reminded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation import audit
from mediation.cases import search
from mediation.cases.change import NotPossible
from mediation.db import Database
from mediation.deadlines import clocks, working_days
from mediation.models import AuditEntry, Case

MOST: Final = 200


@dataclass(frozen=True)
class Late:
    """A case that is due soon or overdue.

    Attributes:
        days: since the due day; negative before it.
        reminded_at: when somebody was last reminded, and ``reminders`` how often.
    """

    case: Case
    days: int
    step: clocks.Step
    reminded_at: datetime | None
    reminders: int


async def due(
    session: AsyncSession, scope: ColumnElement[bool], today: date
) -> tuple[list[Late], int]:
    """What supervision is to see to, the latest first: at most 200, and how many there are."""
    rules = clocks.load()
    until = working_days.latest_due(today, rules.steps[0].from_)
    conditions = (scope, Case.due_on.is_not(None), Case.due_on <= until)
    total = await session.scalar(select(func.count()).select_from(Case).where(*conditions))
    cases = list(
        await session.scalars(
            select(Case).where(*conditions).order_by(Case.due_on, Case.id).limit(MOST)
        )
    )
    said = await _reminders(session, [case.no for case in cases])
    found = []
    for case in cases:
        step = rules.step(case.due_on, today) if case.due_on else None
        if case.due_on is None or step is None:
            continue
        at, number = said.get(case.no, (None, 0))
        found.append(Late(case, (today - case.due_on).days, step, at, number))
    return found, total or 0


async def remind(
    database: Database, no: str, who: str, scope: ColumnElement[bool], today: date
) -> None:
    """Keep that the desk of a case was reminded in the way of the present step.

    Raises:
        mediation.cases.intake_service.NoSuchCase: no case in the scope has this number.
        NotPossible: there is still time.
    """
    async with database.writing() as session:
        case = await search.one(session, no, scope)
        step = clocks.load().step(case.due_on, today) if case.due_on else None
        if step is None:
            raise NotPossible("这件案子还不用提醒。")
        audit.record(session, who, "reminded", case_no=no, after={"step": step.label})


async def _reminders(session: AsyncSession, numbers: list[str]) -> dict[str, tuple[datetime, int]]:
    rows = await session.execute(
        select(AuditEntry.case_no, func.max(AuditEntry.at), func.count())
        .where(AuditEntry.action == "reminded", AuditEntry.case_no.in_(numbers))
        .group_by(AuditEntry.case_no)
    )
    return {no or "": (at, number) for no, at, number in rows}
