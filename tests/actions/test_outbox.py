"""Nothing on its way to the backend is lost or sent as something else."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from actions.backend import Backend
from actions.outbox import Outbox
from intake import retention

PERIODS = retention.load()


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
    assert first["no"] == second["no"]
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
        database = await box._file.open()
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


CASE = {
    "no": "YT2026-000001",
    "created_at": "2026-11-24T09:00:00+08:00",
    "narrative": "刘强欠钱",
    "dispute_type": {"name": "合同", "confidence": 0.9},
    "urgency": {"level": "red", "signals": [{}]},
}
LATER = PERIODS.conversation.days + 1


async def answered_with_a_case(request):
    return web.json_response(CASE, status=201)


@pytest.fixture
async def handed_over(tmp_path):
    """An outbox whose one case was acknowledged."""
    stub = Stub()
    stub.post = answered_with_a_case
    async with serving(stub) as address:
        box = Outbox(tmp_path / "outbox.db", Backend(address, "t"))
        await box.put("draft-1", "/cases", {"citizen": "c", "narrative": "刘强欠钱"})
        assert await box.deliver("draft-1") == CASE
        yield box
        await box.close()


async def held(box):
    database = await box._file.open()
    return [dict(row) for row in await rows_of(database)]


async def rows_of(database):
    cursor = await database.execute("SELECT * FROM outbox ORDER BY rowid")
    names = [column[0] for column in cursor.description]
    return [zip(names, row, strict=True) for row in await cursor.fetchall()]


async def age(box, days):
    database = await box._file.open()
    await database.execute("UPDATE outbox SET written_at = datetime('now', ?)", (f"-{days} days",))
    await database.commit()


async def test_words_go_with_the_acknowledgement_and_the_receipt_can_still_be_given(handed_over):
    assert "刘强" not in str(await held(handed_over))
    assert await handed_over.deliver("draft-1") == {
        "no": "YT2026-000001",
        "created_at": "2026-11-24T09:00:00+08:00",
        "dispute_type": {"name": "合同"},
        "urgency": {"level": "red"},
    }


async def test_an_acknowledged_row_goes_when_nobody_can_ask_for_it_any_more(handed_over):
    await age(handed_over, PERIODS.conversation.days - 1)
    assert await handed_over.tidy(PERIODS) == 0
    await age(handed_over, LATER)
    assert await handed_over.tidy(PERIODS) == 1
    assert await held(handed_over) == []


async def test_rows_from_before_words_were_emptied_are_emptied(handed_over):
    database = await handed_over._file.open()
    await database.execute(
        "UPDATE outbox SET body = ?, answer = ?", ('{"a": "刘强"}', json.dumps(CASE))
    )
    await handed_over.tidy(PERIODS)
    assert "刘强" not in str(await held(handed_over))
    assert (await handed_over.deliver("draft-1"))["no"] == "YT2026-000001"


async def test_what_waits_stays_however_old_it_is(tmp_path):
    box = Outbox(tmp_path / "outbox.db", Backend(AWAY, "t"))
    await box.put("k", "/cases", {"narrative": "欠钱"})
    await age(box, 4000)
    assert await box.tidy(PERIODS) == 0
    await box.forget("c")
    assert await box.waiting() == ["k"]
    await box.close()


async def test_what_was_refused_goes_after_its_period_or_when_its_citizen_wants_it_deleted(
    tmp_path,
):
    stub = Stub()
    stub.status = 422
    async with serving(stub) as address:
        box = Outbox(tmp_path / "outbox.db", Backend(address, "t"))
        for citizen in ("one", "two"):
            await box.put(citizen, "/cases", {"citizen": citizen})
            await box.deliver(citizen)
        await box.forget("one")
        assert [row["key"] for row in await held(box)] == ["two"]
        await age(box, PERIODS.refused.days + 1)
        assert await box.tidy(PERIODS) == 1
        await box.close()


async def test_requests_of_the_gateway_go_to_the_gateway(tmp_path):
    asked = []

    async def erase(request):
        asked.append(await request.json())
        return web.json_response({"erased": True})

    app = web.Application()
    app.router.add_post("/internal/erase", erase)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    gateway = Backend(f"http://127.0.0.1:{runner.addresses[0][1]}", "t")
    box = Outbox(tmp_path / "outbox.db", Backend(AWAY, "t"), gateway)
    await box.put("erase-1", "/internal/erase", {"citizen": "c"})
    assert await box.deliver("erase-1") == {"erased": True}
    assert asked == [{"citizen": "c"}]
    await box.close()
    await runner.cleanup()
