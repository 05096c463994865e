"""Pause a case's clock, and let it run again."""

from __future__ import annotations

from aiohttp import web

from intake import clock
from mediation.console.case_actions import act
from mediation.console.visit import Visit
from mediation.deadlines import pauses
from mediation.statistics import period


async def pause(visit: Visit) -> web.Response:
    """「暂停计时」, with a reason, until a day."""
    reason = visit.form.get("reason", "").strip() or visit.form.get("usual", "")
    until = period.day(visit.form.get("until", ""))
    return await act(
        visit,
        "paused",
        lambda by: pauses.pause(visit.database, by, reason, until, clock.now().date()),
        what="期限",
        now=lambda case: f"到 {case.due_on}" if case.due_on else "没有期限",
        yours=f"暂停到 {until or '？'}　{reason}",
        anchor="#clock",
    )


async def resume(visit: Visit) -> web.Response:
    """「恢复计时」."""
    return await act(
        visit,
        "resumed",
        lambda by: pauses.resume(visit.database, by, clock.now().date()),
        what="期限",
        now=lambda case: f"到 {case.due_on}" if case.due_on else "没有期限",
        yours="恢复计时",
        anchor="#clock",
    )
