"""「没答上的问题」: what citizens asked in vain, so that somebody betters the answers."""

from __future__ import annotations

import asyncio
import re
from typing import Final

from aiohttp import web
from pydantic import ValidationError

from intake.knowledge import KnowledgeError
from legal import entries as legal_entries
from mediation.console.downloads import attached
from mediation.console.visit import Visit, see_other
from mediation.questions import draft as drafting
from mediation.questions import store, switch

IDS: Final = re.compile(r"[0-9]{1,9}(,[0-9]{1,9}){0,299}")


async def show(visit: Visit) -> web.Response:
    """Groups of questions, and how each entry is liked."""
    async with visit.database.reading() as session:
        groups, total = await store.to_see_to(session)
        off = await switch.off(session)
        entries = await store.counts(session, also=off)
    return visit.render(
        "questions.html",
        groups=groups,
        total=total,
        entries=entries,
        off=frozenset(off),
        titles=await asyncio.to_thread(_titles),
        done=visit.request.query.get("done"),
    )


async def mark_done(visit: Visit) -> web.Response:
    """「处理好了」: the group is seen to."""
    await store.mark_done(visit.database, _ids(visit.form.get("ids", "")), visit.person.login)
    return see_other("/questions?done=questions")


async def draft(visit: Visit) -> web.Response:
    """The form of a new answer, with the ways in which a group of questions was asked."""
    ids = _ids(visit.request.query.get("ids", ""))
    async with visit.database.reading() as session:
        questions = await store.of_ids(session, ids)
    if not questions:
        raise web.HTTPNotFound
    return visit.render(
        "question_draft.html",
        ids=",".join(map(str, ids)),
        ask=drafting.ways(questions),
        longest={
            "title": drafting.LONGEST_TITLE,
            "ask": drafting.MOST_WAYS,
            "answer": legal_entries.LONGEST_ANSWER,
            "detail": legal_entries.LONGEST_DETAIL,
            "next_step": drafting.LONGEST_STEP,
            "law": drafting.LONGEST_LAW,
        },
    )


async def write_draft(visit: Visit) -> web.Response:
    """The draft as a file; nothing is kept here."""
    first = _ids(visit.form.get("ids", ""))[0]
    try:
        body = drafting.as_file(visit.form, f"draft_{first}")
    except ValidationError as error:
        raise web.HTTPBadRequest from error
    return attached(body, "application/yaml", f"拟答_{first}.yml")


async def turn(visit: Visit) -> web.Response:
    """「停用」 and 「启用」 of an answer: the bot keeps to it from its next answer on."""
    entry, to = visit.form.get("entry", ""), visit.form.get("to", "")
    if to not in {"on", "off"} or entry not in await asyncio.to_thread(_titles):
        raise web.HTTPBadRequest
    await switch.turn(visit.database, entry, visit.person.login, on=to == "on")
    return see_other(f"/questions?done=entry-{to}")


def _ids(given: str) -> list[int]:
    if not IDS.fullmatch(given):
        raise web.HTTPBadRequest
    return [int(one) for one in given.split(",")]


def _titles() -> dict[str, str]:
    """Entry → its title; nothing while somebody's change to the entries has a fault."""
    try:
        return {name: entry.title for name, entry in legal_entries.load().items()}
    except KnowledgeError:
        return {}
