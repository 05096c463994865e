"""「调解协议书」 on the case page: draw it up, print it, keep the signing and the court's confirmation."""

from __future__ import annotations

import asyncio

from aiohttp import web

from intake import clock
from mediation import audit
from mediation.access import visible
from mediation.agreements import confirmation, document, store, typed
from mediation.cases import search
from mediation.cases.change import By, NotPossible
from mediation.console.case_actions import act
from mediation.console.case_page import page
from mediation.console.downloads import DOCX, attached
from mediation.console.visit import Visit
from mediation.console.words import value_of
from mediation.models import Case
from mediation.statistics import period


async def draw_up(visit: Visit) -> web.Response:
    """Draw an agreement up from what was agreed."""

    async def change(by: By) -> None:
        await store.draw_up(visit.database, by, typed.read(visit.form), clock.now().date())

    return await act(
        visit,
        "agreement",
        change,
        what="调解协议书",
        now=_status,
        yours=visit.form.get("terms", ""),
        anchor="#agreement",
    )


async def sign(visit: Visit) -> web.Response:
    """Keep the day on which all signed."""
    day = period.day(visit.form.get("day", ""))
    return await act(
        visit,
        "signed",
        lambda by: store.sign(visit.database, by, _asked(visit), day, clock.now().date()),
        what="签字",
        now=_status,
        yours=visit.form.get("day", ""),
        anchor="#agreement",
    )


async def confirm(visit: Visit) -> web.Response:
    """Keep whether the parties want the court's confirmation, or when they asked for it."""
    what, day = visit.form.get("what", ""), period.day(visit.form.get("day", ""))
    return await act(
        visit,
        "confirmation",
        lambda by: confirmation.keep(
            visit.database, by, _asked(visit), what, day=day, today=clock.now().date()
        ),
        what="司法确认",
        now=_status,
        yours=confirmation.WORDS.get(what, ""),
        anchor="#agreement",
    )


async def print_it(visit: Visit) -> web.Response:
    """The agreement as docx, with the parties' names in full: that somebody took it stands in the log."""
    async with visit.database.writing() as session:
        case = await search.one(session, visit.request.match_info["no"], visible(visit.person))
        try:
            agreement = await store.its_own(session, case, _asked(visit))
        except NotPossible as error:
            return await page(visit, problem=str(error), status=422)
        after = {"number": agreement.number}
        audit.record(session, visit.person.login, "agreement_printed", case_no=case.no, after=after)
    made = await asyncio.to_thread(document.docx, agreement)
    return attached(made, DOCX, f"{agreement.number}.docx")


def _asked(visit: Visit) -> int:
    return int(visit.request.match_info["id"])


def _status(case: Case) -> str:
    return value_of("status", case.status)
