"""「对外通知」: what could not be told to other systems or mailboxes, for the administrator."""

from __future__ import annotations

from aiohttp import web

from mediation.console.visit import Visit, see_other
from mediation.console.warning_words import FAULTS, TOPICS_IN_WORDS
from mediation.outgoing import store, targets


async def show(visit: Visit) -> web.Response:
    """Who is told what, and the deliveries that were given up."""
    told = targets.read(visit.settings)
    async with visit.database.reading() as session:
        dead, waiting = await store.unsent(session)
    return visit.render(
        "deliveries.html",
        targets=told.all,
        labels={one.key: one.label for one in told.all},
        dead=dead,
        waiting=waiting,
        topics=TOPICS_IN_WORDS,
        faults=FAULTS,
        done=visit.request.query.get("done"),
    )


async def again(visit: Visit) -> web.Response:
    """「再送一次」: under the id that it has."""
    delivery_id = int(visit.request.match_info["id"])
    if not await store.again(visit.database, delivery_id, visit.person.login):
        raise web.HTTPNotFound
    return see_other("/deliveries?done=delivery-again")
