"""A real receiver of webhooks on this machine, and the application that is told of it."""

import base64
import hashlib
import hmac
import json
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import select, update

from mediation.app import make_app
from mediation.db import utc_now
from mediation.keys import SETTINGS
from mediation.models import Delivery
from mediation.outgoing import targets
from mediation.outgoing.sender import Sender
from tests.mediation.conftest import Service
from tests.mediation.hall import Hall

KEY = base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()
SECRET = f"whsec_{KEY}"


def signed(headers, body, key=KEY):
    """The signature that the specification asks for, reckoned here: the sender's library is not asked."""
    said = b".".join((headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body))
    return (
        "v1,"
        + base64.b64encode(hmac.new(base64.b64decode(key), said, hashlib.sha256).digest()).decode()
    )


class Receiver:
    """Keeps what it was posted and answers as it is told."""

    def __init__(self):
        self.got = []
        self.status = 204
        self.headers = {}
        self.path = "/hook"

    async def take(self, request):
        body = await request.read()
        self.got.append((dict(request.headers), body))
        return web.Response(status=self.status, headers=self.headers)

    @property
    def events(self):
        return [json.loads(body) for _, body in self.got]

    @property
    def ids(self):
        return [
            {name.lower(): value for name, value in headers.items()}["webhook-id"]
            for headers, _ in self.got
        ]


@asynccontextmanager
async def listening(receiver):
    app = web.Application()
    app.router.add_post(receiver.path, receiver.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}{receiver.path}"
        yield receiver
    finally:
        await runner.cleanup()


@pytest.fixture
async def receiver():
    async with listening(Receiver()) as made:
        yield made


class Post:
    """The application with receivers in its settings; time passes and rounds are run by hand."""

    def __init__(self, service, client):
        app = service.client.app
        self.service, self.hall, self.database = service, Hall(service), service.database
        self.sender = Sender(self.database, app[SETTINGS], targets.read(app[SETTINGS]), client)

    async def rows(self):
        async with self.database.reading() as session:
            return list(await session.scalars(select(Delivery).order_by(Delivery.id)))

    async def due_now(self):
        async with self.database.writing() as session:
            await session.execute(
                update(Delivery).where(Delivery.state == "waiting").values(due_at=utc_now())
            )

    async def round(self):
        await self.due_now()
        return await self.sender.send_due()


@pytest.fixture
async def post_office(settings, aiohttp_client, monkeypatch):
    """Make the application with more settings; nothing is sent but by hand."""
    clients = []

    async def opened(**more):
        client = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        clients.append(client)
        made = settings.model_validate(settings.model_dump() | more)
        app = make_app(made)
        app.cleanup_ctx[:] = [one for one in app.cleanup_ctx if "outgoing" not in one.__module__]
        return Post(Service(await aiohttp_client(app)), client)

    yield opened
    for client in clients:
        await client.close()
