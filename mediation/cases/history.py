"""What happened to a case, from the append-only log."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.models import AuditEntry, Source, Staff
from mediation.notify.outbox import NOBODY


async def of_case(session: AsyncSession, no: str) -> list[AuditEntry]:
    """All entries about a case, the oldest first."""
    rows = await session.scalars(
        select(AuditEntry).where(AuditEntry.case_no == no).order_by(AuditEntry.id)
    )
    return list(rows)


async def names(session: AsyncSession, logins: set[str]) -> dict[str, str]:
    """Login → the person's name, for those that are accounts; other offices by theirs."""
    rows = await session.execute(select(Staff.login, Staff.name).where(Staff.login.in_(logins)))
    found = dict(rows.all())
    codes = {login.removeprefix(NOBODY) for login in logins if login.startswith(NOBODY)}
    if codes:
        offices = await session.execute(
            select(Source.code, Source.name).where(Source.code.in_(codes))
        )
        found |= {f"{NOBODY}{code}": name for code, name in offices}
    return found
