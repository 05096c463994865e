"""Take an alert, say which case it is about, see its words in full, leave its citizen a message."""

from __future__ import annotations

from aiohttp import web

from mediation.access import alert_visible
from mediation.cases import alerts, placing
from mediation.cases.change import NotPossible
from mediation.console import queue
from mediation.console.visit import NO_PURPOSE, Visit, see_other


async def take(visit: Visit) -> web.Response:
    """「我来处理」: the alert is mine, unless somebody was faster."""
    person = visit.person
    taken_by = await alerts.take(
        visit.database, int(visit.request.match_info["id"]), person.login, alert_visible(person)
    )
    if taken_by is None:
        raise web.HTTPNotFound
    return see_other("/?done=taken" if taken_by == person.login else "/?done=taken-by-other")


async def message(visit: Visit) -> web.Response:
    """「给当事人留言」: sent through the public account, since there is no number to call."""
    alert_id, text = int(visit.request.match_info["id"]), visit.form.get("text", "")
    try:
        found = await alerts.message(
            visit.database, alert_id, text, visit.person.login, alert_visible(visit.person)
        )
    except NotPossible as error:
        return await queue.page(visit, problem=str(error), status=422)
    if not found:
        raise web.HTTPNotFound
    return see_other("/?done=messaged")


async def place(visit: Visit) -> web.Response:
    """「属于这件」: the alert is about that case of the citizen, which takes its colour."""
    alert_id, no = int(visit.request.match_info["id"]), visit.form.get("no", "")
    try:
        found = await placing.into_case(visit.database, alert_id, no, visit.person)
    except NotPossible as error:
        return await queue.page(visit, problem=str(error), status=422)
    if not found:
        raise web.HTTPNotFound
    return see_other(f"/cases/{no}?done=alert-placed")


async def apart(visit: Visit) -> web.Response:
    """「另立一件」: the alert becomes a case of its own."""
    alert_id = int(visit.request.match_info["id"])
    try:
        no = await placing.as_new_case(visit.database, alert_id, visit.person)
    except NotPossible as error:
        return await queue.page(visit, problem=str(error), status=422)
    if no is None:
        raise web.HTTPNotFound
    return see_other(f"/cases/{no}?done=alert-apart")


async def show(visit: Visit) -> web.Response:
    """「显示」: the words of an alert once without masks; the purpose stands in the log."""
    alert_id, purpose = int(visit.request.match_info["id"]), visit.purpose()
    if purpose is None:
        return await queue.page(visit, problem=NO_PURPOSE, status=422)
    found = await alerts.looked_at(
        visit.database, alert_id, visit.person.login, purpose, alert_visible(visit.person)
    )
    if not found:
        raise web.HTTPNotFound
    return await queue.page(visit, whole_alert=alert_id)
