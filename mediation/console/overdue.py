"""「督办」: what is due soon or overdue, what was done, and the next thing to do about it."""

from __future__ import annotations

from aiohttp import web

from intake import clock
from mediation.access import Right, may, visible
from mediation.cases.change import NotPossible
from mediation.console.visit import Visit, see_other
from mediation.deadlines import board, clocks, phones, urging
from mediation.letters import issue


async def show(visit: Visit) -> web.Response:
    """The board."""
    return await _page(visit)


async def remind(visit: Visit) -> web.Response:
    """「打过电话了」: keep that the desk was called."""
    no, person = visit.request.match_info["no"], visit.person
    try:
        await board.remind(visit.database, no, person.login, visible(person), clock.now().date())
    except NotPossible as error:
        return await _page(visit, str(error), 422)
    return see_other("/overdue?done=reminded")


async def letter(visit: Visit) -> web.Response:
    """Issue the letter of a step for one case; pressed twice it is one letter."""
    no, person = visit.request.match_info["no"], visit.person
    try:
        await issue.issue(
            visit.database,
            no,
            visit.form.get("step", ""),
            person.login,
            scope=visible(person),
            today=clock.now().date(),
        )
    except NotPossible as error:
        return await _page(visit, str(error), 422)
    return see_other("/overdue?done=letter")


async def letters(visit: Visit) -> web.Response:
    """Issue every letter that is due in one's scope."""
    person = visit.person
    await issue.issue_all(visit.database, person.login, visible(person), clock.now().date())
    return see_other("/letters?done=letter")


async def call_list(visit: Visit) -> web.Response:
    """The list of calls, to be printed."""
    today = clock.now().date()
    async with visit.database.reading() as session:
        calls = await phones.calls(session, visible(visit.person), today)
    return visit.render("calls.html", calls=calls, today=today)


async def seen(visit: Visit) -> web.Response:
    """「知道了，今天就办」: the desk has seen today's urgings."""
    await urging.seen(visit.database, visit.person, clock.now().date())
    return see_other("/?done=urged")


async def _page(visit: Visit, problem: str | None = None, status: int = 200) -> web.Response:
    async with visit.database.reading() as session:
        late, total = await board.due(session, visible(visit.person), clock.now().date())
    return visit.render(
        "overdue.html",
        status,
        groups=[
            (step, [one for one in late if one.step == step])
            for step in reversed(clocks.load().steps)
        ],
        total=total,
        to_send=sum(1 for one in late if one.next),
        may_supervise=may(visit.person, Right.SUPERVISE),
        problem=problem,
        done=visit.request.query.get("done"),
    )
