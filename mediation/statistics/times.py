"""How long acceptance and settlement took, and how satisfied citizens were: in classes, and the middle one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.models import Case, Note

ACCEPT: Final = (
    ("2小时内", 2),
    ("2到8小时", 8),
    ("8到24小时", 24),
    ("1到3天", 72),
    ("3天以上", None),
)
"""Label and hours below which it ends."""
SETTLE: Final = (
    ("7天内", 8),
    ("8到15天", 16),
    ("16到30天", 31),
    ("31到60天", 61),
    ("60天以上", None),
)
"""Label and days below which it ends."""
Classes = tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Spread:
    """How values are spread: label → cases; ``middle`` half of them reach at most, None without any."""

    classes: dict[str, int]
    middle: int | None


async def spread(
    session: AsyncSession, column: Any, classes: Classes, where: tuple[ColumnElement[bool], ...]
) -> Spread:
    """The spread of a whole-number column over classes.

    Args:
        classes: label and the number below which it ends, rising; None for the last.
    """
    sums, low = [], None
    for _, high in classes:
        within = column.is_not(None)
        within = within if low is None else within & (column >= low)
        within = within if high is None else within & (column < high)
        sums.append(func.sum(case((within, 1), else_=0)))
        low = high
    row = (await session.execute(select(*sums).where(*where))).one()
    numbers = {label: int(number or 0) for (label, _), number in zip(classes, row, strict=True)}
    total = sum(numbers.values())
    middle = await session.scalar(
        select(column)
        .where(column.is_not(None), *where)
        .order_by(column)
        .offset((total - 1) // 2 if total else 0)
        .limit(1)
    )
    return Spread(numbers, middle)


async def satisfaction(
    session: AsyncSession, where: tuple[ColumnElement[bool], ...]
) -> dict[str, int]:
    """Stars → how many gave them, five first."""
    rows = await session.execute(
        select(Note.score, func.count())
        .join(Case, Case.id == Note.case_id)
        .where(Note.score.is_not(None), *where)
        .group_by(Note.score)
    )
    found = dict(rows.all())
    return {f"{score}分": found.get(score, 0) for score in (5, 4, 3, 2, 1)}
