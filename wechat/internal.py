"""``/internal/`` and ``/metrics``: for the backend and for monitoring on this machine, nobody else.

A request that came through a proxy says so in its headers and is not local, whatever its address.
"""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import json
import re
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeVar

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wechat import sending
from wechat.backend import BackendAway
from wechat.keys import COLLECTOR, HOUSEKEEPING, METRICS, SENDER, SETTINGS, STORE

FORWARDED: Final = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
SHA256: Final = re.compile(r"[0-9a-f]{64}")
Form = TypeVar("Form", bound=BaseModel)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Notice(BaseModel):
    """What the backend wants a citizen to be told.

    Attributes:
        citizen: the keyed hash.
        discreet: the text must not light up on a screen: only a hint is sent, the text follows when
            the citizen writes.
        key: the same key again changes nothing.
    """

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    citizen: str = Field(pattern=SHA256.pattern, max_length=64)
    text: str = Field(min_length=1, max_length=2000)
    discreet: bool = False
    key: str = Field(min_length=1, max_length=200)


class Erasure(BaseModel):
    """Whose words and files are to be deleted, see :meth:`wechat.retention.Housekeeping.erase`."""

    model_config = ConfigDict(extra="forbid")

    citizen: str = Field(pattern=SHA256.pattern, max_length=64)
    since: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    until: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    everything: bool = False


def setup(app: web.Application) -> None:
    """Add the routes."""
    app.router.add_get("/metrics", local(metrics))
    app.router.add_post("/internal/notify", local(trusted(notify)))
    app.router.add_post("/internal/erase", local(trusted(erase)))
    app.router.add_get("/internal/media", local(trusted(list_media)))
    app.router.add_get("/internal/media/{sha256}", local(trusted(read_media)))


def local(handler: Handler) -> Handler:
    """Only for this machine; 404 for anybody else, as if it were not there."""

    async def wrapped(request: web.Request) -> web.StreamResponse:
        try:
            loopback = ipaddress.ip_address(request.remote or "").is_loopback
        except ValueError:
            loopback = False
        if not loopback or any(name in request.headers for name in FORWARDED):
            raise web.HTTPNotFound
        return await handler(request)

    return wrapped


def trusted(handler: Handler) -> Handler:
    """Only with the backend's bearer token; 401 without."""

    async def wrapped(request: web.Request) -> web.StreamResponse:
        token = request.app[SETTINGS].mediation_api_token.get_secret_value()
        given = request.headers.get("Authorization", "").encode("utf-8", "replace")
        if not token or not hmac.compare_digest(given, f"Bearer {token}".encode()):
            raise web.HTTPUnauthorized(headers={"WWW-Authenticate": "Bearer"})
        return await handler(request)

    return wrapped


async def metrics(request: web.Request) -> web.Response:
    """All counters, as Prometheus reads them."""
    counters = request.app[METRICS]
    states = await request.app[STORE].do(sending.states)
    for state in ("waiting", "kept", "sending"):
        counters.waiting_texts.labels(state).set(states.get(state, 0))
    return web.Response(
        body=counters.text(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
    )


async def notify(request: web.Request) -> web.Response:
    """Take a notice: 202 when it is on disk, 200 when its key was known, 400 for what is none."""
    notice = await _body(request, Notice)
    try:
        new = await request.app[SENDER].notify(
            notice.key, notice.citizen, notice.text, discreet=notice.discreet
        )
    except sqlite3.Error as error:
        raise _problem(web.HTTPServiceUnavailable, "not written") from error
    return web.json_response({"new": new}, status=202 if new else 200)


async def erase(request: web.Request) -> web.Response:
    """Delete what a citizen said and sent: 200 when it is gone, 503 when it must be asked again."""
    asked = await _body(request, Erasure)
    try:
        await request.app[HOUSEKEEPING].erase(
            asked.citizen, since=asked.since, until=asked.until, everything=asked.everything
        )
    except (sqlite3.Error, BackendAway) as error:
        raise _problem(web.HTTPServiceUnavailable, "not erased") from error
    return web.json_response({"erased": True})


async def _body(request: web.Request, form: type[Form]) -> Form:
    """A request's body in its form; 400 for what is none, 408 for a slow one."""
    try:
        async with asyncio.timeout(request.app[SETTINGS].gateway_body_seconds):
            return form.model_validate_json(await request.read())
    except ValidationError as error:
        fields = sorted({".".join(map(str, one["loc"])) or "body" for one in error.errors()})
        what = f"no {form.__name__.lower()}"
        raise _problem(web.HTTPBadRequest, what, fields=fields) from error
    except TimeoutError as error:
        raise _problem(web.HTTPRequestTimeout, "too slow") from error


def _problem(status: type[web.HTTPException], error: str, **more: Any) -> web.HTTPException:
    text = json.dumps({"error": error, **more})
    return status(text=text, content_type="application/json")


async def list_media(request: web.Request) -> web.Response:
    """A citizen's files, oldest first: message, kind, state, and where stored hash, type and size."""
    citizen = request.query.get("citizen", "")
    if not SHA256.fullmatch(citizen):
        raise web.HTTPBadRequest
    names = ("message", "kind", "state", "sha256", "content_type", "size", "received_at")

    def work(connection: sqlite3.Connection) -> list[dict[str, Any]]:
        rows = connection.execute(
            f"SELECT {', '.join(names)} FROM media WHERE citizen = ? ORDER BY received_at",  # noqa: S608 - our own names
            (citizen,),
        )
        return [dict(zip(names, row, strict=True)) for row in rows]

    return web.json_response({"items": await request.app[STORE].do(work)})


async def read_media(request: web.Request) -> web.StreamResponse:
    """A stored file; nothing in it is run by a browser."""
    sha256 = request.match_info["sha256"]
    rows = await request.app[STORE].do(
        lambda connection: connection.execute(
            "SELECT content_type FROM media WHERE sha256 = ? AND state = 'stored'", (sha256,)
        ).fetchall()
    )
    path = request.app[COLLECTOR].path(sha256)
    if not rows or not await asyncio.to_thread(path.is_file):
        raise web.HTTPNotFound
    return web.FileResponse(
        path,
        headers={
            "Content-Type": rows[0][0],
            "X-Content-Type-Options": "nosniff",
            "Content-Disposition": "attachment",
            "Content-Security-Policy": "sandbox",
        },
    )
