"""Find cases: by number, by filters and words; the newest or the most urgent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, false, func, literal, or_, select, true, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN, STATUS_LABELS
from intake.vocabulary import LEVELS
from mediation.cases import fulltext
from mediation.cases.intake_service import NoSuchCase
from mediation.cases.numbers import NUMBER
from mediation.models import Alert, Case, Note, TranscriptLine, case_index
from mediation.vault.columns import keyring_of
from mediation.vault.keyring import Keyring

MOST_IN_A_STATUS: Final = 9999
MOST_COUNTED: Final = 1000
"""So many of what a search found are counted; beyond that nobody leafs through them."""
NEWEST: Final = (Case.created_at.desc(), Case.id.desc())


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; None means all.

    Attributes:
        mediator: the login of whoever mediates.
    """

    status: str | None = None
    urgency: str | None = None
    type: str | None = None
    town: str | None = None
    channel: str | None = None
    citizen: str | None = None
    mediator: str | None = None
    q: str | None = None


@dataclass(frozen=True)
class Found:
    """A page of cases.

    Attributes:
        cases: in the order asked for.
        by_level: how many each colour has, whatever colour is asked for; a colour is left out where a
            search found too much to count it.
        total: of the colour that is asked for, or of all.
        more: there are more than ``total``, which is ``MOST_COUNTED`` then.
    """

    cases: list[Case]
    by_level: dict[str, int]
    total: int
    more: bool = False


async def find(
    session: AsyncSession,
    filters: Filters,
    *,
    scope: ColumnElement[bool] | None = None,
    page: int = 1,
    page_size: int = 20,
) -> Found:
    """A page of cases, the newest first; what a search found is counted up to the limit."""
    scope, rows = true() if scope is None else scope, _rows(page, page_size)
    if not filters.q:
        conditions = await _conditions(session, filters, scope)
        total = await session.scalar(select(func.count()).select_from(Case).where(*conditions))
        return Found(await _walked(session, filters, scope, NEWEST, rows), {}, total or 0)
    few = await _few(session, filters, scope)
    if few is None:
        cases = await _walked(session, filters, scope, NEWEST, rows)
        return Found(cases, {}, MOST_COUNTED, more=True)
    few.sort(key=lambda row: (row.created_at, row.id), reverse=True)
    return Found(await _whole(session, few[rows]), {}, len(few))


async def queue(
    session: AsyncSession,
    filters: Filters,
    scope: ColumnElement[bool],
    page: int,
    page_size: int,
    *,
    by_due: bool = False,
) -> Found:
    """A page of the queue with its counts; only the rows of the page are read whole.

    Those open come first, the most urgent first among them, the oldest first within a colour.

    Args:
        by_due: what is due first comes first, whatever its colour. For states in which something is due;
            in others nothing is, and the order is as always.

    What a search found is counted up to a limit: then neither words in every other story nor words in
    none make anybody wait.
    """
    rows, urgency = _rows(page, page_size), filters.urgency
    by_due = by_due and filters.status in OPEN
    order = _by_due() if by_due else _order(filters)
    if not filters.q:
        by_level = await _by_level(session, filters, scope)
        total = by_level.get(urgency, 0) if urgency else sum(by_level.values())
        cases = await _walked(session, filters, scope, order, rows)
        return Found(cases, by_level, total)
    few = await _few(session, replace(filters, urgency=None), scope)
    if few is not None:
        levels = Counter(row.urgency_level for row in few)
        asked = [row for row in few if urgency in {None, row.urgency_level}]
        asked.sort(key=lambda row: (row.is_over, row.urgency_rank, row.created_at, row.id))
        if by_due:
            asked.sort(key=lambda row: row.due_on or date.max)
        cases = await _whole(session, asked[rows])
        return Found(cases, {level: levels[level] for level in LEVELS}, len(asked))
    total = await _counted(session, filters, scope) if urgency else MOST_COUNTED + 1
    more = total > MOST_COUNTED
    by_level = {urgency: total} if urgency and not more else {}
    cases = await _walked(session, filters, scope, order, rows)
    return Found(cases, by_level, min(total, MOST_COUNTED), more)


async def next_waiting(session: AsyncSession, scope: ColumnElement[bool]) -> str | None:
    """The number of the case that stands first among those to be reviewed; None where there is none."""
    filters = Filters(status="submitted")
    waiting = select(Case.no).where(*await _conditions(session, filters, scope))
    return await session.scalar(waiting.order_by(*_order(filters)).limit(1))


async def newest(session: AsyncSession, scope: ColumnElement[bool]) -> int:
    """The id of the case in a scope that came in last; 0 where there is none."""
    return await session.scalar(select(Case.id).where(scope).order_by(Case.id.desc()).limit(1)) or 0


async def counts_by_status(session: AsyncSession, scope: ColumnElement[bool]) -> dict[str, int]:
    """How many cases in a scope each status has, counted up to ``MOST_IN_A_STATUS`` and one.

    Nearly all cases of a district are closed: counting them took longer than all else of a page.
    """

    def counted(status: str) -> Select[str, int]:
        some = select(Case.id).where(Case.status == status, scope).limit(MOST_IN_A_STATUS + 1)
        named = literal(status, literal_execute=True)
        return select(named, func.count()).select_from(some.subquery())

    rows = await session.execute(union_all(*(counted(status) for status in STATUS_LABELS)))
    return {status: number for status, number in rows if number}


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


