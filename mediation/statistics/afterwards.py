"""How it was and how it went afterwards: ratings by town, the low ones, and what visits found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.vocabulary import TOWNS
from mediation.models import Case, FollowUp, Note
from mediation.visits.store import KEPT

LOW: Final = 2
"""A rating up to this says that something went wrong."""
MOST_LOW: Final = 20
UNKNOWN: Final = "不详"


@dataclass(frozen=True)
class Rated:
    """What citizens of a town said.

    Attributes:
        number: of ratings.
        mean: from 1 to 5; None without a rating.
        low: ratings of one and two.
    """

    town: str
    number: int
    mean: float | None
    low: int


async def by_town(session: AsyncSession, where: tuple[ColumnElement[bool], ...]) -> list[Rated]:
    """Ratings of each town, in the towns' order; then of cases without a town, where there are such."""
    rows = await session.execute(
        select(
            Case.town,
            func.count(Note.score),
            func.avg(Note.score),
            func.sum(case((Note.score <= LOW, 1), else_=0)),
        )
        .join(Case, Case.id == Note.case_id)
        .where(Note.score.is_not(None), *where)
        .group_by(Case.town)
    )
    found = {
        town or UNKNOWN: Rated(town or UNKNOWN, number, float(mean), int(low or 0))
        for town, number, mean, low in rows
    }
    names = (*TOWNS, UNKNOWN) if UNKNOWN in found else TOWNS
    return [found.get(town, Rated(town, 0, None, 0)) for town in names]


async def low_ratings(
    session: AsyncSession, where: tuple[ColumnElement[bool], ...]
) -> list[tuple[str, int]]:
    """Number and rating of cases that were rated low, the newest first; at most 20."""
    rows = await session.execute(
        select(Case.no, Note.score)
        .join(Case, Case.id == Note.case_id)
        .where(Note.score <= LOW, *where)
        .order_by(Note.id.desc())
        .limit(MOST_LOW)
    )
    return [(no, score or 0) for no, score in rows]


async def visits(session: AsyncSession, where: tuple[ColumnElement[bool], ...]) -> dict[str, int]:
    """What visits found → how many, and how many were not made yet."""
    rows = await session.execute(
        select(FollowUp.kept, func.count())
        .join(Case, Case.id == FollowUp.case_id)
        .where(*where)
        .group_by(FollowUp.kept)
    )
    found = dict(rows.all())
    return {label: found.get(kept, 0) for kept, label in KEPT.items()} | {
        "还没回访": found.get(None, 0)
    }
