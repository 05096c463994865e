"""Nothing on its way to the backend is lost or sent as something else."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from actions.backend import Backend
from actions.outbox import Outbox


class Stub:
    """A backend that counts, recognises repeats, and can be told to misbehave."""

    def __init__(self):
        self.cases = {}
        self.requests = 0
        self.status = 201

    async def post(self, request):
        self.requests += 1
        if self.status >= 400:
            return web.json_response({}, status=self.status)
        key = request.headers["Idempotency-Key"]
        body = await request.json()
        self.cases.setdefault(key, {"no": f"YT2026-{len(self.cases) + 1:06d}", "body": body})
        return web.json_response(self.cases[key], status=201)


@asynccontextmanager
async def serving(stub):
    app = web.Application()
    app.router.add_post("/cases", stub.post)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


AWAY = "http://127.0.0.1:9"  # the discard port: nobody listens


async def test_case_is_acknowledged_once_and_remembered(tmp_path):
    stub = Stub()
    async with serving(stub) as address:
        box = Outbox(tmp_path / "outbox.db", Backend(address, "t"))
        await box.put("draft-1", "/cases", {"narrative": "欠钱"})
        first = await box.deliver("draft-1")
        second = await box.deliver("draft-1")
        await box.close()
    assert first == second
    assert first["no"] == "YT2026-000001"
    assert stub.requests == 1


async def test_case_waits_on_disk_while_the_backend_is_away_and_goes_out_later(tmp_path):
    away = Outbox(tmp_path / "outbox.db", Backend(AWAY, "t"))
    await away.put("draft-1", "/cases", {"narrative": "欠钱"})
    assert await away.deliver("draft-1") is None
    assert await away.waiting() == ["draft-1"]
    await away.close()

    stub = Stub()
    async with serving(stub) as address:
        back = Outbox(tmp_path / "outbox.db", Backend(address, "t"))
        assert (await back.deliver("draft-1"))["body"] == {"narrative": "欠钱"}
        assert await back.waiting() == []
        await back.close()


async def test_acknowledgement_lost_on_the_way_makes_no_second_case(tmp_path):
    stub = Stub()
    async with serving(stub) as address:
        box = Outbox(tmp_path / "outbox.db", Backend(address, "t"))
        await box.put("draft-1", "/cases", {"narrative": "欠钱"})
        await box.deliver("draft-1")
        database = await box._open()
        await database.execute("UPDATE outbox SET state = 'waiting', answer = NULL")
        await database.commit()
        again = await box.deliver("draft-1")
        await box.close()
    assert again["no"] == "YT2026-000001"
    assert len(stub.cases) == 1


async def test_first_body_stands_when_a_key_is_written_twice(tmp_path):
    stub = Stub()
    async with serving(stub) as address:
        box = Outbox(tmp_path / "outbox.db", Backend(address, "t"))
        await box.put("draft-1", "/cases", {"narrative": "第一次"})
        await box.put("draft-1", "/cases", {"narrative": "第二次"})
        assert (await box.deliver("draft-1"))["body"] == {"narrative": "第一次"}
        await box.close()


async def test_many_deliveries_at_once_send_one_request(tmp_path):
    stub = Stub()
    async with serving(stub) as address:
        box = Outbox(tmp_path / "outbox.db", Backend(address, "t"))
        await box.put("draft-1", "/cases", {})
        answers = await asyncio.gather(*(box.deliver("draft-1") for _ in range(20)))
        await box.close()
    assert len({answer["no"] for answer in answers}) == 1
    assert stub.requests == 1


@pytest.mark.parametrize(
    ("status", "left"), [(500, ["k"]), (503, ["k"]), (429, ["k"]), (422, []), (401, [])]
)
async def test_refusal_is_final_and_trouble_is_not(tmp_path, status, left):
    stub = Stub()
    stub.status = status
    async with serving(stub) as address:
        box = Outbox(tmp_path / "outbox.db", Backend(address, "t"))
        await box.put("k", "/cases", {})
        assert await box.deliver("k") is None
        assert await box.waiting() == left
        await box.close()


async def test_background_delivery_pauses_longer_while_the_backend_is_away(tmp_path):
    pauses = []

    async def sleep(seconds):
        pauses.append(seconds)
        if len(pauses) == 5:
            raise asyncio.CancelledError

    box = Outbox(tmp_path / "outbox.db", Backend(AWAY, "t"), sleep=sleep)
    await box.put("k", "/cases", {})
    with pytest.raises(asyncio.CancelledError):
        await box.run()
    await box.close()
    assert pauses == sorted(pauses)
    assert pauses[-1] > 4 * pauses[0]
