"""Somebody answers a warning: who, when, and what is being done. With an alert, one is the other."""

from __future__ import annotations

from enum import Enum
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from mediation import audit
from mediation.cases.change import NotPossible
from mediation.db import Database, utc_now
from mediation.models import Alert, Case, EarlyWarning
from mediation.outgoing import events
from mediation.staff import SignedIn
from mediation.warning.waiting import seen_by

LONGEST: Final = 200


class Answered(Enum):
    """What became of an answer."""

    MINE = "it is the answer"
    BEFORE = "somebody was faster"
    NOT_THERE = "there is no such warning in the person's sight"


async def answer(database: Database, warning_id: int, said: str, person: SignedIn) -> Answered:
    """Answer a warning that is open; an alert that it is of is taken with it.

    Raises:
        NotPossible: nothing is said, or too much.
    """
    said = said.strip()
    if not 0 < len(said) <= LONGEST:
        raise NotPossible(f"写一句怎么处置的，1 到 {LONGEST} 个字。")
    async with database.writing() as session:
        seen = seen_by(person).where(EarlyWarning.id == warning_id)
        found = (await session.execute(seen)).first()
        if found is None:
            return Answered.NOT_THERE
        warning, case, alert = found
        if not await _end(session, warning.id, "answered", person.login, said):
            return Answered.BEFORE
        if alert is not None:
            await session.execute(
                update(Alert)
                .where(Alert.id == alert.id, Alert.taken_by.is_(None))
                .values(taken_by=person.login, taken_at=utc_now())
            )
        await events.of_warning(session, "warning.answered", warning, case)
        audit.record(
            session,
            person.login,
            "warning_answered",
            case_no=case.no if case else None,
            after={"level": warning.level},
            reason=said,
        )
    return Answered.MINE


async def alert_taken(session: AsyncSession, alert_id: int, who: str) -> None:
    """Whoever takes an alert answers what warned of it, in the caller's transaction."""
    warning = await session.scalar(
        select(EarlyWarning).where(
            EarlyWarning.alert_id == alert_id, EarlyWarning.ended_at.is_(None)
        )
    )
    if warning is None or not await _end(session, warning.id, "taken", who):
        return
    case = await session.get(Case, warning.case_id) if warning.case_id else None
    await events.of_warning(session, "warning.answered", warning, case)
    audit.record(
        session,
        who,
        "warning_answered",
        case_no=case.no if case else None,
        after={"level": warning.level},
    )


async def _end(
    session: AsyncSession, warning_id: int, how: str, who: str, said: str | None = None
) -> bool:
    """Whether the warning was open and has ended now."""
    ended = await session.scalar(
        update(EarlyWarning)
        .where(EarlyWarning.id == warning_id, EarlyWarning.ended_at.is_(None))
        .values(ended_at=utc_now(), ended_by=who, ended_how=how, said=said, due_at=None)
        .returning(EarlyWarning.id)
    )
    return ended is not None
