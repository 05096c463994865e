"""The gateway against the stand-in for Tencent: two sides of the protocol that share no code."""

import asyncio
import time

import pytest

from tests.wechat.fakes import API_TOKEN, until
from wechat import account
from wechat.citizens import Keys
from wechat.keys import METRICS, SENDER, TURNS
from wechat.menu import MENU
from wechat.replies import MESSAGE_KEPT
from wechat.standin.citizen import Citizen

PNG = b"\x89PNG\r\n\x1a\n" + b"a picture" * 10
KEYS = Keys("a-key-secret-of-tests")


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
async def test_every_kind_of_message_is_answered_in_every_mode(make_world, rasa, mode):
    async with make_world(mode) as (platform, _):
        citizen = Citizen(platform, "c")
        said = [
            await citizen.subscribe(),
            await citizen.say("欠我工钱"),
            await citizen.voice("欠我工钱"),
            await citizen.voice(),
            await citizen.image(PNG, "image/png"),
            await citizen.video(b"\0\0\0\x18ftypmp42film"),
            await citizen.location("枣庄市峄城区古邵镇"),
            await citizen.link("标题", "说明", "https://example.org/"),
            await citizen.click("HUMAN"),
        ]
        assert [one.text for one in said] == [
            f"听到：{text}"
            for text in (
                "【关注】",
                "欠我工钱",
                "欠我工钱",
                "【语音】",
                "【图片】",
                "【视频】",
                "【位置】",
                "【链接】",
                "人工",
            )
        ]
        assert await citizen.view("https://example.org/") is None
        assert await citizen.unsubscribe() is None


async def test_a_village_s_code_carries_its_scene(make_world, make_settings, rasa, capsys):
    async with make_world() as (platform, _):
        settings = make_settings(wechat_api_base=platform.base)
        scenes = ["古邵镇/坊上村", "峨山镇"]
        assert await asyncio.to_thread(account.make_codes, settings, scenes) == 0
        made = capsys.readouterr().out
        assert made.count("图片") == len(scenes)
        ticket = made.split("ticket")[1].split()[0]
        citizen = Citizen(platform, "c")
        await citizen.unsubscribe()
        await citizen.scan(ticket)
        await citizen.scan(ticket)
        assert [turn["metadata"].get("scene") for turn in rasa.turns] == ["古邵镇/坊上村"] * 2
        assert await asyncio.to_thread(account.push_menu, settings) == 0
        assert [button["name"] for button in platform.state.menu] == [
            button["name"] for button in MENU["button"]
        ]


async def test_cut_pushes_and_doubles_make_one_turn(make_world, rasa):
    async with make_world() as (platform, _):
        citizen = Citizen(platform, "c")
        platform.misbehaviour.change({"push_cuts": 1, "push_duplicates": 2})
        shown = await citizen.say("一") or await citizen.next(5)
        assert shown.text == "听到：一"
        assert (await citizen.say("二")).text == "听到：二"
        assert rasa.texts == ["一", "二"]


async def test_a_forged_push_is_refused(make_world, rasa):
    async with make_world() as (platform, _):
        platform.misbehaviour.change({"push_forged": 3})
        answer = await Citizen(platform, "c").say("一")
        assert answer is None or answer.kind == "fault"
        assert rasa.turns == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"api_errors": [-1]},
        {"api_errors": [40001]},
        {"api_errors": [42001, 42001]},
        {"api_cuts": 2},
        {"api_garbage": 2},
    ],
)
async def test_a_late_answer_comes_once_whatever_the_api_does(make_world, rasa, monkeypatch, wrong):
    monkeypatch.setattr("wechat.sender.SHORTEST_PAUSE", 0.02)
    async with make_world(gateway_reply_seconds=0.1) as (platform, _):
        platform.misbehaviour.change(wrong)
        rasa.delay = 0.15
        citizen = Citizen(platform, "c")
        await citizen.say("一")
        assert (await citizen.next(5)).text == "听到：一"
        rasa.delay = 0.0
        assert (await citizen.say("二")).text == "听到：二"
        assert len(citizen.received) == 1


@pytest.mark.parametrize("code", [45015, 45047, 43004, 48002])
async def test_what_the_api_will_not_take_comes_with_the_next_contact(make_world, rasa, code):
    async with make_world(gateway_reply_seconds=0.1) as (platform, _):
        platform.misbehaviour.change(
            {"api_errors": [code], "api_only": "/cgi-bin/message/custom/send"}
        )
        rasa.delay = 0.15
        citizen = Citizen(platform, "c")
        await citizen.say("一")
        await until(lambda: not platform.misbehaviour.api_errors)
        rasa.delay = 0.0
        assert (await citizen.say("二")).text == "听到：一\n\n听到：二"
        assert citizen.received == []


async def test_long_answers_stay_within_the_platform_s_own_count(make_world, rasa):
    async with make_world() as (platform, app):
        rasa.say = lambda body: [f"{number}" + "句" * 600 + "。" for number in range(9)]
        citizen = Citizen(platform, "c")
        assert (await citizen.say("说吧")).text.startswith("0")
        for number in range(1, 6):
            assert (await citizen.next(5)).text.startswith(str(number))
        await until(lambda: app[METRICS].quota_used_up._value.get() == 3)
        rasa.say = lambda body: ["好。"]
        assert (await citizen.say("还有吗")).text.startswith("6")


async def test_a_picture_is_fetched_and_kept(make_world, make_settings, tmp_path):
    async with make_world() as (platform, _):
        await Citizen(platform, "c").image(PNG, "image/png")
        kept = tmp_path / "var" / "media"
        await until(lambda: any(path.read_bytes() == PNG for path in kept.glob("*/*")))


async def test_a_notice_reaches_the_citizen_once(make_world):
    async with make_world() as (platform, app):
        citizen = Citizen(platform, "c")
        await citizen.say("您好")
        for _ in range(3):
            await app[SENDER].notify("k", KEYS.of(citizen.openid), "有新进展。", discreet=False)
        assert (await citizen.next(5)).text == "有新进展。"
        assert (await citizen.say("好")).text == "听到：好"
        assert len(citizen.received) == 1


async def test_with_rasa_away_the_citizen_reads_no_fault(make_world, rasa):
    async with make_world(gateway_reply_seconds=0.3, gateway_away_seconds=0.1) as (platform, app):
        rasa.status = 503
        citizen = Citizen(platform, "c")
        began = time.monotonic()
        assert (await citizen.say("一")).text == MESSAGE_KEPT
        assert time.monotonic() - began < 5
        rasa.status = 200
        assert (await citizen.next(8)).text == "听到：一"
        await until(lambda: len(app[TURNS]) == 0)
        assert API_TOKEN not in str(platform.exchanges)
