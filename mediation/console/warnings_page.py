"""「预警」: what waits for an answer, and the answer; cases by colour and town, on a table and a map."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from aiohttp import web

from intake.vocabulary import LEVELS, TOWNS
from mediation import masking
from mediation.access import Right, may, sees_names, visible
from mediation.cases.change import NotPossible
from mediation.cases.history import names
from mediation.cases.numbers import NUMBER
from mediation.console import queue
from mediation.console.level_words import LEVEL_WORDS
from mediation.console.visit import PURPOSES, Visit, see_other
from mediation.warning import answers, board, rules, town_map, waiting
from mediation.warning.answers import Answered
from mediation.warning.board import Town

BACK: Final = re.compile(rf"/warnings|/cases/{NUMBER.pattern}", re.ASCII)
"""Pages from which one answers, beside the queue."""
LINE: Final = 21
"""Height of a line on the map, in its own units."""
NOWHERE: Final = "unknown"
"""In an address: cases without a town."""


@dataclass(frozen=True)
class Place:
    """A town on the map: its outline, its colour, and what is written in it, line under line."""

    points: str
    level: str
    calls: bool
    lines: list[tuple[int, int, str]]


async def show(visit: Visit) -> web.Response:
    """The board."""
    person = visit.person
    town, level = _asked(visit)
    scope = visible(person)
    async with visit.database.reading() as session:
        warned = await waiting.of_person(session, person)
        by_town = await board.towns(session, scope, TOWNS)
        burning, total = await board.burning(session, scope, town=town, level=level)
        logins = {one.warned.warning.ended_by for one in burning if one.warned}
        people = await names(session, {login for login in logins if login})
    hide_names = not sees_names(person)
    return visit.render(
        "warnings.html",
        warned=warned,
        by_town=by_town,
        places=_places(by_town),
        map=town_map.load(),
        burning=burning,
        total=total,
        people=people,
        said=lambda one: masking.text(one.warned.warning.said, one.case, names=hide_names),
        town=town,
        level=level,
        levels=rules.load().said,
        address=_address,
        nowhere=NOWHERE,
        may={Right.ALERTS.name: may(person, Right.ALERTS), Right.UNMASK.name: False},
        purposes=PURPOSES,
        done=visit.request.query.get("done"),
    )


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


def _asked(visit: Visit) -> tuple[str | None, str | None]:
    """Town and colour that the address asks for.

    Raises:
        web.HTTPBadRequest: there is no such.
    """
    query = visit.request.query
    town, level = query.get("town") or None, query.get("level") or None
    if (town and town not in (*TOWNS, NOWHERE)) or (level and level not in LEVELS):
        raise web.HTTPBadRequest
    return (board.UNKNOWN if town == NOWHERE else town), level


def _address(town: str | None, level: str | None) -> str:
    """The board narrowed to a town and a colour."""
    asked = {"town": NOWHERE if town == board.UNKNOWN else town, "level": level}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"/warnings?{query}#burning" if query else "/warnings#burning"


def _places(by_town: list[Town]) -> list[Place]:
    counted = {one.name: one for one in by_town}
    places = []
    for drawn in town_map.load().towns:
        town = counted[drawn.name]
        x, y = drawn.label
        said = [drawn.name, *_numbers(town)]
        lines = [(x, y + at * LINE, words) for at, words in enumerate(said)]
        places.append(Place(drawn.points, town.worst or "none", bool(town.unanswered), lines))
    return places


def _numbers(town: Town) -> list[str]:
    """What the map says of a town: red and yellow, else blue; and what nobody has answered."""
    urgent = [level for level in rules.load().said if town.by_level[level]]
    shown = urgent or [level for level in LEVELS if town.by_level[level]]
    lines = [
        f"{LEVEL_WORDS[level].sign} {LEVEL_WORDS[level].colour} {town.by_level[level]} 件"
        for level in shown
    ]
    return [*lines, *([f"！没回应 {town.unanswered}"] if town.unanswered else [])] or ["没有案件"]
