"""What the gateway deletes, when, and what it keeps because it belongs to a case."""

import asyncio
import os
import time
from datetime import timedelta

import pytest
from aiohttp import web

from intake import retention
from tests.wechat.fakes import API_TOKEN, Phone, until
from wechat.app import make_app
from wechat.citizens import Keys
from wechat.keys import COLLECTOR, HOUSEKEEPING, SENDER, STORE
from wechat.retention import sweep

CITIZEN = Keys("a-key-secret-of-tests").of("o-citizen-1")
BEARER = {"Authorization": f"Bearer {API_TOKEN}"}
PNG = b"\x89PNG\r\n\x1a\n" + b"a picture"
DAY = 86400.0
PERIODS = retention.load()


class FakeBackend:
    """The case API, as far as the gateway asks it."""

    def __init__(self):
        self.with_cases = set()
        self.asked = []
        self.status = 200
        self.app = web.Application()
        self.app.router.add_get("/api/v1/cases", self.cases)

    async def cases(self, request):
        assert request.headers["Authorization"] == f"Bearer {API_TOKEN}"
        citizen = request.query["citizen"]
        self.asked.append(citizen)
        found = {"items": [], "total": int(citizen in self.with_cases)}
        return web.json_response(found, status=self.status)


@pytest.fixture
async def backend(aiohttp_server):
    fake = FakeBackend()
    fake.server = await aiohttp_server(fake.app)
    return fake


@pytest.fixture
async def gateway(make_gateway, tencents_address, backend):
    return await make_gateway(
        wechat_api_base=tencents_address,
        mediation_port=backend.server.port,
        gateway_burst_window=0.0,
    )


@pytest.fixture
def phone(gateway):
    return Phone(gateway)


async def rows(gateway, sql):
    return await gateway.app[STORE].do(lambda connection: connection.execute(sql).fetchall())


async def dump(gateway):
    return await gateway.app[STORE].do(lambda connection: "\n".join(connection.iterdump()))


async def pass_by(gateway, period):
    """A round as it will be when a period, and an hour, have gone by."""
    later = time.time() + period.total_seconds() + 3601
    await gateway.app[HOUSEKEEPING].round(later)


async def picture(phone, tencent, name, body=PNG):
    tencent.files[name] = body
    await phone.send(MsgType="image", MediaId=name)
    store = phone.client.app[STORE]

    async def stored():
        return await store.do(
            lambda connection: connection.execute(
                "SELECT 1 FROM media WHERE media_id = ? AND state = 'stored'", (name,)
            ).fetchone()
        )

    async with asyncio.timeout(5):
        while not await stored():  # noqa: ASYNC110 - the file tells, no event does
            await asyncio.sleep(0.01)


async def outgoing(gateway, state):
    """Wait until all outgoing texts have come to this."""
    async with asyncio.timeout(5):
        while {row[0] for row in await rows(gateway, "SELECT state FROM outbox")} - {"passive"} != {  # noqa: ASYNC110 - as above
            state
        }:
            await asyncio.sleep(0.01)


def files(tmp_path):
    return sorted(path.name for path in (tmp_path / "var" / "media").glob("*/*"))


def grow_old(tmp_path):
    for path in (tmp_path / "var" / "media").glob("*/*"):
        os.utime(path, (0, 0))


async def test_what_was_answered_goes_after_its_period_and_what_waits_stays(gateway, phone, rasa):
    await phone.say("您好")
    await pass_by(gateway, PERIODS.answered - timedelta(days=1))
    assert len(await rows(gateway, "SELECT 1 FROM inbox")) == 1
    rasa.status = 503
    asyncio.get_running_loop().create_task(phone.say("在吗"))
    await until(lambda: rasa.requests.total() > 1)
    await pass_by(gateway, PERIODS.answered)
    assert await rows(gateway, "SELECT state FROM inbox") == [("waiting",)]
    assert "您好" not in await dump(gateway)
    rasa.status = 200


async def test_what_nobody_came_back_for_goes_in_the_end(gateway):
    await gateway.app[SENDER].notify("k", CITIZEN, "有新进展。", discreet=False)
    await outgoing(gateway, "kept")
    await pass_by(gateway, PERIODS.answered)
    assert "有新进展" in await dump(gateway)
    await pass_by(gateway, PERIODS.undelivered)
    assert "有新进展" not in await dump(gateway)


