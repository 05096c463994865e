"""Supervision of the invented district: urgings and letters of the last days, some answered; a pause."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select, true, update

from intake.case_status import OPEN
from intake.clock import ZONE
from mediation.cases.change import By
from mediation.db import Database
from mediation.deadlines import clocks, pauses, urging, working_days
from mediation.letters import issue
from mediation.models import Case, Letter

WHO: Final = "demo.reviewer"
DAYS: Final = 5
ANSWERED: Final = 3
"""One letter in three has an answer."""
PAUSED: Final = 4


async def fill(database: Database, now: datetime) -> None:
    """What supervision would have done on the last working days."""
    today = now.astimezone(ZONE).date()
    for day in _last_working_days(today):
        await urging.write(database, day)
        await issue.issue_all(database, WHO, true(), day)
    async with database.writing() as session:
        await session.execute(
            update(Letter)
            .where(Letter.id % ANSWERED == 0)
            .values(answer="已约双方见面，本周内办完。", answered_by="demo.clerk", answered_at=now)
        )
    async with database.reading() as session:
        routes = [one.route for one in clocks.load().clocks if one.pauses]
        waiting = await session.execute(
            select(Case.no, Case.version)
            .where(Case.status.in_(OPEN), Case.due_on >= today, Case.route.in_(routes))
            .order_by(Case.due_on, Case.id)
            .limit(PAUSED)
        )
    reasons = clocks.load().pause.reasons
    for at, (no, version) in enumerate(waiting):
        until = today + timedelta(days=5 + at)
        await pauses.pause(database, By(WHO, no, version), reasons[at % len(reasons)], until, today)


def _last_working_days(today: date) -> list[date]:
    found: list[date] = []
    day = today
    while len(found) < DAYS:
        if working_days.is_working_day(day):
            found.append(day)
        day -= working_days.DAY
    return found[::-1]
