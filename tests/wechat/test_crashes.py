"""The gateway as a process that dies at any instant; ``KILLS`` sets how often (40 by default)."""

import asyncio
import os
import random
import signal
import sys
import time
from collections import Counter
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession

from tests.stack import free_port
from tests.wechat.fakes import AES_KEY, API_TOKEN, APP_ID, TOKEN, Phone, until
from wechat.replies import MESSAGE_KEPT

KILLS = int(os.environ.get("KILLS", "40"))
CITIZENS = 4
DICE = random.Random()  # noqa: S311 - other instants every time
ROOT = Path(__file__).resolve().parents[2]


class Gateway:
    """``python -m wechat``, started and killed."""

    def __init__(self, var, rasa, api, **more):
        self.port = free_port()
        self.log = var / "gateway.log"
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "WECHAT_APP_ID": APP_ID,
            "WECHAT_APP_SECRET": "app-secret",
            "WECHAT_TOKEN": TOKEN,
            "WECHAT_AES_KEY": AES_KEY,
            "WECHAT_API_BASE": api,
            "CITIZEN_KEY_SECRET": "a-key-secret-of-tests",
            "MEDIATION_API_TOKEN": API_TOKEN,
            "GATEWAY_PORT": str(self.port),
            "RASA_PORT": str(rasa.server.port),
            "VAR_DIR": str(var),
            "GATEWAY_BURST_HOLD": "0.02",
            "GATEWAY_BURST_WINDOW": "0.1",
            **more,
        }
        self.process = None

    async def start(self):
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "wechat",
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        for _ in range(500):
            assert self.process.returncode is None, self.log.read_text()[-2000:]
            with suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.close()
                return
            await asyncio.sleep(0.01)
        raise AssertionError("the gateway did not come up")

    async def end(self, how):
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(how)
            await self.process.wait()


@pytest.fixture
async def make_process(tmp_path, rasa, tencents_address):
    @asynccontextmanager
    async def make(**more):
        gateway = Gateway(tmp_path, rasa, tencents_address, **more)
        try:
            yield gateway
        finally:
            await gateway.end(signal.SIGKILL)

    return make


class Sender:
    """One citizen behind Tencent: sends in order, and sends again what was cut off."""

    def __init__(self, session, gateway, name):
        self.phone = Phone(session, f"o-{name}")
        self.gateway = gateway
        self.name = name
        self.sent = []
        self.heard = []
        self.slowest = 0.0

    async def run(self, stop):
        while not stop.is_set():
            await self.say(f"{self.name}-{len(self.sent)}")
            await asyncio.sleep(DICE.uniform(0.0, 0.03))

    async def say(self, text):
        query, body = self.phone.request(MsgType="text", Content=text)
        self.sent.append(text)
        while True:
            began = time.monotonic()
            try:
                async with self.phone.client.post(
                    f"http://127.0.0.1:{self.gateway.port}/wechat", params=query, data=body.encode()
                ) as response:
                    answer = self.phone.read(response.status, await response.text())
            except (ClientError, OSError):
                await asyncio.sleep(0.02)
                continue
            assert answer.status == 200
            self.slowest = max(self.slowest, time.monotonic() - began)
            if answer.text:
                self.heard.append(answer.text)
            return


def lines(texts):
    """Each message's answer, one an entry, however they were joined."""
    return [
        line.removeprefix("听到：") for text in texts for line in text.split("\n") if line.strip()
    ]


async def test_killed_at_random_instants_nothing_is_lost_and_nothing_is_done_twice(
    make_process, rasa, tencent
):
    rasa.say = lambda body: [f"听到：{body['message']}"]
    async with make_process() as gateway, ClientSession() as session:
        stop = asyncio.Event()
        citizens = [Sender(session, gateway, f"c{number}") for number in range(CITIZENS)]
        await gateway.start()
        running = [asyncio.create_task(citizen.run(stop)) for citizen in citizens]
        for _ in range(KILLS):
            rasa.delay = DICE.choice((0.0, 0.01, 0.05))
            await asyncio.sleep(DICE.uniform(0.0, 0.4))
            await gateway.end(signal.SIGKILL)
            await gateway.start()
        stop.set()
        await asyncio.gather(*running)
        rasa.delay = 0.0
        sent = [text for citizen in citizens for text in citizen.sent]
        await until(lambda: Counter(lines(rasa.texts)) == Counter(sent), 20)
        await until(lambda: len(tencent_and_passive(citizens, tencent)) >= len(sent), 20)
        await gateway.end(signal.SIGTERM)

    for citizen in citizens:
        turns = [t for t in lines(rasa.texts) if t.startswith(f"{citizen.name}-")]
        assert turns == citizen.sent, "lost, twice or out of order"
        assert citizen.slowest < 5
    answered = Counter(tencent_and_passive(citizens, tencent))
    assert max(answered.values()) == 1, "an answer went twice"
    assert set(answered) == set(sent)
    assert len(sent) > KILLS


