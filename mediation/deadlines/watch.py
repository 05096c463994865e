"""Keep the due day of a case as it goes its way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import select

from intake.case_status import OPEN
from intake.clock import ZONE
from mediation.db import Database, aware, utc_now
from mediation.deadlines import clocks, working_days
from mediation.models import Case

OUTCOMES: Final = ("agreed", "failed", "withdrawn")
AT_ONCE: Final = 500


def restart(case: Case, now: datetime | None = None) -> None:
    """Set the moments and the due day that follow from a case's status and route.

    To be called after every change of either, in the same transaction.
    """
    now = now or utc_now()
    today = now.astimezone(ZONE).date()
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
        begun_on = aware(begun).astimezone(ZONE).date()
        if not clock.pauses:
            end_pause(case, today)
        paused = paused_days(case.pauses, begun_on) if clock.pauses else 0
        case.due_on = working_days.after(term.due(begun_on), paused)
    elif case.ended_at is None:
        end_pause(case, today)
        case.due_on, case.ended_at = None, now
        case.settle_days = (now - aware(case.created_at)).days


def end_pause(case: Case, today: date, who: str | None = None) -> None:
    """Where the clock of a case stands still, let today count again.

    Args:
        who: the login of who ends it by hand.
    """
    if case.paused_until is None:
        return
    if case.paused_until >= today:
        last = {"until": (today - timedelta(days=1)).isoformat(), "ended_by": who}
        case.pauses = [*case.pauses[:-1], case.pauses[-1] | last]
    case.paused_until = None


def paused_days(pauses: Iterable[Mapping[str, Any]] | None, begun: date) -> int:
    """How many working days of a term that begins the day after ``begun`` were or will be paused.

    Args:
        pauses: as a case keeps them, see :mod:`mediation.deadlines.pauses`; None on a new case.
    """
    return sum(
        working_days.count(
            max(date.fromisoformat(one["since"]), begun + timedelta(days=1)),
            date.fromisoformat(one["until"]),
        )
        for one in pauses or ()
    )


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