async def pulse(session: AsyncSession, no: str, scope: ColumnElement[bool]) -> str:
    """What is another one when the case was changed, or its citizen has raised an alert.

    Raises:
        NoSuchCase: see :func:`one`.
    """
    alert = select(func.max(Alert.id)).where(Alert.citizen == Case.citizen).scalar_subquery()
    found = (await session.execute(select(Case.version, alert).where(Case.no == no, scope))).first()
    if found is None:
        raise NoSuchCase(no)
    version, newest_alert = found
    return f"{version}.{newest_alert or 0}"


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


def _order(filters: Filters) -> list[Any]:
    """The order of the queue.

    A status is of open cases or of others: where one is asked for, an index has the order without that.
    """
    over = [] if filters.status else [Case.is_over]
    return [*over, Case.urgency_rank, Case.created_at, Case.id]


def _rows(page: int, page_size: int) -> slice:
    return slice((page - 1) * page_size, page * page_size)


def _by_due() -> list[Any]:
    return [Case.due_on.is_(None), Case.due_on, Case.urgency_rank, Case.created_at, Case.id]


async def _few(
    session: AsyncSession, filters: Filters, scope: ColumnElement[bool]
) -> list[Any] | None:
    """What a search found, by what it is sorted by; None where it is too much."""
    conditions = await _conditions(session, filters, scope)
    narrow = select(
        Case.is_over,
        Case.urgency_rank,
        Case.created_at,
        Case.id,
        Case.urgency_level,
        Case.due_on,
    ).where(*conditions)
    rows = (await session.execute(narrow.limit(MOST_COUNTED + 1))).all()
    return list(rows) if len(rows) <= MOST_COUNTED else None


async def _whole(session: AsyncSession, rows: Sequence[Any]) -> list[Case]:
    """The cases of these rows, in their order."""
    ids = [row.id for row in rows]
    cases = {case.id: case for case in await session.scalars(select(Case).where(Case.id.in_(ids)))}
    return [cases[number] for number in ids]


async def _walked(
    session: AsyncSession,
    filters: Filters,
    scope: ColumnElement[bool],
    order: Sequence[Any],
    rows: slice,
) -> list[Case]:
    """A page of much: cases are gone through in their order until it is full."""
    query = select(Case).where(*await _conditions(session, filters, scope, walk=True))
    page = query.order_by(*order).slice(rows.start, rows.stop)
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
    scope: ColumnElement[bool],
    *,
    walk: bool = False,
) -> list[ColumnElement[bool]]:
    """What a case must fit.

    Args:
        walk: much fits: all that a search finds is not looked up and sorted, but the cases are gone
            through in their order, each is asked whether it fits, and where the page is full that ends.
    """
    exact: dict[Any, str | int | None] = {
        Case.status: filters.status,
        Case.urgency_level: filters.urgency,
        Case.dispute_type: filters.type,
        Case.town: filters.town,
        Case.channel: filters.channel,
        Case.citizen: filters.citizen,
        Case.mediator: filters.mediator,
    }
    conditions: list[ColumnElement[bool]] = [
        column == value for column, value in exact.items() if value
    ]
    if filters.urgency in LEVELS:
        conditions.append(Case.urgency_rank == LEVELS.index(filters.urgency))
    conditions.append(scope)
    if filters.q:
        conditions.append(await _asked_for(session, filters.q, walk=walk))
    return conditions


async def _asked_for(session: AsyncSession, q: str, *, walk: bool) -> ColumnElement[bool]:
    """The case with a number; else those with exactly this name or telephone, or with the words.

    Whether anybody has the name or telephone is asked first: for the words alone the planner finds
    a much better way than for one or the other.
    """
    q = q.encode(errors="ignore").decode().replace("\x00", " ").strip()
    if NUMBER.fullmatch(q.upper()):
        return Case.no == q.upper()
    dialect = session.get_bind().dialect
    exactly = list(_exactly(keyring_of(dialect), q))
    named = (await session.execute(union_all(*exactly).limit(1))).first() is not None
    if walk:
        held = fulltext.holds(q, Case.id)
        held = false() if held is None else held
        return or_(Case.id.in_(union_all(*exactly)), held) if named else held
    words = fulltext.matching(dialect.name, q)
    if not named:
        return false() if words is None else Case.id.in_(words)
    return Case.id.in_(union_all(*exactly, *([] if words is None else [words])))


def _exactly(keyring: Keyring, q: str) -> Iterator[Select[int]]:
    """The ids of cases whose party is called so or has this telephone, or that have it as their number."""
    yield select(Case.id).where(Case.source_no == q)
    for name, of in case_index.HASHES.items():
        if hashes := case_index.digests(keyring, of, q):
            yield select(Case.id).where(Case.__table__.c[name].in_(hashes))
