"""联合办理: other units work on a case beside the desk that leads it; each of them sees it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from mediation.cases.change import By, Entry, NotPossible, changed
from mediation.db import Database, utc_now
from mediation.dispatch import conflict, lead
from mediation.models import Case, Helper, Organisation
from mediation.organisations import store

MOST: Final = 8


async def of_case(session: AsyncSession, case: Case) -> list[Organisation]:
    """The units that help with a case, in the order of the tree."""
    rows = await session.scalars(
        select(Organisation)
        .join(Helper, Helper.organisation_id == Organisation.id)
        .where(Helper.case_id == case.id)
        .order_by(Organisation.path)
    )
    return list(rows)


async def add(database: Database, by: By, code: str) -> None:
    """Ask a unit to help; from now on it sees the case.

    Raises:
        NotPossible: it is over, sealed, or led by somebody else; the unit leads or helps already, is
            complained of, or there are too many.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """

    async def change(session: AsyncSession, case: Case) -> Entry:
        await lead.require(session, case, by.person, "请人联办")
        if case.status not in OPEN or case.organisation_id is None:
            raise NotPossible("先指派牵头单位，再请别的单位联办；办完的不用再请。")
        unit = await store.by_code(session, code)
        if unit is None:
            raise NotPossible("请选一个单位。")
        if unit.id == case.organisation_id:
            raise NotPossible(f"{unit.name}已经在牵头。")
        accused = await session.get(Organisation, case.complained_of_id or 0)
        if conflict.of_organisation(unit, accused):
            raise NotPossible("被反映的单位和它的上下级不能参加联办。")
        if case.sealed and case.route not in unit.routes:
            raise NotPossible("封存的案子只能请负责这类事的部门联办。")
        there = await of_case(session, case)
        if unit.id in {one.id for one in there}:
            raise NotPossible(f"{unit.name}已经在联办。")
        if len(there) >= MOST:
            raise NotPossible(f"联办单位最多 {MOST} 个。")
        session.add(Helper(case_id=case.id, organisation_id=unit.id, who=by.who, at=utc_now()))
        return Entry("joint_added", after={"desk": unit.name})

    await changed(database, by, change)


async def remove(database: Database, by: By, code: str) -> None:
    """Let a unit go; it sees the case no longer, unless for another reason.

    Raises:
        NotPossible: it does not help, or somebody else leads the case.
    """

    async def change(session: AsyncSession, case: Case) -> Entry:
        await lead.require(session, case, by.person, "联办单位进出")
        unit = next((one for one in await of_case(session, case) if one.code == code), None)
        if unit is None:
            raise NotPossible("这个单位没有参加联办。")
        await session.execute(
            delete(Helper).where(Helper.case_id == case.id, Helper.organisation_id == unit.id)
        )
        return Entry("joint_removed", after={"desk": unit.name})

    await changed(database, by, change)