async def test_an_openid_goes_with_all_that_hangs_on_it_when_the_citizen_stays_away(gateway, phone):
    await phone.event("unsubscribe")
    await gateway.app[STORE].do(
        lambda c: c.execute("INSERT INTO consents VALUES (?, 'T', 'accepted', 0)", (CITIZEN,))
    )
    await pass_by(gateway, PERIODS.undelivered)
    assert "o-citizen-1" in await dump(gateway)
    await pass_by(gateway, PERIODS.unseen)
    left = await dump(gateway)
    assert "o-citizen-1" not in left
    assert CITIZEN not in left


async def test_a_file_goes_after_its_period_unless_its_citizen_has_a_case(
    gateway, phone, tencent, backend, tmp_path
):
    owner = Phone(gateway, "o-with-a-case")
    backend.with_cases.add(Keys("a-key-secret-of-tests").of("o-with-a-case"))
    await picture(owner, tencent, "kept", PNG + b"kept")
    await picture(phone, tencent, "gone", PNG + b"gone")
    both = files(tmp_path)
    grow_old(tmp_path)
    await pass_by(gateway, PERIODS.media - timedelta(days=1))
    assert (files(tmp_path), backend.asked) == (both, [])
    await pass_by(gateway, PERIODS.media)
    assert len(files(tmp_path)) == 1
    assert await rows(gateway, "SELECT media_id, attached FROM media") == [("kept", 1)]
    asked = len(backend.asked)
    await pass_by(gateway, PERIODS.media)
    assert len(backend.asked) == asked
    assert len(files(tmp_path)) == 1


async def test_while_the_backend_is_away_no_file_goes(gateway, phone, tencent, backend, tmp_path):
    await picture(phone, tencent, "m")
    grow_old(tmp_path)
    backend.status = 503
    await pass_by(gateway, PERIODS.media)
    assert len(files(tmp_path)) == 1
    backend.status = 200
    await pass_by(gateway, PERIODS.media)
    assert files(tmp_path) == []


async def test_a_picture_that_two_citizens_sent_stays_for_the_one_with_a_case(
    gateway, phone, tencent, backend, tmp_path
):
    backend.with_cases.add(CITIZEN)
    await picture(phone, tencent, "a")
    await picture(Phone(gateway, "o-other"), tencent, "b")
    grow_old(tmp_path)
    await pass_by(gateway, PERIODS.media)
    assert await rows(gateway, "SELECT media_id FROM media") == [("a",)]
    assert len(files(tmp_path)) == 1


def test_a_file_that_may_be_about_to_get_its_row_stays(tmp_path):
    young, old, part = (tmp_path / "ab" / name for name in ("young", "old", "old2.part"))
    young.parent.mkdir()
    for path in (young, old, part):
        path.write_bytes(b"x")
    for path in (old, part):
        os.utime(path, (0, 0))
    assert sweep(tmp_path, {"known"}, time.time() - 3600) == 2
    assert list(young.parent.iterdir()) == [young]
    assert sweep(tmp_path / "nowhere", set(), 0) == 0


async def erase(gateway, **body):
    return await gateway.post("/internal/erase", json={"citizen": CITIZEN, **body}, headers=BEARER)


async def test_who_wants_everything_deleted_and_has_no_case_leaves_nothing_behind(
    gateway, phone, tencent, rasa, tmp_path
):
    rasa.say = lambda body: [f"听到：{body['message']}", "长" * 700]
    await phone.say("俺叫刘强")
    await picture(phone, tencent, "m")
    await outgoing(gateway, "sent")
    await gateway.app[SENDER].notify("k", CITIZEN, "有新进展。", discreet=True)
    request = phone.request(MsgType="text", Content="删除我的信息")

    async def deleted(body):
        response = await erase(gateway, everything=True)
        assert response.status == 200
        return ["清掉了。"]

    answers = await answered_by(rasa, deleted, phone, request)
    assert answers == ["清掉了。", "清掉了。"], "a repeat still gets its reply"
    left = await dump(gateway)
    assert not [word for word in ("刘强", "有新进展", "长长") if word in left]
    grow_old(tmp_path)
    await pass_by(gateway, timedelta(0))
    left = await dump(gateway)
    assert not [word for word in (CITIZEN, "o-citizen-1", "清掉了") if word in left]
    assert files(tmp_path) == []


async def answered_by(rasa, action, phone, request):
    """The replies to a message and its repeat, while the bot does something of its own."""
    done = []
    real = rasa.say

    def say(body):
        done.append(asyncio.get_running_loop().create_task(action(body)))
        return ["清掉了。"]

    rasa.say, rasa.delay = say, 0.3
    first = await phone.post(*request)
    rasa.say, rasa.delay = real, 0.0
    await asyncio.gather(*done)
    return [first.text, (await phone.post(*request)).text]


