"""What was said about a mediator and a case: wished for, not accepted, related to a party.

The parties choose the mediator or accept one (人民调解法 19, 23); who is related to a party or has a
stake in the matter steps aside.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.cases.change import By, Entry, NotPossible, changed
from mediation.db import Database, utc_now
from mediation.models import Case, MediatorFlag, Staff

KINDS: Final = {
    "wished": "当事人想请",
    "declined": "当事人不同意由他调解",
    "related": "和当事人是亲属或有利害关系",
}
"""Kind → what staff read."""
STEPS_ASIDE: Final = ("declined", "related")
LONGEST_REASON: Final = 200


async def of_case(session: AsyncSession, case: Case) -> dict[int, MediatorFlag]:
    """The mediator's id → what was said."""
    rows = await session.scalars(select(MediatorFlag).where(MediatorFlag.case_id == case.id))
    return {one.staff_id: one for one in rows}


async def put(database: Database, by: By, login: str, kind: str, reason: str = "") -> None:
    """Keep a word about a mediator and a case; an empty kind takes it back.

    Raises:
        NotPossible: no such mediator or kind, or the reason is missing or too long.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """
    reason = reason.strip()
    if kind and kind not in KINDS:
        raise NotPossible("请选一种情况。")
    if len(reason) > LONGEST_REASON:
        raise NotPossible(f"说明最多写 {LONGEST_REASON} 个字。")
    if kind == "related" and not reason:
        raise NotPossible("请写明是什么关系。")

    async def change(session: AsyncSession, case: Case) -> Entry:
        staff_id = await session.scalar(
            select(Staff.id).where(Staff.login == login, Staff.role == "mediator")
        )
        if staff_id is None:
            raise NotPossible("没有这位调解员。")
        if kind in STEPS_ASIDE and case.mediator == login:
            case.mediator = None
        await session.execute(
            delete(MediatorFlag).where(
                MediatorFlag.case_id == case.id, MediatorFlag.staff_id == staff_id
            )
        )
        if kind:
            session.add(
                MediatorFlag(
                    case_id=case.id,
                    staff_id=staff_id,
                    kind=kind,
                    reason=reason or None,
                    who=by.who,
                    at=utc_now(),
                )
            )
        return Entry("mediator_flagged", after={"mediator": login, "kind": kind}, reason=reason)

    await changed(database, by, change)
