"""「督办」: what is due soon or overdue, and the next thing to do about it."""

from __future__ import annotations

from aiohttp import web

from intake import clock
from mediation.access import Right, may, visible
from mediation.cases.change import NotPossible
from mediation.console.visit import Visit, see_other
from mediation.deadlines import board, clocks
from mediation.organisations import store


async def show(visit: Visit) -> web.Response:
    """The board."""
    return await _page(visit)


async def remind(visit: Visit) -> web.Response:
    """「已提醒」: keep that the desk was reminded."""
    no, person = visit.request.match_info["no"], visit.person
    try:
        await board.remind(visit.database, no, person.login, visible(person), clock.now().date())
    except NotPossible as error:
        return await _page(visit, str(error), 422)
    return see_other("/overdue?done=reminded")


async def _page(visit: Visit, problem: str | None = None, status: int = 200) -> web.Response:
    async with visit.database.reading() as session:
        late, total = await board.due(session, visible(visit.person), clock.now().date())
        desks = {one.id: one.name for one in await store.everything(session)}
    steps = clocks.load().steps
    return visit.render(
        "overdue.html",
        status,
        groups=[(step, [one for one in late if one.step == step]) for step in reversed(steps)],
        total=total,
        desks=desks,
        may_remind=may(visit.person, Right.SUPERVISE),
        problem=problem,
        done=visit.request.query.get("done"),
    )
