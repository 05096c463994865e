"""An alert says whether another matter was being told when the danger came."""

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from actions import alerts, outbox
from actions.backend import Backend
from actions.draft import Draft
from actions.heard import Heard
from actions.outbox import Outbox

DANGER = Heard(
    text="他提刀来了", intent="danger", at=1_700_000_000.0, message_id="m-1", facts=[], corrections=[],
    answer=None, dispute_type={}, urgency={"level": "red", "signals": []}, route={},
)  # fmt: skip


@pytest.mark.parametrize(
    ("told_before", "given", "other_matter"),
    [("他占俺的地", None, True), (None, None, False), ("他提刀来了", False, False)],
)
async def test_the_backend_learns_whether_a_matter_was_being_told_before(
    tmp_path, monkeypatch, told_before, given, other_matter
):
    arrived = asyncio.Queue()

    async def post(request):
        arrived.put_nowait(await request.json())
        return web.json_response({"id": 1}, status=201)

    app = web.Application()
    app.router.add_post("/alerts", post)
    server = TestServer(app)
    await server.start_server()
    box = Outbox(tmp_path / "outbox.db", Backend(f"http://127.0.0.1:{server.port}", "t"))
    monkeypatch.setattr(outbox, "box", lambda: box)
    draft = Draft(draft_id="d-1", narrative=told_before)
    await alerts.alert("danger", "c-1", draft, DANGER, other_matter=given)
    try:
        body = await asyncio.wait_for(arrived.get(), 5)
        await asyncio.wait_for(asyncio.gather(*alerts._running), 5)
    finally:
        await box.close()
        await server.close()
    assert (body["draft_id"], body["other_matter"]) == ("d-1", other_matter)
