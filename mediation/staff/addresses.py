"""Wrong passwords by address: who tries many accounts from one place is stopped, too.

A whole office may stand behind one address, so that many more failures are allowed than for an account.
Addresses are kept as keyed hashes, and no longer than they count.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation import audit
from mediation.db import Database, utc_now
from mediation.models import FailedSignIn

MOST_FAILURES: Final = 30
WITHIN: Final = timedelta(minutes=15)


def hashed(database: Database, address: str | None) -> str | None:
    """What an address is kept as; None for none: then nothing is counted."""
    return database.keyring.digest("sign-in address", address) if address else None


async def shut(session: AsyncSession, address: str | None) -> bool:
    """Whether so many passwords from an address (hashed) were wrong that no more are tried."""
    if address is None:
        return False
    since = utc_now() - WITHIN
    failed = await session.scalar(
        select(func.count())
        .select_from(FailedSignIn)
        .where(FailedSignIn.address == address, FailedSignIn.at > since)
    )
    return (failed or 0) >= MOST_FAILURES


async def failed(session: AsyncSession, address: str | None) -> None:
    """Count a wrong password into the caller's transaction, and forget those that no longer count."""
    if address is None:
        return
    now = utc_now()
    await session.execute(delete(FailedSignIn).where(FailedSignIn.at <= now - WITHIN))
    session.add(FailedSignIn(address=address, at=now))
    await session.flush()
    if await shut(session, address):
        audit.record(session, "sign-in", "address_shut")
