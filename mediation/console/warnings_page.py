"""「预警」: what waits for an answer, and the answer."""

from __future__ import annotations

import re
from typing import Final

from aiohttp import web

from mediation.cases.change import NotPossible
from mediation.cases.numbers import NUMBER
from mediation.console import queue
from mediation.console.visit import Visit, see_other
from mediation.warning import answers, waiting
from mediation.warning.answers import Answered

BACK: Final = re.compile(rf"/warnings|/cases/{NUMBER.pattern}", re.ASCII)
"""Pages from which one answers, beside the queue."""


async def answer(visit: Visit) -> web.Response:
    """「回应预警」: who, when, and what is being done; nobody further up is warned any more."""
    warning_id, said = int(visit.request.match_info["id"]), visit.form.get("said", "")
    try:
        made = await answers.answer(visit.database, warning_id, said, visit.person)
    except NotPossible as error:
        return await queue.page(visit, problem=str(error), status=422)
    if made is Answered.NOT_THERE:
        raise web.HTTPNotFound
    done = "warning-answered" if made is Answered.MINE else "warning-answered-before"
    back = visit.form.get("back", "")
    return see_other(f"{back if BACK.fullmatch(back) else '/'}?done={done}")


async def pulse(visit: Visit) -> web.Response:
    """What waits for the person's own answer, asked by every open page: how many, which is new."""
    async with visit.database.reading() as session:
        number, newest, level = await waiting.newest(session, visit.person)
    return web.json_response({"waiting": number, "newest": newest, "level": level})
