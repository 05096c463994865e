"""Keep the due day of a case as it goes its way."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import select

from intake.case_status import OPEN
from intake.clock import ZONE
from mediation.db import Database, aware, utc_now
from mediation.deadlines import clocks
from mediation.models import Case

OUTCOMES: Final = ("agreed", "failed", "withdrawn")
AT_ONCE: Final = 500


def restart(case: Case, now: datetime | None = None) -> None:
    """Set the moments and the due day that follow from a case's status and route.

    To be called after every change of either, in the same transaction.
    """
    now = now or utc_now()
    if case.status not in {"submitted", "withdrawn"} and case.accepted_at is None:
        case.accepted_at = now
        case.accept_hours = int((now - aware(case.created_at)).total_seconds() // 3600)
    if case.status in OUTCOMES:
        case.outcome = case.status
    elif case.status in OPEN:
        case.outcome = None
    if case.status in OPEN:
        case.ended_at = case.settle_days = None
        clock = clocks.load().of(case.route)
        begun = case.created_at if case.accepted_at is None else case.accepted_at
        term = clock.accept if case.accepted_at is None else clock.settle
        case.due_on = term.due(aware(begun).astimezone(ZONE).date())
    elif case.ended_at is None:
        case.due_on, case.ended_at = None, now
        case.settle_days = (now - aware(case.created_at)).days


async def ensure(database: Database) -> None:
    """Give open cases of before there were clocks their due day."""
    while True:
        async with database.writing() as session:
            rows = list(
                await session.scalars(
                    select(Case).where(Case.status.in_(OPEN), Case.due_on.is_(None)).limit(AT_ONCE)
                )
            )
            for case in rows:
                restart(case)
        if not rows:
            return
