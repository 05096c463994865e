"""Go on to the next step where nobody answers, beside the application; restarts and doubles change nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Final

import structlog
from aiohttp import web
from sqlalchemy import and_, or_, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from mediation.background import repeated
from mediation.db import Database, utc_now
from mediation.keys import DATABASE
from mediation.models import Case, EarlyWarning
from mediation.warning import rules
from mediation.warning.raising import take_step

LOOK_AGAIN_AFTER: Final = 15.0
AT_ONCE: Final = 50
log = structlog.get_logger()


async def running(app: web.Application) -> AsyncIterator[None]:
    """Look for warnings that nobody answers every 15 seconds, as long as the application runs."""
    async with repeated(lambda: _round(app[DATABASE])):
        yield


async def once(database: Database, now: datetime) -> int:
    """Take every step that is due; how many were taken.

    What warns of a case that is over, or that only had to be accepted and is, ends before. A step is
    counted up only from what was read, in the transaction with all that follows from it: of two workers
    one takes it.
    """
    async with database.writing() as session:
        await _end_what_is_over(session, now)
    async with database.reading() as session:
        due = select(EarlyWarning.id, EarlyWarning.step).where(
            EarlyWarning.due_at <= now, EarlyWarning.ended_at.is_(None)
        )
        found = list(await session.execute(due.order_by(EarlyWarning.due_at).limit(AT_ONCE)))
    taken = 0
    for warning_id, step in found:
        async with database.writing() as session:
            taken += await _escalate(session, warning_id, step, now)
    return taken


async def _escalate(session: AsyncSession, warning_id: int, step: int, now: datetime) -> bool:
    mine = await session.scalar(
        update(EarlyWarning)
        .where(
            EarlyWarning.id == warning_id,
            EarlyWarning.step == step,
            EarlyWarning.due_at <= now,
            EarlyWarning.ended_at.is_(None),
        )
        .values(due_at=None)
        .returning(EarlyWarning.id)
    )
    if mine is None:
        return False
    warning = await session.get_one(EarlyWarning, warning_id, populate_existing=True)
    case = await session.get(Case, warning.case_id) if warning.case_id else None
    await take_step(session, warning, case, now, "escalated")
    return True


async def _end_what_is_over(session: AsyncSession, now: datetime) -> None:
    """What came to its end by itself: the case was accepted, or is over since the warning."""
    accepted = tuple(one.level for one in rules.load().colours if one.answer == "accepted")
    taken_on = and_(Case.accepted_at.is_not(None), EarlyWarning.level.in_(accepted))
    over = and_(
        Case.status.not_in(OPEN),
        or_(Case.ended_at.is_(None), Case.ended_at >= EarlyWarning.raised_at),
    )
    for how, condition in (("accepted", taken_on), ("over", over)):
        its_case = select(Case.id).where(Case.id == EarlyWarning.case_id, condition)
        await session.execute(
            update(EarlyWarning)
            .where(EarlyWarning.ended_at.is_(None), its_case.exists())
            .values(ended_at=now, ended_how=how, due_at=None)
            .execution_options(synchronize_session=False)
        )


async def _round(database: Database) -> float:
    try:
        if taken := await once(database, utc_now()):
            log.info("warnings escalated", steps=taken)
    except (SQLAlchemyError, OSError) as error:
        log.warning("warnings wait", error=type(error).__name__)
    return LOOK_AGAIN_AFTER
