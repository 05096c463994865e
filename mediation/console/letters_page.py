"""「督办函」: letters with the desks' answers, and the letters themselves as docx."""

from __future__ import annotations

import asyncio

from aiohttp import web

from intake import clock
from mediation.access import Right, may
from mediation.cases.change import NotPossible
from mediation.cases.history import names
from mediation.console.downloads import DOCX, attached
from mediation.console.visit import Visit, see_other
from mediation.letters import answer, document


async def show(visit: Visit) -> web.Response:
    """The letters about cases that one may see."""
    return await _page(visit)


async def download(visit: Visit) -> web.Response:
    """One letter as docx."""
    try:
        async with visit.database.reading() as session:
            sent = await answer.one(session, _asked(visit), visit.person)
    except answer.NoSuchLetter:
        raise web.HTTPNotFound from None
    written = await asyncio.to_thread(document.docx, sent.letter)
    return attached(written, DOCX, f"{sent.letter.number}.docx")


async def reply(visit: Visit) -> web.Response:
    """「签收并回复」: the desk has the letter and says what it does."""
    text = visit.form.get("text", "")
    try:
        await answer.answer(visit.database, _asked(visit), visit.person, text)
    except answer.NoSuchLetter:
        raise web.HTTPNotFound from None
    except answer.AlreadyAnswered as error:
        async with visit.database.reading() as session:
            who = (await names(session, {error.who})).get(error.who, error.who)
        both = f"{who}写的是“{error.first}”。您写的是“{text.strip()}”，没有记下。"
        return await _page(visit, f"{error}{both}", 409)
    except NotPossible as error:
        return await _page(visit, str(error), 422)
    return see_other("/letters?done=answered")


def _asked(visit: Visit) -> int:
    return int(visit.request.match_info["id"])


async def _page(visit: Visit, problem: str | None = None, status: int = 200) -> web.Response:
    async with visit.database.reading() as session:
        waiting, total = await answer.listed(session, visit.person, answered=False)
        answered, total_answered = await answer.listed(session, visit.person, answered=True)
        people = await names(
            session,
            {one.letter.issued_by for one in waiting + answered}
            | {one.letter.answered_by or "" for one in answered},
        )
    return visit.render(
        "letters.html",
        status,
        waiting=waiting,
        total=total,
        answered=answered,
        total_answered=total_answered,
        people=people,
        today=clock.now().date(),
        may_answer=may(visit.person, Right.WORK),
        problem=problem,
        done=visit.request.query.get("done"),
    )
