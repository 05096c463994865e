"""A letter to the citizen on paper; a case that goes back to the citizen or up."""

from __future__ import annotations

import asyncio

from aiohttp import web

from intake import clock
from intake.clock import ZONE
from intake.vocabulary import ROUTES
from mediation import masking
from mediation.access import sees_names, visible
from mediation.cases import citizen_letters, history, returning, search
from mediation.console.case_actions import act
from mediation.console.case_page import page
from mediation.console.downloads import DOCX, attached
from mediation.console.visit import Visit
from mediation.console.words import value_of
from mediation.db import aware
from mediation.documents import to_citizen
from mediation.letters.rules import written
from mediation.models import Case


async def preview(visit: Visit) -> web.Response:
    """「看打印的样子」: the typed letter as docx; nothing changes and nothing is sent."""
    route, text = visit.form.get("route", ""), visit.form.get("letter", "").strip()
    async with visit.database.reading() as session:
        case = await search.one(session, visit.request.match_info["no"], visible(visit.person))
    if route not in ROUTES:
        return await page(visit, problem="请选一个去向。", status=422)
    if not 0 < len(text) <= citizen_letters.LONGEST:
        limit = citizen_letters.LONGEST
        return await page(visit, problem=f"给当事人的信写 1 到 {limit} 个字。", status=422)
    return await _printed(visit, case, route, text, written(clock.now().date()))


async def sent(visit: Visit) -> web.Response:
    """The letter that went to the citizen last, as docx."""
    async with visit.database.reading() as session:
        case = await search.one(session, visit.request.match_info["no"], visible(visit.person))
        entries = await history.of_case(session, case.no)
    letters = [
        (one.after["route"], one.reason, one.at)
        for one in entries
        if one.action == "route_corrected" and one.after and one.reason
    ]
    if not letters:
        return await page(visit, problem="还没有给当事人发过信。", status=422)
    route, text, at = letters[-1]
    return await _printed(visit, case, route, text, written(aware(at).astimezone(ZONE).date()))


async def give_back(visit: Visit) -> web.Response:
    """「退回」: to the citizen with a question, or to the desk above."""
    why, text = visit.form.get("why", ""), visit.form.get("text", "")
    doing = {"incomplete": returning.incomplete, "wrong_desk": returning.wrong_desk}.get(why)
    if doing is None:
        return await page(visit, problem="请选为什么退回。", status=422)
    return await act(
        visit,
        "returned",
        lambda by: doing(visit.database, by, text),
        what="退回",
        now=lambda case: value_of("status", case.status),
        yours=text,
        anchor="#talked",
    )


async def _printed(visit: Visit, case: Case, route: str, text: str, day: str) -> web.Response:
    name = case.applicant_name
    if not sees_names(visit.person):
        name = masking.name(name)
        text = masking.text(text, case, names=True)
    letters = citizen_letters.load()
    title = letters.of(route).title
    made = await asyncio.to_thread(to_citizen.docx, title, name, text, letters.issuer, day)
    return attached(made, DOCX, f"{case.no} {title}.docx")
