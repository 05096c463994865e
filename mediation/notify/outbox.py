"""The notices on their way: write, find those due, keep what became of them."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.db import Database, utc_now
from mediation.models import Case, Notice
from mediation.notify import words

FIRST_PAUSE: Final = timedelta(seconds=5)
LONGEST_PAUSE: Final = timedelta(minutes=10)
MOST_DUE: Final = 20
NOBODY: Final = "source:"
"""How the citizen of a case from elsewhere begins: nobody on the public account."""


def put(
    session: AsyncSession,
    *,
    citizen: str,
    text: str,
    discreet: bool,
    who: str,
    case_no: str | None = None,
) -> Notice:
    """Write a notice into the caller's transaction; its key makes sure that it arrives once.

    Whoever is not on the public account has to be told ``by_phone``: the notice says what.
    """
    now = utc_now()
    notice = Notice(
        key=f"mediation-{secrets.token_hex(16)}",
        citizen=citizen,
        case_no=case_no,
        text=text,
        discreet=discreet,
        state="by_phone" if citizen.startswith(NOBODY) else "waiting",
        written_by=who,
        written_at=now,
        due_at=now,
    )
    session.add(notice)
    return notice


def tell(session: AsyncSession, case: Case, text: str, who: str) -> None:
    """Write a notice to a case's citizen, discreet where the case asks for it."""
    put(
        session,
        citizen=case.citizen,
        text=text,
        discreet=words.discreet(case.urgency_signals),
        who=who,
        case_no=case.no,
    )


async def due(database: Database) -> list[Notice]:
    """What is to be sent now, oldest first; at most 20.

    Of each citizen only the oldest waiting notice is due: words arrive in the order written.
    """
    async with database.reading() as session:
        oldest = (
            select(func.min(Notice.id)).where(Notice.state == "waiting").group_by(Notice.citizen)
        )
        rows = await session.scalars(
            select(Notice)
            .where(Notice.id.in_(oldest), Notice.due_at <= utc_now())
            .order_by(Notice.id)
            .limit(MOST_DUE)
        )
        return list(rows)


async def of_case(session: AsyncSession, no: str) -> list[Notice]:
    """What the citizen was told about a case, oldest first."""
    rows = await session.scalars(select(Notice).where(Notice.case_no == no).order_by(Notice.id))
    return list(rows)


async def settle(database: Database, notice_id: int, state: str) -> None:
    """Keep that a notice was ``sent`` or ``refused``; only the first word counts."""
    async with database.writing() as session:
        await session.execute(
            update(Notice)
            .where(Notice.id == notice_id, Notice.state == "waiting")
            .values(state=state, sent_at=utc_now(), attempts=Notice.attempts + 1)
        )


async def put_off(database: Database, notice: Notice) -> None:
    """Try again later: 5 seconds, then twice as long each time, at most 10 minutes."""
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(notice.attempts, 10))
    async with database.writing() as session:
        await session.execute(
            update(Notice)
            .where(Notice.id == notice.id, Notice.state == "waiting")
            .values(due_at=utc_now() + pause, attempts=Notice.attempts + 1)
        )


async def next_due(database: Database) -> datetime | None:
    """When the next waiting notice is due; None when none waits."""
    async with database.reading() as session:
        return await session.scalar(
            select(Notice.due_at).where(Notice.state == "waiting").order_by(Notice.due_at).limit(1)
        )
