"""Warnings of the invented district: the newest wait for an answer, those before have one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from mediation import audit
from mediation.db import Database, aware
from mediation.models import Case, EarlyWarning, WarnedDesk
from mediation.warning import raising, rules

MOST: Final = 40
WAITING: Final = 4
"""So many of the newest, at most half, nobody has answered yet."""
ANSWERERS: Final = {
    "county_leader": "demo.leader",
    "town_leader": "demo.liuyuan.leader",
    "district_reviewer": "demo.reviewer",
}
"""Role that a warning reached first → the demo's account."""
SAID: Final = (
    "已联系上当事人，镇里两名同志上门了。",
    "派出所到场，双方已经分开。",
    "电话核实过，当事人情绪平稳，下午见面谈。",
)


async def fill(database: Database, now: datetime) -> None:
    """Warn of the newest open cases in the colours that have to be answered."""
    async with database.writing() as session:
        found = await session.scalars(
            select(Case)
            .where(Case.status.in_(OPEN), Case.urgency_level.in_(rules.load().said))
            .order_by(Case.created_at.desc())
            .limit(MOST)
        )
        cases = list(found)
        for at, case in enumerate(cases):
            waits = at < min(WAITING, len(cases) // 2)
            moment = now - timedelta(minutes=2 * at + 1) if waits else aware(case.created_at)
            warning = await raising.warn(
                session,
                case.urgency_level,
                case=case,
                cause="staff" if waits else "received",
                now=moment,
            )
            if not waits:
                await _answer(session, case, warning, SAID[at % len(SAID)])


async def _answer(session: AsyncSession, case: Case, warning: EarlyWarning, said: str) -> None:
    first = (
        select(WarnedDesk.role).where(WarnedDesk.warning_id == warning.id).order_by(WarnedDesk.id)
    )
    role = await session.scalar(first.limit(1))
    warning.ended_by = ANSWERERS.get(role or "", "demo.reviewer")
    warning.ended_at = aware(warning.raised_at) + timedelta(minutes=9)
    warning.ended_how, warning.said, warning.due_at = "answered", said, None
    audit.record(
        session,
        warning.ended_by,
        "warning_answered",
        case_no=case.no,
        after={"level": warning.level},
        reason=said,
    )
