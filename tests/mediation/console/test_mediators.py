"""The page of mediators: found by what is needed, kept by themselves and by those above them."""

from datetime import timedelta

import pytest

from intake.clock import now
from tests.mediation.console.conftest import Desk, hire


@pytest.fixture
async def kong(service, aiohttp_client):
    await hire(service.database, "kong", "孔令梅", "mediator", "370404103")
    await hire(service.database, "sun", "孙立新", "mediator", "370404101")
    desk = await Desk(service, aiohttp_client).open()
    await desk.sign_in("kong")
    return desk


async def keep(desk, login, what, /, **fields):
    token = (await desk.hidden("/sessions"))["csrf"]
    return await desk.post(f"/mediators/{login}/{what}", {"csrf": token} | fields)


async def test_a_mediator_says_what_she_knows_and_is_found_by_it(kong, desk):
    answer = await keep(kong, "kong", "profile", **{"type-1": "yes", "language-0": "yes"})
    assert answer.status == 303
    page = await desk.read("/mediators?type=邻里&free=yes")
    assert "孔令梅" in page
    assert "孙立新" not in page
    assert "孔令梅" not in await desk.read("/mediators?type=物业")


async def test_a_mediator_on_leave_is_shown_as_away(kong, desk):
    today = now().date()
    days = {"first": today.isoformat(), "last": (today + timedelta(days=3)).isoformat()}
    assert (await keep(kong, "kong", "absence", absence="休假", **days)).status == 303
    assert "休假，到" in await desk.read("/mediators?q=孔")
    assert "孔令梅" not in await desk.read("/mediators?free=yes")
    assert (await keep(kong, "kong", "absence", what="remove", id="1")).status == 303
    assert "孔令梅" in await desk.read("/mediators?free=yes")


@pytest.mark.parametrize("what", ["profile", "absence"])
async def test_nobody_keeps_a_colleagues_page(kong, service, what):
    before = await service.rows("audit_log")
    answer = await keep(kong, "sun", what, first="2030-01-01", last="2030-01-02", absence="休假")
    assert answer.status == 403
    assert await service.rows("audit_log") == before


async def test_the_leader_above_keeps_it(kong, service, aiohttp_client):
    await hire(service.database, "chief", "领导", "town_leader", "370404103")
    chief = await Desk(service, aiohttp_client).open()
    await chief.sign_in("chief")
    assert (await keep(chief, "kong", "profile", about="退休法官")).status == 303
    assert (await keep(chief, "sun", "profile", about="退休法官")).status == 403
    assert "退休法官" in await chief.read("/mediators")


@pytest.mark.parametrize(
    ("what", "fields", "status"),
    [
        ("absence", {"first": "x", "last": "y", "absence": "休假"}, 422),
        ("absence", {"first": "2030-01-02", "last": "2030-01-01", "absence": "休假"}, 422),
        ("absence", {"what": "remove", "id": "x"}, 400),
        ("profile", {"about": "长" * 201}, 422),
    ],
)
async def test_rubbish_is_refused(kong, what, fields, status):
    assert (await keep(kong, "kong", what, **fields)).status == status


async def test_a_search_for_rubbish_finds_nobody(desk):
    assert "没有合适的调解员" in await desk.read("/mediators?q=%25&type=x&town=%27&language=%3C")
