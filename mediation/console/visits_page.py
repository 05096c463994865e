"""「回访」: the visits that are due in one's scope; what was found on one."""

from __future__ import annotations

from aiohttp import web

from intake import clock
from mediation.access import Right, may, visible
from mediation.agreements import confirmation
from mediation.console.case_actions import act
from mediation.console.visit import Visit
from mediation.console.words import value_of
from mediation.notify import words
from mediation.statistics import period
from mediation.visits import store


async def show(visit: Visit) -> web.Response:
    """Visits that are due within a week, or over."""
    today = clock.now().date()
    async with visit.database.reading() as session:
        waiting, total = await store.waiting(session, visible(visit.person), today)
        courts = await confirmation.waiting(session, visible(visit.person), today)
    careful = {case.no for _, case in waiting if words.discreet(case.urgency_signals)}
    return visit.render(
        "visits.html",
        waiting=waiting,
        total=total,
        courts=courts,
        careful=careful,
        may_work=may(visit.person, Right.WORK),
        done=visit.request.query.get("done"),
    )


async def keep(visit: Visit) -> web.Response:
    """Keep what was found on a visit of a case."""
    form, visit_id = visit.form, int(visit.request.match_info["id"])
    again = form.get("again_on", "")
    went = store.Went(
        period.day(form.get("done_on", "")),
        form.get("how", ""),
        form.get("kept", ""),
        form.get("found", ""),
        period.day(again) if again else None,
    )
    return await act(
        visit,
        "visited",
        lambda by: store.keep(visit.database, by, visit_id, went, clock.now().date()),
        what="回访",
        now=lambda case: value_of("status", case.status),
        yours=went.found,
        anchor="#visits",
    )
