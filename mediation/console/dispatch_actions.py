"""分流指派 on the case page: send, take, give back, ask others to help; correct the route."""

from __future__ import annotations

from dataclasses import replace

from aiohttp import web

from mediation.cases import route as routing
from mediation.cases.change import By
from mediation.console import office_choice
from mediation.console.case_actions import act
from mediation.console.visit import Visit
from mediation.console.words import value_of
from mediation.dispatch import joint, send
from mediation.mediators import flags
from mediation.organisations import store as organisations


async def dispatch(visit: Visit) -> web.Response:
    """Send the case to a desk."""
    form = visit.form
    order = send.Order(form.get("way", ""), "", form.get("mediator", ""), form.get("reason", ""))
    typed = form.get("desk", "")

    async def do(by: By) -> None:
        code = await office_choice.code_of(visit.database, typed)
        await send.dispatch(visit.database, by, replace(order, code=code))

    chosen = (send.WAYS.get(order.way, ""), await _name(visit, typed), order.reason)
    return await act(
        visit,
        "dispatched",
        do,
        what="指派",
        now=lambda case: value_of("status", case.status),
        yours="　".join(one for one in chosen if one),
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


async def helpers(visit: Visit) -> web.Response:
    """Ask a unit to handle the case jointly, or let it go."""
    typed, gone = visit.form.get("desk", ""), visit.form.get("what") == "remove"

    async def do(by: By) -> None:
        code = await office_choice.code_of(visit.database, typed)
        await (joint.remove if gone else joint.add)(visit.database, by, code)

    return await act(
        visit,
        "joint",
        do,
        what="联合办理",
        now=lambda case: value_of("status", case.status),
        yours=("不再联办" if gone else "请来联办") + f"　{await _name(visit, typed)}",
        anchor="#dispatch",
    )


async def flag(visit: Visit) -> web.Response:
    """Keep what was said about a mediator and this case."""
    form = visit.form
    login, kind, reason = form.get("mediator", ""), form.get("kind", ""), form.get("reason", "")
    return await act(
        visit,
        "flagged",
        lambda by: flags.put(visit.database, by, login, kind, reason),
        what="调解员",
        now=lambda case: value_of("status", case.status),
        yours=f"{flags.KINDS.get(kind, '')}　{reason}",
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
        yours=f"{value_of('route', route)}　{text}",
    )


async def _name(visit: Visit, typed: str) -> str:
    """An office whose code was sent by a button by its name; what was typed as it was typed."""
    async with visit.database.reading() as session:
        found = await organisations.by_code(session, typed)
    return found.name if found else typed
