"""Pauses: while one waits for an expert's report, the clock stands still.

A pause stands with its case as ``{"since", "until", "reason", "who", "ended_by"}``: days are ISO days,
both counted, ``until`` is the last one; ``ended_by`` is who ended it early. Nothing needs to happen for
a pause to end by itself: the due day is counted with it from the first day on.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from mediation import audit
from mediation.cases.change import By, Entry, NotPossible, changed
from mediation.db import Database
from mediation.deadlines import clocks, watch
from mediation.models import Case

LONGEST_REASON: Final = 200
SYSTEM: Final = "system"


async def pause(database: Database, by: By, reason: str, until: date | None, today: date) -> None:
    """Let the clock of a case stand still from today until a day; the due day moves at once.

    Raises:
        NotPossible: the clock may not be paused, is paused already, or the due day is over; the
            reason is missing or too long; the day is not ahead or too far.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """
    reason, rules = reason.strip(), clocks.load()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise NotPossible(f"请写明为什么暂停，最多 {LONGEST_REASON} 个字。")
    if until is None or not today <= until <= today + timedelta(days=rules.pause.longest):
        raise NotPossible(f"暂停到哪天：从今天起，一次最多 {rules.pause.longest} 天。")

    def change(_: AsyncSession, case: Case) -> Entry:
        clock = rules.of(case.route)
        if case.status not in OPEN or case.due_on is None:
            raise NotPossible("案子已经办完，没有期限可停。")
        if not clock.pauses:
            raise NotPossible(f"这条路的期限不能暂停（{clock.basis}）。")
        if running(case, today):
            raise NotPossible("期限已经停着了。")
        if case.due_on < today:
            raise NotPossible("已经超期，不能再暂停，请先办理。")
        one = {
            "since": today.isoformat(),
            "until": until.isoformat(),
            "reason": reason,
            "who": by.who,
            "ended_by": None,
        }
        before, case.pauses, case.paused_until = case.due_on, [*case.pauses, one], until
        watch.restart(case)
        return Entry(
            "paused",
            {"due": before.isoformat()},
            {"due": case.due_on.isoformat(), "until": until.isoformat()},
            reason,
        )

    await changed(database, by, change)


async def resume(database: Database, by: By, today: date) -> None:
    """End a pause by hand: today counts again, the due day moves back.

    Raises:
        NotPossible: the clock runs.
        mediation.cases.intake_service.NoSuchCase, mediation.cases.change.ChangedMeanwhile: see there.
    """

    def change(_: AsyncSession, case: Case) -> Entry:
        if not running(case, today):
            raise NotPossible("期限没有停着。")
        before = case.due_on
        watch.end_pause(case, today, by.who)
        watch.restart(case)
        return Entry(
            "pause_ended",
            {"due": before.isoformat() if before else None},
            {"due": case.due_on.isoformat() if case.due_on else None},
        )

    await changed(database, by, change)


async def close_run_out(database: Database, today: date) -> int:
    """Write into the history which pauses have ended by themselves; how many.

    One statement takes the mark away and says of which cases, in one transaction with the history:
    done twice, or by two at once, it is written once.
    """
    async with database.writing() as session:
        numbers = await session.scalars(
            update(Case)
            .where(Case.paused_until < today)
            .values(paused_until=None)
            .returning(Case.no)
        )
        found = list(numbers)
        for no in found:
            audit.record(session, SYSTEM, "pause_ended", case_no=no)
    return len(found)


def running(case: Case, today: date) -> bool:
    """Whether the clock of a case stands still today."""
    return case.paused_until is not None and case.paused_until >= today
