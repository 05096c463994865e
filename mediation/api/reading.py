"""Read bodies, queries and keys of requests, or refuse them."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from mediation.problems import Refused, does_not_fit

Model = TypeVar("Model", bound=BaseModel)
PATIENCE: Final = 10.0
NUL: Final = "\x00"
KEY: Final = re.compile(r'"?([!#-~]{1,200})"?')


async def body(request: web.Request, model: type[Model]) -> tuple[Model, Any]:
    """The JSON body as a model, and as it was sent.

    Raises:
        Refused: 415 for another content type, 413 above the limit, 408 when it takes longer than
            10 s, 400 for no JSON, 422 where it does not fit the model.
    """
    if request.content_type != "application/json":
        raise Refused(415, "Send application/json.")
    try:
        async with asyncio.timeout(PATIENCE):
            raw = await request.read()
    except TimeoutError as error:
        raise Refused(408, "The body did not arrive in time.") from error
    try:
        sent = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "The body is not JSON in UTF-8.") from error
    refuse_nul(sent)
    try:
        return model.model_validate(sent), sent
    except ValidationError as error:
        raise does_not_fit(error) from error


def query(request: web.Request, model: type[Model]) -> Model:
    """The query string as a model.

    Raises:
        Refused: 422 where it does not fit, or has a name twice.
    """
    refuse_nul(dict(request.query))
    times = Counter(name for name, _ in request.query.items())
    twice = [name for name in times if times[name] > 1]
    if twice:
        raise Refused(
            422,
            "Some fields do not fit.",
            errors=[{"where": name[:200], "why": "given more than once"} for name in twice],
        )
    try:
        return model.model_validate(dict(request.query))
    except ValidationError as error:
        raise does_not_fit(error) from error


def refuse_nul(sent: Any) -> None:
    """Refuse the character NUL wherever it stands: no database keeps it the same way.

    Raises:
        Refused: 422 with the places.
    """
    places = [{"where": where, "why": "holds the character NUL"} for where in _with_nul(sent, ())]
    if places:
        raise Refused(422, "Some fields do not fit.", errors=places)


def _with_nul(sent: Any, path: tuple[str, ...]) -> Iterator[str]:
    if isinstance(sent, str):
        if NUL in sent:
            yield "/".join(path)
    elif isinstance(sent, dict):
        for name, value in sent.items():
            if NUL in name:
                yield "/".join((*path, "a name"))
            yield from _with_nul(value, (*path, name.replace(NUL, "")))
    elif isinstance(sent, list):
        for at, value in enumerate(sent):
            yield from _with_nul(value, (*path, str(at)))


def idempotency_key(request: web.Request) -> str:
    """The ``Idempotency-Key`` header, in quotes or without.

    Raises:
        Refused: 400 where it is missing or not 1 to 200 visible ASCII characters.
    """
    key = KEY.fullmatch(request.headers.get("Idempotency-Key", "").strip())
    if key is None:
        raise Refused(400, "An Idempotency-Key of 1 to 200 visible ASCII characters is needed.")
    return key[1]


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
