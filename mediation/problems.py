"""Every error of the API as a problem document (RFC 9457)."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web
from pydantic import ValidationError

from mediation.cases.answers import Problem
from mediation.cases.idempotency import KeyReused
from mediation.cases.intake_service import DraftReused, NoSuchCase
from mediation.db import is_busy
from mediation.logs import Handler, report, route_of

API: Final = "/api/"
CONTENT_TYPE: Final = "application/problem+json"


class Refused(Exception):
    """A request that is answered with a problem document.

    Args:
        status: the HTTP status.
        detail: a sentence for the developer of the client; never a citizen's words.
        errors: for bodies and queries that do not fit, one entry a field.
        headers: sent with the answer, such as ``WWW-Authenticate``.
    """

    def __init__(
        self,
        status: int,
        detail: str | None = None,
        *,
        errors: list[dict[str, Any]] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail or HTTPStatus(status).phrase)
        self.status, self.detail, self.errors, self.headers = status, detail, errors, headers


def does_not_fit(error: ValidationError) -> Refused:
    """The 422 for a body or query: where and why, without repeating what was sent."""
    errors = [
        {"where": "/".join(str(step) for step in one["loc"]), "why": one["msg"]}
        for one in error.errors(include_url=False, include_context=False, include_input=False)
    ]
    return Refused(422, "Some fields do not fit.", errors=errors)


KNOWN: Final[dict[type[Exception], tuple[int, str]]] = {
    NoSuchCase: (404, "There is no case with this number."),
    KeyReused: (409, "This Idempotency-Key was used with another body."),
    DraftReused: (409, "This draft was handed over under another Idempotency-Key."),
}
"""What the parts behind the API raise → status and detail."""
BUSY: Final = Refused(503, "The database is busy. Send the request again.")


@web.middleware
async def as_problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer every error under ``/api/`` with a problem document."""
    if not request.path.startswith(API):
        return await handler(request)
    try:
        return await handler(request)
    except Refused as refused:
        return _answer(refused)
    except web.HTTPException as error:
        allowed = error.headers.get("Allow")
        return _answer(Refused(error.status, headers={"Allow": allowed} if allowed else None))
    except Exception as error:  # noqa: BLE001 - whatever it is, the client gets an answer
        if type(error) in KNOWN:
            return _answer(Refused(*KNOWN[type(error)]))
        if is_busy(error):
            return _answer(BUSY)
        report(route_of(request), error)
        return _answer(Refused(500, "The request was not done. It may be sent again."))


def _answer(refused: Refused) -> web.Response:
    problem = Problem(
        title=HTTPStatus(refused.status).phrase,
        status=refused.status,
        detail=refused.detail,
        errors=refused.errors,
    )
    return web.Response(
        status=refused.status,
        text=json.dumps(problem.model_dump(exclude_none=True)),
        content_type=CONTENT_TYPE,
        headers=refused.headers,
    )
