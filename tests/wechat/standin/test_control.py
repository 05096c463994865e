import asyncio
import json

import pytest

from wechat.standin.misbehaviour import Misbehaviour
from wechat.standin.people import openid_of

OPENID = openid_of("王大娘")


@pytest.fixture
def http(api):
    return api.session


async def test_it_says_for_which_account_it_is(http, tencent):
    async with http.get(tencent.base + "/standin/") as answer:
        about = await answer.json()
    assert about["app_id"] == tencent.account.app_id
    assert tencent.account.secret not in json.dumps(about)


async def test_it_can_be_told_to_misbehave_and_to_stop(http, tencent):
    address = tencent.base + "/standin/misbehaviour"
    async with http.put(address, json={"api_errors": [45047, -1], "push_cuts": 2}) as answer:
        assert (await answer.json())["api_errors"] == [45047, -1]
    assert (tencent.misbehaviour.api_errors, tencent.misbehaviour.push_cuts) == ([45047, -1], 2)
    tencent.misbehaviour.stop()
    async with http.get(address) as answer:
        assert await answer.json() == Misbehaviour().to_json()


@pytest.mark.parametrize(
    "values",
    [
        [],
        {"__class__": 1},
        {"take": 1},
        {"api_cuts": -1},
        {"api_cuts": True},
        {"api_cuts": "1"},
        {"api_errors": [123]},
        {"api_errors": ["45047"]},
        {"api_delay": 61},
        {"api_only": 7},
        {"api_cuts": 1, "api_delay": None},
    ],
)
async def test_what_it_cannot_do_changes_nothing(http, tencent, values):
    async with http.put(tencent.base + "/standin/misbehaviour", json=values) as answer:
        assert answer.status == 400
    assert tencent.misbehaviour == Misbehaviour()


@pytest.mark.parametrize(
    ("method", "path", "given", "status"),
    [
        ("GET", "/standin/", {"headers": {"Host": "evil.example"}}, 403),
        ("POST", f"/standin/citizens/{OPENID}/messages", {"data": "kind=text"}, 415),
        ("POST", f"/standin/citizens/{OPENID}/messages", {"json": {"kind": "shout"}}, 400),
        (
            "POST",
            f"/standin/citizens/{OPENID}/messages",
            {"json": {"kind": "image", "fields": {}}},
            400,
        ),
        ("POST", "/standin/citizens/nobody/messages", {"json": {}}, 400),
        ("GET", "/standin/citizens/nobody/feed", {}, 400),
        ("GET", f"/standin/citizens/{OPENID}/feed?after=x", {}, 400),
        ("GET", f"/standin/citizens/{OPENID}/feed?after=²", {}, 400),
        ("POST", "/standin/media", {"data": b"%PDF"}, 415),
        ("POST", "/standin/media", {"data": b"", "headers": {"Content-Type": "image/png"}}, 413),
        ("GET", "/standin/media/nothing", {}, 404),
    ],
)
async def test_what_a_page_from_elsewhere_or_a_mistake_may_send_is_refused(
    api, method, path, given, status
):
    async with api.session.request(method, api.base + path, **given) as answer:
        assert answer.status == status


async def test_text_that_is_not_json_is_refused(http, tencent):
    headers = {"Content-Type": "application/json"}
    address = f"{tencent.base}/standin/citizens/{OPENID}/messages"
    for data in (b"{", b"\xff", b"[" * 100_000):
        async with http.post(address, data=data, headers=headers) as answer:
            assert answer.status == 400


async def events(answer, count):
    found = []
    async for raw in answer.content:
        if raw.startswith(b"data: "):
            found.append(json.loads(raw[6:]))
            if len(found) == count:
                return found
    return found


async def test_the_feed_tells_what_was_and_what_comes(http, tencent, api):
    base = f"{tencent.base}/standin/citizens/{OPENID}"
    message = {"kind": "text", "fields": {"content": "你好"}}
    async with http.post(f"{base}/messages", json=message) as answer:
        assert (await answer.json())["reply"]["text"] == "你好"
    async with http.get(f"{base}/feed") as feed:
        sent, passive = await events(feed, 2)
        assert (sent["sent"], sent["received"]) == (message, None)
        assert passive["received"]["via"] == "passive"
        await api.text_to(OPENID, "还在吗")
        (late,) = await events(feed, 1)
        assert (late["number"], late["received"]["text"]) == (3, "还在吗")
    async with http.get(f"{base}/feed", headers={"Last-Event-ID": "2"}) as feed:
        assert [line["number"] for line in await events(feed, 1)] == [3]


async def test_the_feed_ends_when_the_platform_stops(http, tencent):
    async with http.get(f"{tencent.base}/standin/citizens/{OPENID}/feed") as feed:
        await feed.content.readline()
        await tencent.stop()
        assert await asyncio.wait_for(events(feed, 1), 2) == []


async def test_a_picture_is_kept_and_shown(http, tencent):
    headers = {"Content-Type": "image/png"}
    async with http.post(tencent.base + "/standin/media", data=b"\x89PNG", headers=headers) as made:
        media_id = (await made.json())["media_id"]
    async with http.get(f"{tencent.base}/standin/media/{media_id}") as shown:
        assert (await shown.read(), shown.content_type) == (b"\x89PNG", "image/png")
