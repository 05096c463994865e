import asyncio
import hashlib

import pytest

from tests.wechat.fakes import API_TOKEN, Phone, until
from wechat.citizens import Keys
from wechat.keys import STORE
from wechat.media import sniff, write

CITIZEN = Keys("a-key-secret-of-tests").of("o-citizen-1")
BEARER = {"Authorization": f"Bearer {API_TOKEN}"}
NOTICE = {"citizen": CITIZEN, "text": "有新进展。", "discreet": False, "key": "k1"}
PNG = b"\x89PNG\r\n\x1a\n" + b"a picture" * 10
MP4 = b"\0\0\0\x18ftypmp42" + b"a film" * 10


@pytest.fixture
async def gateway(make_gateway, tencents_address):
    return await make_gateway(wechat_api_base=tencents_address, gateway_media_limit=10_000)


async def test_the_backend_notifies_once(gateway, phone, tencent):
    await phone.say("您好")
    first = await gateway.post("/internal/notify", json=NOTICE, headers=BEARER)
    again = await gateway.post("/internal/notify", json=NOTICE, headers=BEARER)
    assert (first.status, await first.json()) == (202, {"new": True})
    assert (again.status, await again.json()) == (200, {"new": False})
    await until(lambda: tencent.texts == ["有新进展。"])


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/internal/notify"),
        ("POST", "/internal/erase"),
        ("GET", "/internal/media"),
        ("GET", "/internal/media/" + "a" * 64),
    ],
)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {API_TOKEN}"},
        {"Authorization": ""},
    ],
)
async def test_nobody_else_may(gateway, method, path, headers):
    response = await gateway.request(method, path, json=NOTICE, headers=headers)
    assert response.status == 401


async def test_without_a_token_of_our_own_nobody_may_at_all(make_gateway):
    gateway = await make_gateway(mediation_api_token="")
    response = await gateway.post(
        "/internal/notify", json=NOTICE, headers={"Authorization": "Bearer "}
    )
    assert response.status == 401


@pytest.mark.parametrize("path", ["/metrics", "/internal/notify", "/internal/media"])
@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
async def test_what_came_through_a_proxy_finds_nothing(gateway, path, header):
    method = "POST" if path.endswith("notify") else "GET"
    response = await gateway.request(method, path, headers={**BEARER, header: "203.0.113.9"})
    assert response.status == 404


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b'{"citizen": "o-1", "text": "x", "key": "k"}',
        b'{"citizen": "' + b"a" * 64 + b'", "text": "", "key": "k"}',
        b'{"citizen": "' + b"a" * 64 + b'", "text": "x"}',
        b'{"citizen": "' + b"a" * 64 + b'", "text": "x", "key": "k", "more": 1}',
        b'{"citizen": "' + b"a" * 64 + b'", "text": "' + b"x" * 3000 + b'", "key": "k"}',
    ],
)
async def test_what_is_no_notice_is_refused(gateway, body):
    response = await gateway.post("/internal/notify", data=body, headers=BEARER)
    assert response.status == 400


async def test_metrics_count_and_name_nobody(gateway, phone):
    await phone.say("欠我工钱")
    await gateway.post("/wechat", data="rubbish")
    text = await (await gateway.get("/metrics")).text()
    assert 'wechat_messages_total{kind="text"} 1.0' in text
    assert 'wechat_replies_total{how="reply"} 1.0' in text
    assert 'wechat_refused_total{reason="parameters"} 1.0' in text
    assert "o-citizen" not in text
    assert CITIZEN not in text


async def stored(gateway, *states):
    async with asyncio.timeout(5):
        while True:
            response = await gateway.get(
                "/internal/media", params={"citizen": CITIZEN}, headers=BEARER
            )
            items = (await response.json())["items"]
            if [item["state"] for item in items] == list(states):
                return items
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("kind", "body", "content_type"),
    [("image", PNG, "image/png"), ("video", MP4, "video/mp4"), ("voice", b"#!AMR\nx", "audio/amr")],
)
async def test_a_citizens_file_is_fetched_and_can_be_read(
    gateway, tencent, kind, body, content_type
):
    tencent.files = {"m1": body}
    await Phone(gateway).send(MsgType=kind, MediaId="m1")
    (item,) = await stored(gateway, "stored")
    assert item["sha256"] == hashlib.sha256(body).hexdigest()
    assert (item["kind"], item["content_type"], item["size"]) == (kind, content_type, len(body))
    response = await gateway.get(f"/internal/media/{item['sha256']}", headers=BEARER)
    assert await response.read() == body
    assert response.content_type == content_type
    assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_film_is_fetched_from_the_address_tencent_gives(
    gateway, phone, tencent, tencents_address
):
    tencent.files = {"m1": f"{tencents_address}/film", "film": MP4}
    await phone.send(MsgType="video", MediaId="m1")
    (item,) = await stored(gateway, "stored")
    assert item["content_type"] == "video/mp4"


@pytest.mark.parametrize(
    ("files", "state"),
    [
        ({"m1": b"MZ a program"}, "refused"),
        ({"m1": b"<svg onload=alert(1)>"}, "refused"),
        ({"m1": PNG + b"x" * 20_000}, "refused"),
        ({}, "gone"),
    ],
)
async def test_what_is_not_a_file_to_keep_is_not_kept(gateway, phone, tencent, files, state):
    tencent.files = files
    await phone.send(MsgType="image", MediaId="m1")
    await stored(gateway, state)


async def test_a_file_is_fetched_when_tencent_is_back(gateway, phone, tencent, monkeypatch):
    monkeypatch.setattr("wechat.media.SHORTEST_PAUSE", 0.01)
    tencent.files, tencent.cuts, tencent.errors = {"m1": PNG}, 2, [-1]
    await phone.send(MsgType="image", MediaId="m1")
    await stored(gateway, "stored")


@pytest.mark.parametrize("sha256", ["..", "x", "%2e%2e%2fwechat.db", "a" * 64])
async def test_no_other_file_can_be_read(gateway, sha256):
    response = await gateway.get(f"/internal/media/{sha256}", headers=BEARER)
    assert response.status == 404


def test_files_are_readable_by_their_owner_only(tmp_path):
    write(tmp_path / "ab" / "abc", PNG)
    assert (tmp_path / "ab" / "abc").stat().st_mode & 0o777 == 0o600
    assert sniff(b"") is None


async def test_coordinates_and_answered_words_do_not_stay_in_the_file(gateway, phone):
    await phone.send(
        MsgType="location", Location_X="34.770001", Location_Y="117.59", Label="枣庄市峄城区古邵镇"
    )
    await phone.say("俺叫刘强")
    dump = await gateway.app[STORE].do(lambda connection: "\n".join(connection.iterdump()))
    assert "34.77" not in dump
    assert 'INSERT INTO "inbox" VALUES(2' in dump
    rows = await gateway.app[STORE].do(
        lambda connection: connection.execute("SELECT text, metadata FROM inbox").fetchall()
    )
    assert rows == [("", "{}"), ("", "{}")]


async def test_the_openid_lies_in_one_table_only(gateway, phone):
    await phone.say("您好")
    dump = await gateway.app[STORE].do(lambda connection: "\n".join(connection.iterdump()))
    lines = [line for line in dump.splitlines() if "o-citizen-1" in line]
    assert all('INTO "citizens"' in line for line in lines)
    assert len(lines) == 1
