"""Take an alert."""

from __future__ import annotations

from aiohttp import web

from mediation.cases import alerts
from mediation.console.visit import Visit, see_other


async def take(visit: Visit) -> web.Response:
    """「我来处理」: the alert is mine, unless somebody was faster."""
    person = visit.person
    taken_by = await alerts.take(visit.database, int(visit.request.match_info["id"]), person.login)
    if taken_by is None:
        raise web.HTTPNotFound
    return see_other("/?done=taken" if taken_by == person.login else "/?done=taken-by-other")
