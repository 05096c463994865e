"""Every endpoint of the API, once: method, path, what goes in and out, and the handler."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from aiohttp import web
from pydantic import BaseModel

from mediation.api import views
from mediation.api.auth import ASKED_BY, require_right
from mediation.cases.answers import AlertOut, CaseList, CaseOut, NoteOut
from mediation.cases.schemas import AlertIn, CaseIn, CaseQuery, NoteIn
from mediation.problems import Refused
from mediation.questions.schemas import EntriesOff, QuestionIn, QuestionOut
from mediation.sources.schemas import SourceCaseIn, SourceNoteIn

BASE: Final = "/api/v1"


@dataclass(frozen=True)
class Endpoint:
    """One endpoint.

    Attributes:
        answers: the model of the answer.
        takes: the model of the JSON body; such an endpoint needs an ``Idempotency-Key``.
        asks: the model of the query string.
        from_sources: what another office sends in place of ``takes``.
        for_sources: another office may use it, for what is its own.
    """

    method: str
    path: str
    summary: str
    handler: Callable[[web.Request], Awaitable[web.Response]]
    answers: type[BaseModel]
    takes: type[BaseModel] | None = None
    asks: type[BaseModel] | None = None
    from_sources: type[BaseModel] | None = None
    for_sources: bool = False

    async def serve(self, request: web.Request) -> web.Response:
        """Check who asks, then handle."""
        asker = request[ASKED_BY] = await require_right(request)
        if asker.source is not None and not self.for_sources:
            raise Refused(403, "This is not for sources.")
        return await self.handler(request)


ALL: Final = (
    Endpoint(
        "POST",
        "/cases",
        "Hand a case over, once per key",
        views.create_case,
        CaseOut,
        takes=CaseIn,
        from_sources=SourceCaseIn,
        for_sources=True,
    ),
    Endpoint(
        "GET",
        "/cases",
        "Find cases, newest first",
        views.list_cases,
        CaseList,
        asks=CaseQuery,
        for_sources=True,
    ),
    Endpoint(
        "GET",
        "/cases/{no}",
        "One case with transcript and notes",
        views.show_case,
        CaseOut,
        for_sources=True,
    ),
    Endpoint(
        "POST",
        "/cases/{no}/notes",
        "Add something to a case",
        views.add_note,
        NoteOut,
        takes=NoteIn,
        from_sources=SourceNoteIn,
        for_sources=True,
    ),
    Endpoint("POST", "/alerts", "Raise an alert", views.raise_alert, AlertOut, takes=AlertIn),
    Endpoint(
        "POST",
        "/questions",
        "Tell of a legal question or of a rating",
        views.add_question,
        QuestionOut,
        takes=QuestionIn,
    ),
    Endpoint(
        "GET",
        "/entries/off",
        "Which legal entries are switched off",
        views.entries_off,
        EntriesOff,
    ),
)
