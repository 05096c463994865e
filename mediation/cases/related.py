"""Which other cases may be about the same matter: suggested with reasons, never decided here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import load_only

from mediation.cases.same_party import COMPARED, compared, same_party
from mediation.models import Case
from mediation.questions.likeness import bigrams, likeness

MOST_SHOWN: Final = 5
MOST_COMPARED: Final = 200
AROUND: Final = timedelta(days=60)
"""Cases of one event come in within so many days of another."""
NEAR_DAYS: Final = 7
ALIKE: Final = 0.25
"""Share of pairs of characters in common: two people's tellings of one event reach it, two events of
one kind do not."""
COMPARED_CHARACTERS: Final = 600
ENOUGH: Final = 3.0


@dataclass(frozen=True)
class Suggestion:
    """A case that may belong to another.

    Attributes:
        reasons: why, in staff's words, without a name or number.
        teller: whether the same person told both, so that one may be a duplicate.
    """

    case: Case
    reasons: tuple[str, ...]
    teller: bool
    weight: float


async def suggestions(
    session: AsyncSession, case: Case, scope: ColumnElement[bool], but: set[int]
) -> list[Suggestion]:
    """The likeliest cases of the same people, place or event, the likeliest first; at most 5.

    Args:
        scope: what the reader may see.
        but: ids of cases that are linked already.
    """
    found = {one.id: one for one in await same_party(session, case, scope)}
    found |= {one.id: one for one in await _nearby(session, case, scope)}
    told = _pairs(case)
    weighed = [_weighed(case, told, one) for one in found.values() if one.id not in but]
    likely = sorted(
        (one for one in weighed if one.weight >= ENOUGH),
        key=lambda one: (-one.weight, -one.case.id),
    )
    return likely[:MOST_SHOWN]


async def _nearby(session: AsyncSession, case: Case, scope: ColumnElement[bool]) -> list[Case]:
    """Cases of the same town and type that came in around the same time."""
    rows = await session.scalars(
        select(Case)
        .options(load_only(*COMPARED))
        .where(
            Case.town == case.town if case.town else Case.town.is_(None),
            Case.dispute_type == case.dispute_type,
            Case.created_at.between(case.created_at - AROUND, case.created_at + AROUND),
            Case.id != case.id,
            scope,
        )
        .order_by(Case.created_at.desc())
        .limit(MOST_COMPARED)
    )
    return list(rows)


def _pairs(case: Case) -> frozenset[str]:
    return bigrams(case.narrative[:COMPARED_CHARACTERS])


def _weighed(case: Case, told: frozenset[str], other: Case) -> Suggestion:
    people = compared(case, other)
    reasons, weight = list(people.reasons), 2.0 * len(people.reasons)
    if case.place and case.place == other.place:
        reasons.append("同一个地点")
        weight += 1.5
    elif case.village and case.village == other.village and case.town == other.town:
        reasons.append("同一个村居")
        weight += 1.0
    days = _days_apart(case.occurred_on, other.occurred_on)
    if days is not None and days <= NEAR_DAYS:
        reasons.append("同一天的事" if days == 0 else f"发生时间差 {days} 天")
        weight += 1.0
    if case.dispute_type == other.dispute_type:
        reasons.append("类型相同")
        weight += 0.5
    alike = likeness(told, _pairs(other))
    if alike >= ALIKE:
        reasons.append(f"说的话有 {alike:.0%} 一样")
        weight += 4.0 * alike + 1.0
    return Suggestion(other, tuple(reasons), people.teller, weight)


def _days_apart(one: str | None, other: str | None) -> int | None:
    """Days between two days or intervals, 0 where they meet; None where one is unknown."""
    if not one or not other:
        return None
    (begin, end), (start, stop) = _ends(one), _ends(other)
    return max(0, (start - end).days, (begin - stop).days)


def _ends(days: str) -> tuple[date, date]:
    first, _, last = days.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)
