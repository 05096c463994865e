"""Switch a legal entry off and on again; the bot asks before each answer, so that it holds at once."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation import audit
from mediation.db import Database, utc_now
from mediation.models import EntryOff


async def off(session: AsyncSession) -> list[str]:
    """The ids of the entries that are switched off, in their order."""
    return list(await session.scalars(select(EntryOff.entry).order_by(EntryOff.entry)))


async def turn(database: Database, entry: str, who: str, *, on: bool) -> bool:
    """Switch an entry on or off; what is so already stays as it is, whoever did it.

    Args:
        entry: its id.
        who: a staff login.
        on: whether it may be given out from now on.

    Returns:
        Whether anything was changed.
    """
    async with database.writing() as session:
        stands = await session.get(EntryOff, entry)
        if (stands is None) == on:
            return False
        if stands is not None:
            await session.delete(stands)
        else:
            session.add(EntryOff(entry=entry, by=who, at=utc_now()))
        action = "entry_on" if on else "entry_off"
        audit.record(session, who, action, after={"entry": entry})
    return True
