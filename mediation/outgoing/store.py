"""The deliveries on their way: claim those due, keep what became of them, find the dead."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from mediation import audit
from mediation.db import Database, utc_now
from mediation.models import Delivery
from mediation.outgoing.outcome import Outcome

PAUSES: Final = tuple(
    timedelta(seconds=one)
    for one in (5, 30, 120, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
"""After each failed attempt; behind the last one it is given up, some three days after the first.
The tail is the schedule of Standard Webhooks 1.0, the beginning is closer: a warning is urgent."""
JITTER: Final = 0.2
LEASE: Final = timedelta(seconds=30)
"""Who claims a delivery has so long to keep what became of it, longer than any attempt lasts."""
MOST_DUE: Final = 20
MOST_SHOWN: Final = 100
KEPT: Final = timedelta(days=30)


async def claim(database: Database) -> list[Delivery]:
    """What is to be sent now, the oldest first, claimed so that no other worker sends it too."""
    now = utc_now()
    due = (Delivery.state == "waiting", Delivery.due_at <= now)
    async with database.reading() as session:
        found = list(
            await session.scalars(
                select(Delivery).where(*due).order_by(Delivery.due_at).limit(MOST_DUE)
            )
        )
    if not found:
        return []
    mine = []
    async with database.writing() as session:
        for one in found:
            got = await session.scalar(
                update(Delivery)
                .where(Delivery.id == one.id, Delivery.attempts == one.attempts, *due)
                .values(attempts=Delivery.attempts + 1, due_at=now + LEASE)
                .returning(Delivery.id)
            )
            if got is not None:
                one.attempts += 1
                mine.append(one)
    return mine


async def settle(database: Database, delivery: Delivery, outcome: Outcome) -> None:
    """Keep what became of a claimed delivery: sent, tried again later, or given up."""
    now = utc_now()
    if outcome.fault is None:
        values = {"state": "sent", "ended_at": now, "fault": None}
    elif outcome.final or delivery.attempts > len(PAUSES):
        values = {"state": "dead", "ended_at": now, "fault": outcome.fault}
    else:
        values = {"due_at": now + _pause(delivery.attempts), "fault": outcome.fault}
    async with database.writing() as session:
        await session.execute(
            update(Delivery)
            .where(
                Delivery.id == delivery.id,
                Delivery.state == "waiting",
                Delivery.attempts == delivery.attempts,
            )
            .values(values)
        )


def _pause(attempts: int) -> timedelta:
    """The pause after so many attempts, a fifth more or less, so that many do not come back at once."""
    return PAUSES[attempts - 1] * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311


async def next_due(database: Database) -> datetime | None:
    """When the next one is due; None when none waits."""
    async with database.reading() as session:
        return await session.scalar(
            select(func.min(Delivery.due_at)).where(Delivery.state == "waiting")
        )


async def forget(database: Database) -> None:
    """Delete what arrived more than 30 days ago."""
    async with database.writing() as session:
        await session.execute(
            delete(Delivery).where(Delivery.state == "sent", Delivery.ended_at < utc_now() - KEPT)
        )


async def unsent(session: AsyncSession) -> tuple[list[Delivery], int]:
    """The dead ones, the newest first, at most 100; and how many wait after a failed attempt."""
    dead = await session.scalars(
        select(Delivery)
        .where(Delivery.state == "dead")
        .order_by(Delivery.id.desc())
        .limit(MOST_SHOWN)
    )
    waiting = await session.scalar(
        select(func.count())
        .select_from(Delivery)
        .where(Delivery.state == "waiting", Delivery.fault.is_not(None))
    )
    return list(dead), waiting or 0


async def again(database: Database, delivery_id: int, who: str) -> bool:
    """Send a dead one once more, under the id it has; False when there is no such."""
    async with database.writing() as session:
        found = await session.scalar(
            update(Delivery)
            .where(Delivery.id == delivery_id, Delivery.state == "dead")
            .values(state="waiting", attempts=0, due_at=utc_now(), ended_at=None)
            .returning(Delivery.event)
        )
        if found is not None:
            audit.record(session, who, "delivery_again", after={"event": found})
    return found is not None
