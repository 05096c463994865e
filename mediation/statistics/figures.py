"""Count cases of a period, within what a person may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OUTCOME_LABELS, STATUS_LABELS
from intake.vocabulary import DISPUTE_TYPES, LEVELS, TOWNS
from mediation.models import AuditEntry, Case, Note
from mediation.statistics import afterwards, quality, times
from mediation.statistics.period import Period

UNKNOWN: Final = "不详"
CORRECTIONS: Final = ("type_corrected", "urgency_raised", "urgency_lowered", "fact_corrected")


@dataclass(frozen=True)
class Figures:
    """What the page shows; dictionaries are label → number of cases, ``by_town`` town → colour → number.

    Attributes:
        accept_hours: from hand-over to acceptance, on average; None when none was accepted.
        settle_days: from hand-over to the end, on average.
        accepted, settled: the same in classes, with the middle one.
        stars: how satisfied who said so.
        rated, rated_low: the same by town, and the cases that were rated low.
        visited: what follow-up visits found.
        satisfaction: from 1 to 5, on average, and how many said so.
        corrected: share of cases in which staff corrected the bot.
    """

    total: int
    by_type: dict[str, int]
    by_level: dict[str, int]
    by_town: dict[str, dict[str, int]]
    by_channel: dict[str, int]
    by_month: dict[str, int]
    by_status: dict[str, int]
    by_outcome: dict[str, int]
    overdue: int
    accept_hours: float | None
    settle_days: float | None
    satisfaction: float | None
    satisfied: int
    corrected: float | None
    accepted: times.Spread
    settled: times.Spread
    stars: dict[str, int]
    rated: list[afterwards.Rated]
    rated_low: list[tuple[str, int]]
    visited: dict[str, int]
    by_field: list[quality.Corrected]
    by_kind: list[quality.Corrected]


async def count(
    session: AsyncSession, scope: ColumnElement[bool], period: Period, today: Any
) -> Figures:
    """All figures of the cases that came in a period."""
    where = _within(scope, period)
    total, accept_hours, settle_days, overdue = (
        await session.execute(
            select(
                func.count(),
                func.avg(Case.accept_hours),
                func.avg(Case.settle_days),
                func.sum(case((Case.due_on < today, 1), else_=0)),
            ).where(*where)
        )
    ).one()
    satisfaction, satisfied = (
        await session.execute(
            select(func.avg(Note.score), func.count(Note.score))
            .join(Case, Case.id == Note.case_id)
            .where(*where)
        )
    ).one()
    corrected = await session.scalar(
        select(func.count(AuditEntry.case_no.distinct()))
        .join(Case, Case.no == AuditEntry.case_no)
        .where(AuditEntry.action.in_(CORRECTIONS), *where)
    )
    statuses = await _by(session, Case.status, where)
    outcomes = await _by(session, Case.outcome, where)
    return Figures(
        total=total,
        by_type=_ordered(await _by(session, Case.dispute_type, where), DISPUTE_TYPES),
        by_level=_ordered(await _by(session, Case.urgency_level, where), LEVELS),
        by_town=await _by_town(session, where),
        by_channel=await _by(session, Case.channel, where),
        by_month=await _by_month(session, scope, period),
        by_status={STATUS_LABELS[name]: statuses.get(name, 0) for name in STATUS_LABELS},
        by_outcome={label: outcomes.get(name, 0) for name, label in OUTCOME_LABELS.items()},
        overdue=int(overdue or 0),
        accept_hours=_number(accept_hours),
        settle_days=_number(settle_days),
        satisfaction=_number(satisfaction),
        satisfied=satisfied,
        corrected=(corrected or 0) / total if total else None,
        accepted=await times.spread(session, Case.accept_hours, times.ACCEPT, where),
        settled=await times.spread(session, Case.settle_days, times.SETTLE, where),
        stars=await times.satisfaction(session, where),
        rated=await afterwards.by_town(session, where),
        rated_low=await afterwards.low_ratings(session, where),
        visited=await afterwards.visits(session, where),
        by_field=await quality.by_field(session, where),
        by_kind=await quality.by_type(session, where),
    )


async def by_type_and_outcome(
    session: AsyncSession, scope: ColumnElement[bool], period: Period
) -> dict[str, tuple[int, int, int, int]]:
    """Type → cases that came, were accepted, agreed and failed, of a period."""
    rows = await session.execute(
        select(
            Case.dispute_type,
            func.count(),
            func.count(Case.accepted_at),
            func.sum(case((Case.outcome == "agreed", 1), else_=0)),
            func.sum(case((Case.outcome == "failed", 1), else_=0)),
        )
        .where(*_within(scope, period))
        .group_by(Case.dispute_type)
    )
    return {
        name: (came, accepted, int(agreed), int(failed))
        for name, came, accepted, agreed, failed in rows
    }


def _within(scope: ColumnElement[bool], period: Period) -> tuple[ColumnElement[bool], ...]:
    return (scope, Case.created_at >= period.begin, Case.created_at < period.end)


async def _by(
    session: AsyncSession, column: Any, where: tuple[ColumnElement[bool], ...]
) -> dict[str, int]:
    rows = await session.execute(select(column, func.count()).where(*where).group_by(column))
    return {name if name is not None else UNKNOWN: number for name, number in rows}


async def _by_town(
    session: AsyncSession, where: tuple[ColumnElement[bool], ...]
) -> dict[str, dict[str, int]]:
    """Town → colour → cases; the towns in their order, then what has none, where there is such."""
    rows = await session.execute(
        select(Case.town, Case.urgency_level, func.count())
        .where(*where)
        .group_by(Case.town, Case.urgency_level)
    )
    found: dict[str, dict[str, int]] = {}
    for town, level, number in rows:
        found.setdefault(town or UNKNOWN, {})[level] = number
    names = (*TOWNS, UNKNOWN) if UNKNOWN in found else TOWNS
    return {town: {level: found.get(town, {}).get(level, 0) for level in LEVELS} for town in names}


async def _by_month(
    session: AsyncSession, scope: ColumnElement[bool], period: Period
) -> dict[str, int]:
    """Month → cases; counted by moments, since months begin at midnight in Shanghai."""
    months = period.months()
    sums = [
        func.sum(case(((Case.created_at >= one.begin) & (Case.created_at < one.end), 1), else_=0))
        for one in months
    ]
    row = (await session.execute(select(*sums).where(*_within(scope, period)))).one()
    return {
        f"{one.first.year}年{one.first.month}月": int(number or 0)
        for one, number in zip(months, row, strict=True)
    }


def _ordered(found: dict[str, int], names: tuple[str, ...]) -> dict[str, int]:
    return {name: found.get(name, 0) for name in names if name != UNKNOWN or UNKNOWN in found}


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
