"""Case numbers: ``YT2026-000123``, counted by year, never given twice."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.models import CaseNumber

PREFIX: Final = "YT"
NUMBER: Final = re.compile(r"[A-Z]{2}\d{4}-\d{6,9}", re.ASCII)


async def next_number(session: AsyncSession, year: int) -> str:
    """The next number of a year, inside the caller's write transaction."""
    last = await _counted_up(session, year)
    if last is None:
        with suppress(IntegrityError):  # somebody else began the year in this moment
            async with session.begin_nested():
                await session.execute(insert(CaseNumber).values(year=year, last=0))
        last = await _counted_up(session, year)
    return f"{PREFIX}{year}-{last:06d}"


async def _counted_up(session: AsyncSession, year: int) -> int | None:
    return await session.scalar(
        update(CaseNumber)
        .where(CaseNumber.year == year)
        .values(last=CaseNumber.last + 1)
        .returning(CaseNumber.last)
    )
