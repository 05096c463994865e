"""「对外通知」 shows the administrator who is told, and what could not be."""

import pytest

from mediation.db import utc_now
from mediation.models import Delivery
from tests.mediation.console.conftest import Desk, hire


@pytest.fixture
async def administrator(service, aiohttp_client):
    await hire(service.database, "boss", "管理员甲", "administrator")
    desk = await Desk(service, aiohttp_client).open()
    assert (await desk.sign_in("boss")).status == 303
    return desk


async def put(database, state, fault="no answer in time"):
    async with database.writing() as session:
        now = utc_now()
        row = Delivery(
            event=f"evt_{state}", target="hook-1", topic="warning.raised", body="{}", state=state,
            attempts=12, made_at=now, due_at=now, fault=fault,
        )  # fmt: skip
        session.add(row)
        await session.flush()
        return row.id


async def test_without_receivers_the_page_says_so(administrator):
    page = await administrator.read("/deliveries")
    assert "只在工作台里提示" in page
    assert "都送到了" in page


async def test_a_dead_delivery_is_shown_with_its_reason_and_sent_again_under_its_id(
    administrator, service
):
    dead, waiting = await put(service.database, "dead"), await put(service.database, "waiting")
    page = await administrator.read("/deliveries")
    assert "对方没有按时答复" in page
    assert "另有 1 条还在重试" in page
    token = (await administrator.hidden("/deliveries"))["csrf"]
    done = await administrator.post(f"/deliveries/{dead}/again", {"csrf": token})
    assert done.headers["Location"] == "/deliveries?done=delivery-again"
    rows = {row[1]: row[5:7] for row in await service.rows("deliveries")}
    assert rows["evt_dead"] == ("waiting", 0)
    for not_dead in (dead, waiting, 999):
        answer = await administrator.post(f"/deliveries/{not_dead}/again", {"csrf": token})
        assert answer.status == 404
