"""What is due and overdue, and what was done about it: calls, urgings, letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from mediation import audit
from mediation.cases import search
from mediation.cases.change import NotPossible
from mediation.db import Database
from mediation.deadlines import clocks, urging, working_days
from mediation.letters import issue
from mediation.models import AuditEntry, Case, Letter, Organisation

MOST: Final = 200


@dataclass(frozen=True)
class Late:
    """A case that is due soon or overdue.

    Attributes:
        desk: who answers for it.
        step: what supervision does by now.
        called_at: when somebody last called the desk, and ``calls`` how often.
        urged: on how many days it was shown to its desk as due; on ``known`` of them the desk said
            that it knows.
        letters: all about this case, oldest first.
        next: the letter that is due now, if one is.
    """

    case: Case
    desk: Organisation
    step: clocks.Step
    called_at: datetime | None
    calls: int
    urged: int
    known: int
    letters: list[Letter]
    next: clocks.Step | None


async def due(
    session: AsyncSession, scope: ColumnElement[bool], today: date
) -> tuple[list[Late], int]:
    """What supervision is to see to, the latest first: at most 200, and how many there are."""
    rules = clocks.load()
    until = working_days.latest_due(today, rules.steps[0].from_)
    conditions = (scope, Case.status.in_(OPEN), Case.due_on.is_not(None), Case.due_on <= until)
    total = await session.scalar(select(func.count()).select_from(Case).where(*conditions))
    cases = list(
        await session.scalars(
            select(Case).where(*conditions).order_by(Case.due_on, Case.id).limit(MOST)
        )
    )
    ids = [case.id for case in cases]
    called = await _calls(session, [case.no for case in cases])
    urged = await urging.counts(session, ids)
    letters = await issue.of_cases(session, ids)
    desks = await issue.desks_of(session, cases)
    found = []
    for case in cases:
        step = rules.step(case.due_on, today) if case.due_on else None
        if step is None:
            continue
        its = letters.get(case.id, [])
        called_at, calls = called.get(case.no, (None, 0))
        shown, known = urged.get(case.id, (0, 0))
        found.append(
            Late(
                case=case,
                desk=desks[case.id],
                step=step,
                called_at=called_at,
                calls=calls,
                urged=shown,
                known=known,
                letters=its,
                next=issue.next_step(case, its, today),
            )
        )
    return found, total or 0


async def remind(
    database: Database, no: str, who: str, scope: ColumnElement[bool], today: date
) -> None:
    """Keep that the desk of a case was called.

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


async def _calls(session: AsyncSession, numbers: list[str]) -> dict[str, tuple[datetime, int]]:
    rows = await session.execute(
        select(AuditEntry.case_no, func.max(AuditEntry.at), func.count())
        .where(AuditEntry.action == "reminded", AuditEntry.case_no.in_(numbers))
        .group_by(AuditEntry.case_no)
    )
    return {no or "": (at, number) for no, at, number in rows}
