"""Find cases: by number, by filters, newest or most urgent first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from mediation.cases import fulltext
from mediation.cases.intake_service import NoSuchCase
from mediation.cases.numbers import NUMBER
from mediation.models import Case, Note, TranscriptLine, case_index
from mediation.vault.columns import keyring_of


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; None means all."""

    status: str | None = None
    urgency: str | None = None
    type: str | None = None
    town: str | None = None
    channel: str | None = None
    citizen: str | None = None
    q: str | None = None


async def find(
    session: AsyncSession,
    filters: Filters,
    *,
    scope: ColumnElement[bool] | None = None,
    order: Literal["newest", "queue"] = "newest",
    page: int = 1,
    page_size: int = 20,
) -> tuple[list[Case], int]:
    """A page of cases and the number of all that fit.

    ``queue`` is red before yellow before blue, and the oldest first within a colour.
    """
    conditions = _conditions(session, filters, scope)
    total = await session.scalar(select(func.count()).select_from(Case).where(*conditions))
    query: Select[Case] = select(Case).where(*conditions)
    if order == "queue":
        query = query.order_by(Case.urgency_rank, Case.created_at, Case.id)
    else:
        query = query.order_by(Case.created_at.desc(), Case.id.desc())
    rows = await session.scalars(query.limit(page_size).offset((page - 1) * page_size))
    return list(rows), total or 0


async def counts_by_level(
    session: AsyncSession, filters: Filters, scope: ColumnElement[bool]
) -> dict[str, int]:
    """How many of the cases that fit each colour has, whatever colour is asked for."""
    conditions = _conditions(session, replace(filters, urgency=None), scope)
    rows = await session.execute(
        select(Case.urgency_level, func.count()).where(*conditions).group_by(Case.urgency_level)
    )
    return dict(rows.all())


async def counts_by_status(session: AsyncSession, scope: ColumnElement[bool]) -> dict[str, int]:
    """How many cases in a scope each status has."""
    rows = await session.execute(
        select(Case.status, func.count()).where(scope).group_by(Case.status)
    )
    return dict(rows.all())


async def count_sealed(session: AsyncSession) -> int:
    """How many sealed cases are still open."""
    sealed = (Case.sealed.is_(True), Case.status.in_(OPEN))
    return await session.scalar(select(func.count()).select_from(Case).where(*sealed)) or 0


async def one(session: AsyncSession, no: str, scope: ColumnElement[bool] | None = None) -> Case:
    """The case with a number.

    Args:
        scope: the condition on cases for who asks; None for services.

    Raises:
        NoSuchCase: no case in the scope has this number: what one may not see is not there.
    """
    if not NUMBER.fullmatch(no):
        raise NoSuchCase(no)
    asked = select(Case).where(Case.no == no)
    case = await session.scalar(asked if scope is None else asked.where(scope))
    if case is None:
        raise NoSuchCase(no)
    return case


async def with_all(
    session: AsyncSession, no: str, scope: ColumnElement[bool] | None = None
) -> tuple[Case, list[TranscriptLine], list[Note]]:
    """A case with its transcript and notes, oldest first.

    Raises:
        NoSuchCase: see :func:`one`.
    """
    case = await one(session, no, scope)
    lines = await session.scalars(
        select(TranscriptLine)
        .where(TranscriptLine.case_id == case.id)
        .order_by(TranscriptLine.position)
    )
    notes = await session.scalars(select(Note).where(Note.case_id == case.id).order_by(Note.id))
    return case, list(lines), list(notes)


def _conditions(
    session: AsyncSession, filters: Filters, scope: ColumnElement[bool] | None
) -> list[ColumnElement[bool]]:
    exact: dict[Any, str | None] = {
        Case.status: filters.status,
        Case.urgency_level: filters.urgency,
        Case.dispute_type: filters.type,
        Case.town: filters.town,
        Case.channel: filters.channel,
        Case.citizen: filters.citizen,
    }
    conditions: list[ColumnElement[bool]] = [
        column == value for column, value in exact.items() if value
    ]
    if scope is not None:
        conditions.append(scope)
    if filters.q:
        conditions.append(_asked_for(session, filters.q))
    return conditions


def _asked_for(session: AsyncSession, q: str) -> ColumnElement[bool]:
    """The case with a number; else those with exactly this name or telephone, or with the words."""
    number = q.strip().upper()
    if NUMBER.fullmatch(number):
        return Case.no == number
    dialect = session.get_bind().dialect
    keyring = keyring_of(dialect)
    found = [select(Case.id).where(Case.source_no == q.strip())]
    for name, of in case_index.HASHES.items():
        if hashes := case_index.digests(keyring, of, q):
            found.append(select(Case.id).where(Case.__table__.c[name].in_(hashes)))
    words = fulltext.matching(dialect.name, q)
    if words is not None:
        found.append(words)
    return Case.id.in_(union_all(*found))
