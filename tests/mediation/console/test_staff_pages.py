"""The administrator looks after accounts."""

import re

import pytest

from tests.mediation.console.conftest import Desk, hire


@pytest.fixture
async def administrator(service, aiohttp_client):
    await hire(service.database, "boss", "管事的", "administrator")
    desk = await Desk(service, aiohttp_client).open()
    await desk.sign_in("boss")
    return desk


async def make(desk, **fields):
    token = (await desk.hidden("/staff"))["csrf"]
    given = {"login": "zhao.qiang", "name": "赵强", "role": "clerk", "organisation": "370404103"}
    return await desk.post("/staff", {"csrf": token} | given | fields)


async def test_a_new_account_is_told_once_with_its_password_and_can_sign_in(
    administrator, service, aiohttp_client
):
    text = await (await make(administrator)).text()
    password = re.search(r"初始密码：<b>([a-z0-9-]+)</b>", text)[1]
    assert password not in await administrator.read("/staff")
    desk = await Desk(service, aiohttp_client).open()
    assert (await desk.sign_in("zhao.qiang", password)).status == 303
    assert "榴园镇" in await administrator.read("/staff")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"login": "X Y"}, "小写字母"),
        ({"login": "boss"}, "已经有了"),
        ({"name": " "}, "姓名"),
        ({"role": "king"}, "没有这个角色"),
        ({"organisation": "nowhere"}, "没有这个机构"),
        ({"role": "county_leader"}, "属于区里"),
        ({"role": "town_leader", "organisation": ""}, "哪个镇街或部门"),
    ],
)
async def test_a_wrong_account_is_refused_in_words(administrator, service, fields, told):
    before = len(await service.rows("staff"))
    answer = await make(administrator, **fields)
    assert answer.status == 422
    assert told in await answer.text()
    assert len(await service.rows("staff")) == before


@pytest.mark.parametrize("what", ["stop", "sign-out"])
async def test_an_account_is_stopped_or_signed_out_at_once(administrator, desk, service, what):
    token = (await administrator.hidden("/staff"))["csrf"]
    answer = await administrator.post(f"/staff/li.na/{what}", {"csrf": token})
    assert answer.status == 303
    assert (await desk.get("/")).status == 303
    assert (await desk.sign_in()).status == (401 if what == "stop" else 303)


async def test_one_does_not_stop_oneself_and_nobody_stops_nobody(administrator):
    token = (await administrator.hidden("/staff"))["csrf"]
    for login, what, status in (
        ("boss", "stop", 422), ("nobody", "stop", 422), ("nobody", "sign-out", 422),
        ("boss", "destroy", 404),
    ):  # fmt: skip
        answer = await administrator.post(f"/staff/{login}/{what}", {"csrf": token})
        assert answer.status == status, (login, what)
