"""What was sent to somebody's desk, or to a mediator, and waits for a word: taken or given back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, and_, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.access import Right, may, visible
from mediation.models import Case, Dispatch, Organisation
from mediation.staff import SignedIn

SHOWN: Final = 5


@dataclass(frozen=True)
class Waiting:
    """The first 5 of ``total`` cases that wait for a person's word, the most urgent first."""

    cases: list[Case]
    total: int


async def of_person(session: AsyncSession, person: SignedIn) -> Waiting:
    """What waits for this person; nothing for whoever works on no cases."""
    if not may(person, Right.WORK):
        return Waiting([], 0)
    conditions = _conditions(person)
    cases = await session.scalars(
        select(Case)
        .join(Dispatch, Dispatch.case_id == Case.id)
        .where(*conditions)
        .order_by(Case.urgency_rank, Dispatch.id)
        .limit(SHOWN)
    )
    total = await session.scalar(
        select(func.count())
        .select_from(Dispatch)
        .join(Case, Case.id == Dispatch.case_id)
        .where(*conditions)
    )
    return Waiting(list(cases), total or 0)


async def newest(session: AsyncSession, person: SignedIn) -> int:
    """The number of the newest thing that waits for this person; 0 for none."""
    if not may(person, Right.WORK):
        return 0
    found = select(func.max(Dispatch.id)).join(Case, Case.id == Dispatch.case_id)
    return await session.scalar(found.where(*_conditions(person))) or 0


def _conditions(person: SignedIn) -> tuple[ColumnElement[bool], ...]:
    # The state is written out, not bound: the index of what is offered is found by it.
    offered = Dispatch.state == literal("offered", literal_execute=True)
    return offered, _for(person), visible(person)


def _for(person: SignedIn) -> ColumnElement[bool]:
    """To the person; or to the desk, where it is not for an expert, or another mediator."""
    here: ColumnElement[bool]
    if person.kind == "district":
        here = Dispatch.to_id.in_(select(Organisation.id).where(Organisation.kind == "district"))
    else:
        here = Dispatch.to_id == person.organisation_id
    desk = and_(here, Dispatch.way != "expert")
    if person.role == "mediator":
        desk = and_(desk, Dispatch.mediator.is_(None))
    return or_(Dispatch.mediator == person.login, desk)
