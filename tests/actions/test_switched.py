"""What staff switch off is not given out from the next answer on, also while the backend is away."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from actions import outbox, switched
from actions.backend import Backend
from actions.outbox import Outbox

FOUND = [{"id": "a", "score": 0.9}, {"id": "b", "score": 0.05}]


@pytest.fixture
async def backend(tmp_path, monkeypatch):
    """What the backend answers, to be changed by the test."""
    answers = {"status": 200, "body": {"off": []}}

    async def entries_off(request):
        return web.json_response(answers["body"], status=answers["status"])

    app = web.Application()
    app.router.add_get("/entries/off", entries_off)
    server = TestServer(app)
    await server.start_server()
    outbox.use(Outbox(tmp_path / "outbox.db", Backend(f"http://127.0.0.1:{server.port}", "t")))
    monkeypatch.setattr(switched, "_known", frozenset())
    yield answers
    outbox.use(None)
    await server.close()


async def test_what_is_off_is_left_out_and_comes_back_when_it_is_on(backend):
    assert await switched.left(FOUND) == FOUND
    backend["body"] = {"off": ["a"]}
    assert await switched.left(FOUND) == FOUND[1:]
    backend["body"] = {"off": []}
    assert await switched.left(FOUND) == FOUND


@pytest.mark.parametrize("status", [500, 429, 401])
async def test_while_the_backend_is_not_well_what_it_said_last_holds(backend, status):
    backend["body"] = {"off": ["a"]}
    assert await switched.left(FOUND) == FOUND[1:]
    backend["status"] = status
    assert await switched.left(FOUND) == FOUND[1:]


async def test_nothing_found_asks_nobody(backend):
    backend["status"] = 500
    assert await switched.left([]) == []
