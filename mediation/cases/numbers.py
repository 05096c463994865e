"""Case numbers: ``YT2026-000123``, counted by year, never given twice."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from mediation.models import CaseNumber
from mediation.numbering import count_up

PREFIX: Final = "YT"
NUMBER: Final = re.compile(r"[A-Z]{2}\d{4}-\d{6,9}", re.ASCII)


async def next_number(session: AsyncSession, year: int) -> str:
    """The next number of a year, inside the caller's write transaction."""
    return f"{PREFIX}{year}-{await count_up(session, CaseNumber, year=year):06d}"
