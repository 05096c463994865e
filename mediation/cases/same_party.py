"""Cases of the same people: the only place that compares who is who between cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import load_only

from mediation.models import Case

MOST: Final = 50
SHORTEST_NAME: Final = 2
"""Characters; 「王」 is nobody in particular."""


@dataclass(frozen=True)
class Same:
    """What two cases have in common of their people.

    Attributes:
        teller: the same citizen, or the same telephone of the applicant.
        reasons: in staff's words, without a name or number.
    """

    teller: bool
    reasons: tuple[str, ...]


COMPARED: Final = (
    Case.id,
    Case.no,
    Case.citizen,
    Case.created_at,
    Case.status,
    Case.due_on,
    Case.dispute_type,
    Case.applicant_name,
    Case.applicant_phone,
    Case.respondent_name,
    Case.respondent_phone,
    Case.occurred_on,
    Case.town,
    Case.village,
    Case.place,
    Case.narrative,
)
"""What cases are compared by and shown with: whatever else is encrypted in them is left alone."""


async def same_party(session: AsyncSession, case: Case, scope: ColumnElement[bool]) -> list[Case]:
    """Cases in a scope with a citizen, name or telephone of this one, the newest first; at most 50."""
    names = [
        digest
        for name, digest in (
            (case.applicant_name, case.applicant_name_hash),
            (case.respondent_name, case.respondent_name_hash),
        )
        if _is_name(name)
    ]
    phones = [one for one in (case.applicant_phone_hash, case.respondent_phone_hash) if one]
    conditions: list[ColumnElement[bool]] = [Case.citizen == case.citizen]
    for values, columns in (
        (names, (Case.applicant_name_hash, Case.respondent_name_hash)),
        (phones, (Case.applicant_phone_hash, Case.respondent_phone_hash)),
    ):
        if values:
            conditions += [column.in_(values) for column in columns]
    rows = await session.scalars(
        select(Case)
        .options(load_only(*COMPARED))
        .where(or_(*conditions), Case.id != case.id, scope)
        .order_by(Case.created_at.desc(), Case.id.desc())
        .limit(MOST)
    )
    return list(rows)


def compared(one: Case, other: Case) -> Same:
    """What two cases have in common of their people."""
    reasons = []
    citizen = one.citizen == other.citizen
    phone = bool(one.applicant_phone) and one.applicant_phone == other.applicant_phone
    if citizen:
        reasons.append("同一个人登记的")
    elif phone:
        reasons.append("申请人电话相同")
    elif _is_name(one.applicant_name) and one.applicant_name == other.applicant_name:
        reasons.append("申请人同名")
    if one.respondent_phone and one.respondent_phone == other.respondent_phone:
        reasons.append("对方电话相同")
    elif _is_name(one.respondent_name) and one.respondent_name == other.respondent_name:
        reasons.append("对方相同")
    if _crosses(one, other) or _crosses(other, one):
        reasons.append("这边的申请人像是那边的对方")
    return Same(citizen or phone, tuple(reasons))


def _crosses(one: Case, other: Case) -> bool:
    phone = bool(one.applicant_phone) and one.applicant_phone == other.respondent_phone
    return phone or (_is_name(one.applicant_name) and one.applicant_name == other.respondent_name)


def _is_name(name: str | None) -> bool:
    return name is not None and len(name) >= SHORTEST_NAME
