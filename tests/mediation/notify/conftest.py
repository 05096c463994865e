"""A gateway of tests: takes notices as the real one does, or is away."""

import pytest
from aiohttp import web

from tests.mediation.conftest import TOKEN
from tests.wechat.conftest import make_gateway, make_settings, rasa  # noqa: F401 - the real one


class FakeGateway:
    """Answers with ``status``; keeps what it took, each key once."""

    def __init__(self):
        self.status = 202
        self.taken = {}
        self.asked = 0
        self.app = web.Application()
        self.app.router.add_post("/internal/notify", self._notify)

    async def _notify(self, request):
        self.asked += 1
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.Response(status=401)
        body = await request.json()
        if self.status in {200, 202}:
            new = self.taken.setdefault(body["key"], body) is body
            return web.json_response({"new": new}, status=202 if new else 200)
        return web.Response(status=self.status)


@pytest.fixture
async def fake(aiohttp_server):
    gateway = FakeGateway()
    gateway.server = await aiohttp_server(gateway.app)
    return gateway
