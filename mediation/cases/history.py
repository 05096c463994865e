"""What happened to a case, from the append-only log."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.models import AuditEntry, Staff


async def of_case(session: AsyncSession, no: str) -> list[AuditEntry]:
    """All entries about a case, the oldest first."""
    rows = await session.scalars(
        select(AuditEntry).where(AuditEntry.case_no == no).order_by(AuditEntry.id)
    )
    return list(rows)


async def names(session: AsyncSession, logins: set[str]) -> dict[str, str]:
    """Login → the person's name, for those that are accounts."""
    rows = await session.execute(select(Staff.login, Staff.name).where(Staff.login.in_(logins)))
    return dict(rows.all())