def tencent_and_passive(citizens, tencent):
    passive = [text for citizen in citizens for text in citizen.heard if text != MESSAGE_KEPT]
    return lines([*passive, *tencent.texts])


async def test_a_stop_is_clean_and_the_next_start_goes_on(make_process, rasa):
    async with (
        make_process(GATEWAY_REPLY_SECONDS="0.3", GATEWAY_AWAY_SECONDS="0.1") as gateway,
        ClientSession() as session,
    ):
        await gateway.start()
        rasa.status = 503
        citizen = Sender(session, gateway, "c")
        await citizen.say("c-0")
        assert citizen.heard == [MESSAGE_KEPT]
        await gateway.end(signal.SIGTERM)
        assert gateway.process.returncode == 0
        rasa.status = 200
        await gateway.start()
        await until(lambda: rasa.texts == ["c-0"])
        await gateway.end(signal.SIGTERM)
    log = gateway.log.read_text()
    assert "Traceback" not in log
    assert "o-c" not in log
    assert "c-0" not in log


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"WECHAT_TOKEN": ""}, "wechat: missing or wrong setting: WECHAT_TOKEN\n"),
        ({"WECHAT_AES_KEY": "short"}, "wechat: missing or wrong setting: WECHAT_AES_KEY\n"),
        (
            {"GATEWAY_PORT": "99999", "RASA_PORT": "x"},
            "wechat: missing or wrong setting: GATEWAY_PORT, RASA_PORT\n",
        ),
        ({"VAR_DIR": "/proc/nowhere"}, "wechat: cannot use"),
    ],
)
async def test_a_wrong_setting_is_one_line(make_process, change, line):
    async with make_process(**change) as gateway:
        assert await ends(gateway) == 2
    assert gateway.log.read_text().startswith(line)
    assert gateway.log.read_text().count("\n") == 1


async def ends(gateway):
    with gateway.log.open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "wechat",
            cwd=ROOT,
            env=gateway.environment,
            stdout=log,
            stderr=log,
        )
    gateway.process = process
    return await asyncio.wait_for(process.wait(), 10)


async def test_a_second_gateway_is_refused(make_process, tmp_path):
    async with make_process() as gateway, make_process() as second:
        await gateway.start()
        second.log = tmp_path / "second.log"
        assert await ends(second) == 2
        assert "another gateway uses this folder" in second.log.read_text()
        second.environment["VAR_DIR"] = str(tmp_path / "other")
        second.environment["GATEWAY_PORT"] = str(gateway.port)
        assert await ends(second) == 2
        assert f"cannot listen on 127.0.0.1:{gateway.port}" in second.log.read_text()


async def test_a_cut_connection_is_answered_on_the_next(make_process, rasa, tencent):
    """The process keeps a handler whose connection went, which aiohttp's test server does not."""
    async with make_process() as gateway, ClientSession() as session:
        await gateway.start()
        rasa.delay = 0.3
        phone = Phone(session, "o-c")
        query, body = phone.request(MsgType="text", Content="一")
        address = f"http://127.0.0.1:{gateway.port}/wechat"
        with pytest.raises(TimeoutError):
            async with (
                asyncio.timeout(0.15),
                session.post(address, params=query, data=body.encode()),
            ):
                pass
        await until(lambda: rasa.texts == ["一"])
        await asyncio.sleep(0.5)
        async with session.post(address, params=query, data=body.encode()) as response:
            assert phone.read(response.status, await response.text()).text == "听到：一"
        assert tencent.sent == []
        assert rasa.texts == ["一"]
