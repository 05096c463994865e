"""「我的登录」: where one is signed in, and how to end it."""

from __future__ import annotations

import re
from typing import Final

from aiohttp import web

from mediation import staff
from mediation.console.visit import Visit, see_other

NAME: Final = re.compile(r"[0-9a-f]{64}")


async def show(visit: Visit) -> web.Response:
    """One's open sessions."""
    return visit.render(
        "sessions.html",
        sessions=await staff.sessions_of(visit.database, visit.person.staff_id),
        done=visit.request.query.get("done"),
    )


async def end(visit: Visit) -> web.Response:
    """End one of one's sessions."""
    name = visit.form.get("session", "")
    if not NAME.fullmatch(name):
        raise web.HTTPBadRequest
    await staff.revoke(visit.database, visit.person.staff_id, visit.person.login, name)
    return see_other("/sessions?done=session")
