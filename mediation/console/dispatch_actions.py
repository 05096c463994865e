"""分流指派 on the case page: send, take, give back; correct the route."""

from __future__ import annotations

from aiohttp import web

from mediation.cases import route as routing
from mediation.console.case_actions import act
from mediation.console.visit import Visit
from mediation.console.words import value_of
from mediation.dispatch import send


async def dispatch(visit: Visit) -> web.Response:
    """Send the case to a desk."""
    form = visit.form
    order = send.Order(
        form.get("way", ""), form.get("desk", ""), form.get("mediator", ""), form.get("reason", "")
    )
    return await act(
        visit,
        "dispatched",
        lambda by: send.dispatch(visit.database, by, order),
        what="指派",
        now=lambda case: value_of("status", case.status),
        yours=f"{send.WAYS.get(order.way, '')}　{order.reason}",
        anchor="#dispatch",
    )


async def answer(visit: Visit) -> web.Response:
    """Take the case, or give it back."""
    accept, reason = visit.form.get("answer") == "accept", visit.form.get("reason", "")
    return await act(
        visit,
        "taken-on" if accept else "given-back",
        lambda by: send.answer(visit.database, by, visit.person, accept=accept, reason=reason),
        what="接收",
        now=lambda case: value_of("status", case.status),
        yours=("接收" if accept else "退回") + f"　{reason}",
        anchor="#dispatch",
    )


async def correct_route(visit: Visit) -> web.Response:
    """Correct the route; the letter goes to the citizen."""
    route, text = visit.form.get("route", ""), visit.form.get("letter", "")
    return await act(
        visit,
        "route",
        lambda by: routing.correct(visit.database, by, route, text),
        what="去向",
        now=lambda case: value_of("route", case.route),
        yours=text,
    )
