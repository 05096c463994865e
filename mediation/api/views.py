"""The handlers of the API."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from aiohttp import web
from pydantic import BaseModel

from mediation import access, masking
from mediation.api import reading
from mediation.api.auth import ASKED_BY
from mediation.cases import intake_service, search
from mediation.cases.answers import CaseList, CaseOut
from mediation.cases.idempotency import body_hash
from mediation.cases.schemas import AlertIn, CaseIn, CaseQuery, NoteIn
from mediation.cases.show import shown
from mediation.keys import DATABASE
from mediation.models import Case, Note, TranscriptLine
from mediation.questions import store, switch
from mediation.questions.schemas import EntriesOff, QuestionIn
from mediation.sources import receive
from mediation.sources.schemas import SourceCaseIn, SourceNoteIn


async def create_case(request: web.Request) -> web.Response:
    """201 with the new case; 200 with the same one when the key and body are repeated."""
    key = reading.idempotency_key(request)
    source = request[ASKED_BY].source
    if source is None:
        bot_body, sent = await reading.body(request, CaseIn)
        told = intake_service.of_bot(bot_body)
    else:
        body, sent = await reading.body(request, SourceCaseIn)
        told = await asyncio.to_thread(receive.incoming, body, source)
    no, new = await intake_service.hand_over(request.app[DATABASE], key, body_hash(sent), told)
    return _json(await _case(request, no), 201 if new else 200)


async def list_cases(request: web.Request) -> web.Response:
    """A page of cases without transcripts, newest first; what words find is counted up to a limit."""
    asked = reading.query(request, CaseQuery)
    filters = search.Filters(**asked.model_dump(exclude={"page", "page_size"}))
    async with request.app[DATABASE].reading() as session:
        found = await search.find(
            session,
            filters,
            scope=request[ASKED_BY].scope,
            page=asked.page,
            page_size=asked.page_size,
        )
    items = [_shown(request, case) for case in found.cases]
    return _json(CaseList(items=items, total=found.total, more=found.more))


async def show_case(request: web.Request) -> web.Response:
    """One case with everything."""
    return _json(await _case(request, request.match_info["no"]))


async def add_note(request: web.Request) -> web.Response:
    """201 with the note; 200 when the key and body are repeated."""
    key = reading.idempotency_key(request)
    source = request[ASKED_BY].source
    body, sent = await reading.body(request, NoteIn if source is None else SourceNoteIn)
    note, new = await intake_service.add_note(
        request.app[DATABASE],
        request.match_info["no"],
        key,
        body_hash(sent),
        body,
        source=source.code if source else None,
    )
    return _json(note, 201 if new else 200)


async def raise_alert(request: web.Request) -> web.Response:
    """201 with the alert; 200 when the key and body are repeated."""
    key = reading.idempotency_key(request)
    body, sent = await reading.body(request, AlertIn)
    alert, new = await intake_service.raise_alert(request.app[DATABASE], key, body_hash(sent), body)
    return _json(alert, 201 if new else 200)


async def add_question(request: web.Request) -> web.Response:
    """201 with the question; 200 when the key and body are repeated."""
    key = reading.idempotency_key(request)
    body, sent = await reading.body(request, QuestionIn)
    question, new = await store.add(request.app[DATABASE], key, body_hash(sent), body)
    return _json(question, 201 if new else 200)


async def entries_off(request: web.Request) -> web.Response:
    """The legal entries that the bot must not give out."""
    async with request.app[DATABASE].reading() as session:
        return _json(EntriesOff(off=await switch.off(session)))


async def _case(request: web.Request, no: str) -> CaseOut:
    async with request.app[DATABASE].reading() as session:
        return _shown(request, *await search.with_all(session, no, request[ASKED_BY].scope))


def _shown(
    request: web.Request,
    case: Case,
    transcript: Sequence[TranscriptLine] = (),
    notes: Sequence[Note] = (),
) -> CaseOut:
    """The case; for staff without phone numbers, and without names unless the role sees them."""
    whole = shown(case, transcript, notes)
    person = request[ASKED_BY].person
    if person is None:
        return whole
    return masking.of_case(whole, case, names=not access.sees_names(person))


def _json(model: BaseModel, status: int = 200) -> web.Response:
    return web.Response(
        status=status, text=model.model_dump_json(by_alias=True), content_type="application/json"
    )
