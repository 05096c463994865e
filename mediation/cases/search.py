"""Find cases: by number, by filters, newest or most urgent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Select, false, func, select, true, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from intake.vocabulary import LEVELS
from mediation.cases import fulltext
from mediation.cases.intake_service import NoSuchCase
from mediation.cases.numbers import NUMBER
from mediation.models import Case, Note, TranscriptLine, case_index
from mediation.vault.columns import keyring_of
from mediation.vault.keyring import Keyring

MOST_COUNTED: Final = 1000
"""So many of what a search found are counted; beyond that nobody leafs through them."""


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

    ``queue`` is open before over, red before yellow before blue, and the oldest first within a colour.
    """
    conditions = await _conditions(session, filters, scope)
    total = await session.scalar(select(func.count()).select_from(Case).where(*conditions))
    query: Select[Case] = select(Case).where(*conditions)
    newest = query.order_by(Case.created_at.desc(), Case.id.desc())
    query = _urgent_first(query, filters) if order == "queue" else newest
    rows = await session.scalars(query.limit(page_size).offset((page - 1) * page_size))
    return list(rows), total or 0


@dataclass(frozen=True)
class Found:
    """A page of the queue.

    Attributes:
        cases: those open first, the most urgent first among them, the oldest first within a colour.
        by_level: how many each colour has, whatever colour is asked for; a colour is left out where a
            search found too much to count it.
        total: of the colour that is asked for, or of all.
        more: there are more than ``total``, which is ``MOST_COUNTED`` then.
    """

    cases: list[Case]
    by_level: dict[str, int]
    total: int
    more: bool = False


async def queue(
    session: AsyncSession, filters: Filters, scope: ColumnElement[bool], page: int, page_size: int
) -> Found:
    """A page of the queue with its counts; only the rows of the page are read whole.

    What a search found is counted up to a limit: then neither words in every other story nor words in
    none make anybody wait.
    """
    first, urgency = (page - 1) * page_size, filters.urgency
    if not filters.q:
        by_level = await _by_level(session, filters, scope)
        total = by_level.get(urgency, 0) if urgency else sum(by_level.values())
        return Found(await _walked(session, filters, scope, first, page_size), by_level, total)
    few = await _few(session, filters, scope)
    if few is not None:
        return await _sorted(session, few, urgency, first, page_size)
    total = await _counted(session, filters, scope) if urgency else MOST_COUNTED + 1
    more = total > MOST_COUNTED
    by_level = {urgency: total} if urgency and not more else {}
    cases = await _walked(session, filters, scope, first, page_size)
    return Found(cases, by_level, min(total, MOST_COUNTED), more)


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


def _urgent_first(query: Select[Case], filters: Filters) -> Select[Case]:
    """The order of the queue; within one status, which is open or not, an index has it without that."""
    over = () if filters.status else (Case.is_over,)
    return query.order_by(*over, Case.urgency_rank, Case.created_at, Case.id)


async def _few(
    session: AsyncSession, filters: Filters, scope: ColumnElement[bool]
) -> list[Any] | None:
    """What a search found of any colour, by what it is sorted by; None where it is too much."""
    conditions = await _conditions(session, replace(filters, urgency=None), scope)
    narrow = select(Case.is_over, Case.urgency_rank, Case.created_at, Case.id, Case.urgency_level)
    rows = (await session.execute(narrow.where(*conditions).limit(MOST_COUNTED + 1))).all()
    return list(rows) if len(rows) <= MOST_COUNTED else None


async def _sorted(
    session: AsyncSession, few: list[Any], urgency: str | None, first: int, page_size: int
) -> Found:
    levels = Counter(row.urgency_level for row in few)
    asked = sorted(tuple(row) for row in few if urgency in {None, row.urgency_level})
    ids = [number for _, _, _, number, _ in asked[first : first + page_size]]
    cases = {case.id: case for case in await session.scalars(select(Case).where(Case.id.in_(ids)))}
    by_level = {level: levels[level] for level in LEVELS}
    return Found([cases[number] for number in ids], by_level, len(asked))


async def _walked(
    session: AsyncSession, filters: Filters, scope: ColumnElement[bool], first: int, page_size: int
) -> list[Case]:
    """A page of much: cases are gone through in their order until it is full."""
    conditions = await _conditions(session, filters, scope, walk=True)
    page = _urgent_first(select(Case).where(*conditions), filters).limit(page_size).offset(first)
    return list(await session.scalars(page))


async def _counted(session: AsyncSession, filters: Filters, scope: ColumnElement[bool]) -> int:
    """How many fit; ``MOST_COUNTED`` and one where there are more."""
    conditions = await _conditions(session, filters, scope, walk=True)
    some = select(Case.id).where(*conditions).limit(MOST_COUNTED + 1)
    return await session.scalar(select(func.count()).select_from(some.subquery())) or 0


async def _by_level(
    session: AsyncSession, filters: Filters, scope: ColumnElement[bool]
) -> dict[str, int]:
    """How many of each colour fit, where nothing is searched for."""
    conditions = await _conditions(session, replace(filters, urgency=None), scope)
    counted = select(Case.urgency_level, func.count()).where(*conditions)
    found = dict((await session.execute(counted.group_by(Case.urgency_level))).all())
    return {level: found.get(level, 0) for level in LEVELS}


async def _conditions(
    session: AsyncSession,
    filters: Filters,
    scope: ColumnElement[bool] | None,
    *,
    walk: bool = False,
) -> list[ColumnElement[bool]]:
    """What a case must fit.

    Args:
        walk: much fits: the planner shall not look up all that a search found and sort it, but go
            through the cases in their order, ask of each whether it was found, and stop where the page
            is full. Neither planner turns ``IS TRUE`` into a lookup.
    """
    exact: dict[Any, str | int | None] = {
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
    if filters.urgency in LEVELS:
        conditions.append(Case.urgency_rank == LEVELS.index(filters.urgency))
    if scope is not None:
        conditions.append(scope)
    if filters.q:
        found = await _asked_for(session, filters.q)
        conditions.append(found.is_(true()) if walk else found)
    return conditions


async def _asked_for(session: AsyncSession, q: str) -> ColumnElement[bool]:
    """The case with a number; else those with exactly this name or telephone, or with the words.

    Whether anybody has the name or telephone is asked first: for the words alone the planner finds
    a much better way than for one or the other.
    """
    q = q.encode(errors="ignore").decode().replace("\x00", " ").strip()
    if NUMBER.fullmatch(q.upper()):
        return Case.no == q.upper()
    dialect = session.get_bind().dialect
    exactly = list(_exactly(keyring_of(dialect), q))
    words = fulltext.matching(dialect.name, q)
    if (await session.execute(union_all(*exactly).limit(1))).first() is None:
        return false() if words is None else Case.id.in_(words)
    return Case.id.in_(union_all(*exactly, *([] if words is None else [words])))


def _exactly(keyring: Keyring, q: str) -> Iterator[Select[int]]:
    """The ids of cases whose party is called so or has this telephone, or that have it as their number."""
    yield select(Case.id).where(Case.source_no == q)
    for name, of in case_index.HASHES.items():
        if hashes := case_index.digests(keyring, of, q):
            yield select(Case.id).where(Case.__table__.c[name].in_(hashes))
