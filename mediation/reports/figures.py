"""Count the work of a period, within what a person may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from intake.vocabulary import TOWNS
from mediation.deadlines import working_days
from mediation.models import Case, Letter
from mediation.statistics.figures import UNKNOWN
from mediation.statistics.period import Period

OTHERWISE: Final = "otherwise"


@dataclass(frozen=True)
class Work:
    """What was done in a period; all are numbers of cases, but for the letters.

    Attributes:
        ended: outcome (agreed, failed, withdrawn, otherwise) → cases that ended.
        open: at the end of the period.
        overdue, unanswered: as of now.
    """

    received: int
    red: int
    yellow: int
    groups: int
    accepted: int
    ended: dict[str, int]
    open: int
    overdue: int
    letters: int
    unanswered: int


@dataclass(frozen=True)
class TownWork:
    """The same of one town, in short."""

    town: str
    received: int
    red: int
    yellow: int
    ended: int
    open: int
    overdue: int


@dataclass(frozen=True)
class DeskLate:
    """What is overdue at a desk now; ``most`` is the longest, in working days."""

    desk_id: int | None
    cases: int
    most: int


async def work(
    session: AsyncSession, scope: ColumnElement[bool], period: Period, today: date, many: int
) -> Work:
    """All of it.

    Args:
        many: people from which on a case counts as one of a group.
    """
    came = _in(Case.created_at, period)
    row = (
        await session.execute(
            select(
                _number(came),
                _number(and_(came, Case.urgency_level == "red")),
                _number(and_(came, Case.urgency_level == "yellow")),
                _number(and_(came, Case.people_count >= many)),
                _number(_in(Case.accepted_at, period)),
                _number(_open_at(period.end)),
                _number(_overdue(today)),
            ).where(scope)
        )
    ).one()
    ended = await session.execute(
        select(func.coalesce(Case.outcome, OTHERWISE), func.count())
        .where(scope, _in(Case.ended_at, period))
        .group_by(Case.outcome)
    )
    letters, unanswered = (
        await session.execute(
            select(
                _number(Letter.issued_on.between(period.first, period.last)),
                _number(Letter.answered_at.is_(None)),
            )
            .join(Case, Case.id == Letter.case_id)
            .where(scope)
        )
    ).one()
    received, red, yellow, groups, accepted, still_open, overdue = map(int, row)
    return Work(
        received=received,
        red=red,
        yellow=yellow,
        groups=groups,
        accepted=accepted,
        ended={str(name): number for name, number in ended},
        open=still_open,
        overdue=overdue,
        letters=int(letters),
        unanswered=int(unanswered),
    )


async def by_town(
    session: AsyncSession, scope: ColumnElement[bool], period: Period, today: date
) -> list[TownWork]:
    """The seven towns in their order, then what has no town, where there is such."""
    came = _in(Case.created_at, period)
    rows = await session.execute(
        select(
            Case.town,
            _number(came),
            _number(and_(came, Case.urgency_level == "red")),
            _number(and_(came, Case.urgency_level == "yellow")),
            _number(_in(Case.ended_at, period)),
            _number(_open_at(period.end)),
            _number(_overdue(today)),
        )
        .where(scope)
        .group_by(Case.town)
    )
    found = {town or UNKNOWN: tuple(map(int, numbers)) for town, *numbers in rows}
    none = (0, 0, 0, 0, 0, 0)
    listed = [TownWork(town, *found.get(town, none)) for town in TOWNS]
    if any(found.get(UNKNOWN, none)):
        listed.append(TownWork(UNKNOWN, *found[UNKNOWN]))
    return listed


async def late_desks(
    session: AsyncSession, scope: ColumnElement[bool], today: date
) -> list[DeskLate]:
    """Desks with something overdue, the most first."""
    rows = await session.execute(
        select(Case.organisation_id, func.count(), func.min(Case.due_on))
        .where(scope, _overdue(today))
        .group_by(Case.organisation_id)
        .order_by(func.count().desc(), Case.organisation_id)
    )
    return [
        DeskLate(desk, number, working_days.late(oldest, today))
        for desk, number, oldest in rows
        if oldest is not None
    ]


def _in(moment: Any, period: Period) -> ColumnElement[bool]:
    return and_(moment >= period.begin, moment < period.end)


def _open_at(moment: datetime) -> ColumnElement[bool]:
    return and_(Case.created_at < moment, or_(Case.ended_at.is_(None), Case.ended_at >= moment))


def _overdue(today: date) -> ColumnElement[bool]:
    return and_(Case.status.in_(OPEN), Case.due_on < today)


def _number(condition: ColumnElement[bool]) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
