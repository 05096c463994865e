"""The board of warnings: open cases by colour and town, and those that burn, unanswered first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from intake.vocabulary import LEVELS
from mediation.models import Case, EarlyWarning
from mediation.warning import rules
from mediation.warning.waiting import Shown, with_desks

MOST_SHOWN: Final = 100
UNKNOWN: Final = ""
"""Stands for cases of which no town is known."""


@dataclass(frozen=True)
class Town:
    """How many open cases each colour has in a town, and how many of them nobody has answered for."""

    name: str
    by_level: dict[str, int]
    unanswered: int

    @property
    def worst(self) -> str | None:
        """The most urgent colour that is there; None for a town without open cases."""
        return next((level for level in LEVELS if self.by_level.get(level)), None)


@dataclass(frozen=True)
class Burning:
    """An open case that is red or yellow, with its last warning."""

    case: Case
    warned: Shown | None
    unanswered: bool


async def towns(
    session: AsyncSession, scope: ColumnElement[bool], names: tuple[str, ...]
) -> list[Town]:
    """Each of the towns named, whatever there is, and cases without a town if there are any.

    Args:
        scope: the condition on the cases that one may see.
    """
    mine = (Case.status.in_(OPEN), scope)
    rows = await session.execute(
        select(Case.town, Case.urgency_level, func.count())
        .where(*mine)
        .group_by(Case.status, Case.urgency_level, Case.town)  # as the index of counts is sorted
    )
    counted: Counter[tuple[str, str]] = Counter()
    for town, level, number in rows:
        counted[town or UNKNOWN, level] += number
    waiting = await session.execute(
        select(Case.town, func.count(Case.id.distinct()))
        .join(EarlyWarning, EarlyWarning.case_id == Case.id)
        .where(*mine, *_open())
        .group_by(Case.town)
    )
    open_ones = Counter({town or UNKNOWN: number for town, number in waiting})
    there = [*names, *({UNKNOWN} & {town for town, _ in counted})]
    return [
        Town(name, {level: counted[name, level] for level in LEVELS}, open_ones[name])
        for name in there
    ]


async def burning(
    session: AsyncSession,
    scope: ColumnElement[bool],
    *,
    town: str | None = None,
    level: str | None = None,
) -> tuple[list[Burning], int]:
    """Open cases in the colours that have to be answered, unanswered first, then by colour and age.

    Returns:
        The first 100, and how many there are.
    """
    said = rules.load().said
    where = [Case.status.in_(OPEN), scope, Case.urgency_level.in_(said)]
    if town is not None:
        where.append(Case.town == town if town != UNKNOWN else Case.town.is_(None))
    if level is not None:
        where.append(Case.urgency_level == level)
    unanswered = _unanswered()
    rows = await session.execute(
        select(Case, unanswered)
        .where(*where)
        .order_by(unanswered.desc(), Case.urgency_rank, Case.created_at, Case.id)
        .limit(MOST_SHOWN)
    )
    found = list(rows)
    total = await session.scalar(select(func.count()).select_from(Case).where(*where))
    last = await _last_warnings(session, [case for case, _ in found])
    return [Burning(case, last.get(case.id), bool(waits)) for case, waits in found], total or 0


def _unanswered() -> ColumnElement[bool]:
    """Whether a case has an open warning that somebody has to answer."""
    return Case.id.in_(
        select(EarlyWarning.case_id).where(EarlyWarning.case_id.is_not(None), *_open())
    )


def _open() -> tuple[ColumnElement[bool], ...]:
    return EarlyWarning.ended_at.is_(None), EarlyWarning.level.in_(rules.load().said)


async def _last_warnings(session: AsyncSession, cases: list[Case]) -> dict[int, Shown]:
    newest = (
        select(func.max(EarlyWarning.id))
        .where(EarlyWarning.case_id.in_([case.id for case in cases]))
        .group_by(EarlyWarning.case_id)
    )
    rows = await session.scalars(select(EarlyWarning).where(EarlyWarning.id.in_(newest)))
    by_id = {case.id: case for case in cases}
    shown = [Shown(one, by_id[one.case_id or 0], None) for one in rows]
    return {one.warning.case_id or 0: one for one in await with_desks(session, shown)}
