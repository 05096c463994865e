"""Which people a step of a warning reaches: a role at the district, or at the unit a case belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.access import danger_visible
from mediation.models import Case, Organisation, Staff
from mediation.staff.sessions import SignedIn, seen_as
from mediation.warning.rules import Desk


@dataclass(frozen=True)
class Reached:
    """A desk with how many people there may see the case.

    Attributes:
        organisation: None for the district.
    """

    role: str
    organisation: Organisation | None
    people: int


async def reached(session: AsyncSession, desk: Desk, case: Case | None) -> Reached:
    """Whom a desk of the rules means for a case; without a case there is only the district.

    A case that the people there may not see, because it is sealed or complains of them, reaches nobody.
    """
    if desk.at == "district":
        people = await _people(session, desk.role, None)
        return Reached(desk.role, None, len(people) if await _sees(session, people, case) else 0)
    unit = await _unit(session, case) if case is not None else None
    while unit is not None and unit.kind != "district":
        people = await _people(session, desk.role, unit)
        if people and await _sees(session, people, case):
            return Reached(desk.role, unit, len(people))
        unit = await session.get(Organisation, unit.parent_id) if unit.parent_id else None
    return Reached(desk.role, None, 0)


async def _unit(session: AsyncSession, case: Case) -> Organisation | None:
    """The desk a case is on; else the town it happened in."""
    if case.organisation_id is not None:
        return await session.get(Organisation, case.organisation_id)
    if case.town is None:
        return None
    return await session.scalar(
        select(Organisation).where(Organisation.kind == "town", Organisation.town == case.town)
    )


async def _people(
    session: AsyncSession, role: str, organisation: Organisation | None
) -> list[SignedIn]:
    """The accounts of a role at an organisation that are not stopped."""
    at_the_district = or_(Staff.organisation_id.is_(None), Organisation.kind == "district")
    rows = await session.execute(
        select(Staff, Organisation)
        .outerjoin(Organisation, Organisation.id == Staff.organisation_id)
        .where(
            Staff.role == role,
            Staff.stopped.is_(False),
            at_the_district if organisation is None else Staff.organisation_id == organisation.id,
        )
        .order_by(Staff.id)
    )
    return [seen_as(account, belongs_to) for account, belongs_to in rows]


async def _sees(session: AsyncSession, people: Sequence[SignedIn], case: Case | None) -> bool:
    """Whether those people, who are alike in role and organisation, may see the case."""
    if case is None or not people:
        return bool(people)
    seen = select(Case.id).where(Case.id == case.id, danger_visible(people[0]))
    return await session.scalar(seen) is not None
