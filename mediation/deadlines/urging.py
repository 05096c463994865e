"""Daily urging: on every working day each case that is due or overdue is shown to its desk, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, and_, func, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from mediation.access import Right, may, visible
from mediation.db import Database, utc_now
from mediation.deadlines import clocks, working_days
from mediation.models import Case, Urging
from mediation.staff import SignedIn

SHOWN: Final = 5


@dataclass(frozen=True)
class Urged:
    """What a desk was urged to do today and has not said a word about.

    Attributes:
        cases: the first 5 of ``total``.
        may_answer: the person may say that the desk knows.
    """

    cases: list[Case]
    total: int
    may_answer: bool


async def write(database: Database, today: date) -> int:
    """Write today's urgings; how many are new.

    None on a day on which nobody works. One statement, and a case has one row a day: after a crash it
    may be called again.
    """
    steps = clocks.load().of_kind("urge")
    if not steps or not working_days.is_working_day(today):
        return 0
    there = select(Urging.id).where(Urging.case_id == Case.id, Urging.day == today)
    late = select(Case.id, literal(today)).where(
        Case.status.in_(OPEN),
        Case.due_on <= working_days.latest_due(today, steps[0].from_),
        ~there.exists(),
    )
    async with database.writing() as session:
        new = await session.scalars(
            insert(Urging).from_select(["case_id", "day"], late).returning(Urging.id)
        )
        return len(list(new))


async def waiting(session: AsyncSession, person: SignedIn, today: date) -> Urged:
    """What a person's desk was urged to do today and nobody has seen to yet, the latest first."""
    unseen = (Urging.day == today, Urging.seen_at.is_(None))
    if await session.scalar(select(Urging.id).where(*unseen).limit(1)) is None:
        return Urged([], 0, may(person, Right.WORK))
    conditions = (*unseen, *_at_the_desk_of(person))
    rows = await session.scalars(
        select(Case.id)
        .join(Urging, Urging.case_id == Case.id)
        .where(*conditions)
        .order_by(Case.due_on, Case.id)
    )
    ids = list(rows)
    cases = await session.scalars(
        select(Case).where(Case.id.in_(ids[:SHOWN])).order_by(Case.due_on, Case.id)
    )
    return Urged(list(cases), len(ids), may(person, Right.WORK))


async def seen(database: Database, person: SignedIn, today: date) -> int:
    """「知道了」: keep that a person of the desk has seen today's urgings; how many."""
    cases = select(Case.id).where(*_at_the_desk_of(person))
    async with database.writing() as session:
        rows = await session.scalars(
            update(Urging)
            .where(Urging.day == today, Urging.seen_at.is_(None), Urging.case_id.in_(cases))
            .values(seen_by=person.login, seen_at=utc_now())
            .returning(Urging.id)
            .execution_options(synchronize_session=False)
        )
        return len(list(rows))


async def counts(session: AsyncSession, case_ids: list[int]) -> dict[int, tuple[int, int]]:
    """Case → how often its desk was urged, and how often it said that it knows."""
    rows = await session.execute(
        select(Urging.case_id, func.count(), func.count(Urging.seen_at))
        .where(Urging.case_id.in_(case_ids))
        .group_by(Urging.case_id)
    )
    return {case_id: (urged, known) for case_id, urged, known in rows}


def _at_the_desk_of(person: SignedIn) -> tuple[ColumnElement[bool], ...]:
    """Open cases on a person's own desk: for the district what lies on no desk below it."""
    mine: ColumnElement[bool] = visible(person)
    if person.kind == "district":
        own = or_(Case.organisation_id.is_(None), Case.organisation_id == person.organisation_id)
        mine = and_(mine, own)
    return (Case.status.in_(OPEN), mine)
