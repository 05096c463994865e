"""What staff do while a case is worked on: set the next state, ask the citizen."""

from __future__ import annotations

from aiohttp import web

from intake.case_status import STATUS_LABELS
from mediation.cases import workflow
from mediation.console.case_actions import act
from mediation.console.visit import Visit
from mediation.console.words import value_of


async def move(visit: Visit) -> web.Response:
    """Set the next state; the citizen is told."""
    state, reason = visit.form.get("status", ""), visit.form.get("reason", "")
    return await act(
        visit,
        "status",
        lambda by: workflow.move(visit.database, by, state, reason),
        what="状态",
        now=lambda case: value_of("status", case.status),
        yours=f"{STATUS_LABELS.get(state, '')}　{reason}",
        anchor="#work",
    )


async def ask(visit: Visit) -> web.Response:
    """「问当事人」: the question goes into the chat."""
    text = visit.form.get("text", "")
    return await act(
        visit,
        "asked",
        lambda by: workflow.ask_citizen(visit.database, by, text),
        what="问当事人",
        now=lambda case: value_of("status", case.status),
        yours=text,
        anchor="#talked",
    )