async def test_who_comes_back_within_the_hour_is_known_again(gateway, phone):
    await phone.say("您好")
    assert (await erase(gateway, everything=True)).status == 200
    await phone.say("我又来了")
    await pass_by(gateway, timedelta(0))
    assert "o-citizen-1" in await dump(gateway)


async def test_of_who_has_a_case_only_the_draft_in_hand_goes(
    gateway, phone, tencent, backend, tmp_path
):
    backend.with_cases.add(CITIZEN)
    await picture(phone, tencent, "of the case", PNG + b"case")
    since = time.time()
    await picture(phone, tencent, "of the draft", PNG + b"draft")
    await gateway.app[SENDER].notify("k", CITIZEN, "案子有新进展。", discreet=True)
    assert (await erase(gateway, since=since, everything=True)).status == 200
    grow_old(tmp_path)
    await pass_by(gateway, timedelta(0))
    assert await rows(gateway, "SELECT media_id FROM media") == [("of the case",)]
    assert len(files(tmp_path)) == 1
    assert (await phone.say("好")).text == "案子有新进展。\n\n听到：好"


async def test_a_draft_thrown_away_takes_its_pictures_and_leaves_the_citizen_known(
    gateway, phone, tencent, tmp_path
):
    await picture(phone, tencent, "m")
    assert (await erase(gateway, since=time.time())).status == 200
    grow_old(tmp_path)
    await pass_by(gateway, timedelta(0))
    assert files(tmp_path) == []
    assert "o-citizen-1" in await dump(gateway)


async def test_while_the_backend_is_away_nothing_is_erased_and_the_caller_is_told(
    gateway, phone, backend
):
    backend.status = 500
    rasa_said = (await phone.say("您好")).text
    assert (await erase(gateway, everything=True)).status == 503
    assert rasa_said in await dump(gateway)


async def test_deleted_words_are_not_in_the_file_any_more(make_settings, backend, aiohttp_client):
    settings = make_settings(mediation_port=backend.server.port)
    gateway = await aiohttp_client(make_app(settings))
    await Phone(gateway).say("Liu Qiang owes me eight thousand")
    await erase(gateway, everything=True)
    await gateway.close()
    assert b"Liu Qiang" not in settings.database.read_bytes()


async def test_an_erased_message_that_comes_again_is_no_new_turn(gateway, phone, rasa):
    request = phone.request(MsgType="text", Content="您好")
    await phone.post(*request)
    await erase(gateway, everything=True)
    assert (await phone.post(*request)).body == "success"
    assert rasa.texts == ["您好"]


async def test_an_erasure_that_comes_late_takes_nothing_that_was_said_since(
    gateway, phone, tencent, rasa, tmp_path
):
    await phone.say("俺叫刘强")
    asked_at = time.time()
    await phone.say("邻居王建国占俺的地")
    await picture(phone, tencent, "new")
    await gateway.app[SENDER].notify("k", CITIZEN, "有新进展。", discreet=True)
    assert (await erase(gateway, until=asked_at, everything=True)).status == 200
    grow_old(tmp_path)
    await pass_by(gateway, timedelta(0))
    left = await dump(gateway)
    assert "刘强" not in left
    assert [word for word in ("王建国", "有新进展", "o-citizen-1") if word not in left] == []
    assert len(files(tmp_path)) == 1


async def test_a_file_that_was_on_its_way_when_its_citizen_had_all_erased_is_not_kept(
    gateway, phone, tencent, tmp_path, monkeypatch
):
    tencent.files["m"] = PNG
    written, go_on = asyncio.Event(), asyncio.Event()
    collector = gateway.app[COLLECTOR]
    keep = collector._keep

    async def held(wanted, answer):
        written.set()
        await go_on.wait()
        await keep(wanted, answer)
        written.clear()

    monkeypatch.setattr(collector, "_keep", held)
    await phone.send(MsgType="image", MediaId="m")
    await written.wait()
    assert (await erase(gateway, everything=True)).status == 200
    go_on.set()
    await until(lambda: not written.is_set())
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"citizen": "c"},
        {"citizen": CITIZEN, "until": "Infinity"},
        {"citizen": CITIZEN, "since": "x"},
        {"citizen": CITIZEN, "since": -1},
        {"citizen": CITIZEN, "more": 1},
        {"citizen": CITIZEN, "everything": "perhaps"},
        [],
        None,
    ],
)
async def test_what_asks_for_no_erasure_is_refused(gateway, body):
    response = await gateway.post("/internal/erase", json=body, headers=BEARER)
    assert response.status == 400
    assert (await response.json())["error"] == "no erasure"
