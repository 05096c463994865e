"""「办结」 and 「不等了」 on the case page."""

from __future__ import annotations

from aiohttp import web

from intake.case_status import OUTCOME_LABELS
from mediation.closing import close
from mediation.closing.close import Ending
from mediation.closing.rules import load
from mediation.console.case_actions import act
from mediation.console.visit import Visit
from mediation.console.words import value_of


async def end(visit: Visit) -> web.Response:
    """Close the case; the citizen is told how it ended and asked how it was."""
    form = visit.form
    ways = tuple(way.name for way in load().ways if form.get(f"way_{way.name}"))
    ending = Ending(form.get("outcome", ""), ways, form.get("reason", ""))
    return await act(
        visit,
        "closed",
        lambda by: close.close(visit.database, by, ending),
        what="办结",
        now=lambda case: value_of("status", case.status),
        yours=f"{OUTCOME_LABELS.get(ending.outcome, '')}　{ending.reason}",
        anchor="#closing",
    )


async def stop_asking(visit: Visit) -> web.Response:
    """The question to the citizen is taken back."""
    return await act(
        visit,
        "unasked",
        lambda by: close.stop_asking(visit.database, by),
        what="问当事人",
        now=lambda case: value_of("status", case.status),
        yours="不等了",
        anchor="#talked",
    )
