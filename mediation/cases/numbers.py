"""Case numbers: ``YT2026-000123``, counted by year, never given twice."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.models import CaseNumber

PREFIX: Final = "YT"
NUMBER: Final = re.compile(r"[A-Z]{2}\d{4}-\d{6,9}", re.ASCII)


async def next_number(session: AsyncSession, year: int) -> str:
    """The next number of a year, inside the caller's write transaction."""
    counted = await session.execute(
        update(CaseNumber)
        .where(CaseNumber.year == year)
        .values(last=CaseNumber.last + 1)
        .returning(CaseNumber.last)
    )
    last = counted.scalar()
    if last is None:
        last = 1
        session.add(CaseNumber(year=year, last=last))
        await session.flush()
    return f"{PREFIX}{year}-{last:06d}"
