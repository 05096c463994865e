"""Numbered choices that can be tapped: read from a text, sent as msgmenu, and what a tap means."""

import asyncio

import pytest

from tests.wechat.fakes import until
from wechat.choices import Choices, read
from wechat.keys import METRICS
from wechat.standin.citizen import Citizen

MENU = "您看要办哪样？回数字就行。\n1 反映事情\n2 问法律\n3 问进展"
CUSTOM = "/cgi-bin/message/custom/send"


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        (MENU, Choices("您看要办哪样？回数字就行。", ("1 反映事情", "2 问法律", "3 问进展"), "")),
        (
            "好。\n\n您是想：\n1 甲\n2 乙\n回数字就行。",
            Choices("好。\n\n您是想：", ("1 甲", "2 乙"), "回数字就行。"),
        ),
        ("1 甲\n2 乙\n回数字", Choices("", ("1 甲", "2 乙"), "回数字")),
        ("您说到这些：\n1 甲\n2 乙", None),
        ("回数字就行。", None),
        ("回数字。\n1 只有一样", None),
        ("回数字。\n2 甲\n3 乙", None),
        ("回数字。\n1 甲\n3 乙", None),
        ("回数字。\n1 甲\n2 乙\n另外：\n1 丙\n2 丁", None),
        ("回数字。\n1 甲\n2 " + "乙" * 70, None),
        ("回数字。\n" + "\n".join(f"{number} 甲" for number in range(1, 12)), None),
        ("", None),
    ],
)
def test_only_a_text_that_asks_for_a_number_offers_choices(text, choices):
    assert read(text) == choices


def test_a_menu_holds_the_whole_text_and_ids_of_digits():
    assert read(MENU + "\n都不是，回0。").menu(7) == {
        "head_content": "您看要办哪样？回数字就行。",
        "list": [
            {"id": "701", "content": "1 反映事情"},
            {"id": "702", "content": "2 问法律"},
            {"id": "703", "content": "3 问进展"},
        ],
        "tail_content": "都不是，回0。",
    }


@pytest.fixture
def world(make_world, rasa):
    """A gateway whose bot is too slow for the connection and always offers the same choices."""

    def make(**more):
        rasa.delay = 0.15
        rasa.say = lambda body: [MENU]
        return make_world(**{"gateway_reply_seconds": 0.1, "wechat_msgmenu": True, **more})

    return make


async def test_a_late_choice_can_be_tapped_and_the_tap_means_its_number(world, rasa):
    async with world() as (platform, _):
        citizen = Citizen(platform, "c")
        await citizen.say("您好")
        menu = await citizen.next(5)
        assert menu.kind == "msgmenu"
        assert menu.text == MENU
        await citizen.tap(menu.choices[1].id)
        await until(lambda: rasa.texts == ["您好", "2"])


async def test_a_tap_on_an_old_menu_means_its_words(world, rasa):
    async with world() as (platform, _):
        citizen = Citizen(platform, "c")
        await citizen.say("您好")
        menu = await citizen.next(5)
        await citizen.say("换个事")
        await citizen.next(5)
        platform.person(citizen.openid).history.pop()
        await citizen.tap(menu.choices[1].id)
        await until(lambda: len(rasa.texts) == 3)
        assert rasa.texts[-1] == "问法律"


async def test_messages_answered_together_with_the_first_make_no_menu_old(world, rasa):
    async with world(gateway_burst_hold=0.3, gateway_burst_window=0.3) as (platform, _):
        citizen = Citizen(platform, "c")
        await asyncio.gather(citizen.say("您好"), citizen.say("在吗"))
        menu = await citizen.next(5)
        assert len(rasa.turns) == 1
        await citizen.tap(menu.choices[2].id)
        await until(lambda: rasa.texts[-1] == "3")


@pytest.mark.parametrize("line", ["0", "999999999999999999999999", "x", "102", "199", "-101"])
async def test_a_line_that_was_never_offered_means_its_words(world, rasa, line):
    async with world() as (platform, _):
        stranger, citizen = Citizen(platform, "s"), Citizen(platform, "c")
        await stranger.say("您好")
        await stranger.next(5)
        await citizen._do("tap", content="2 问法律", menu_id=line)
        await until(lambda: rasa.texts == ["您好", "问法律"])


async def test_a_reply_on_the_connection_stays_text(make_world, rasa):
    async with make_world(wechat_msgmenu=True) as (platform, _):
        rasa.say = lambda body: [MENU]
        shown = await Citizen(platform, "c").say("您好")
        assert (shown.kind, shown.via, shown.text) == ("text", "passive", MENU)


async def test_by_default_a_late_choice_is_text(world):
    async with world(wechat_msgmenu=False) as (platform, _):
        citizen = Citizen(platform, "c")
        await citizen.say("您好")
        shown = await citizen.next(5)
        assert (shown.kind, shown.text) == ("text", MENU)


@pytest.mark.parametrize("code", [40200, 48001, 40008, 45002, 47001, -1])
async def test_where_tencent_refuses_the_menu_the_numbers_go_as_text(world, code):
    async with world() as (platform, _):
        citizen = Citizen(platform, "c")
        platform.misbehaviour.change({"api_errors": [code], "api_only": CUSTOM})
        await citizen.say("您好")
        shown = await citizen.next(5)
        assert (shown.kind, shown.text) == ("text", MENU)
        await citizen.say("再来")
        again = await citizen.next(5)
        assert again.kind == ("text" if code in {40200, 48001, 40008} else "msgmenu")


async def test_after_a_tap_three_messages_and_no_more(make_world, rasa):
    async with make_world(wechat_msgmenu=True, gateway_reply_seconds=0.1) as (platform, app):
        citizen = Citizen(platform, "c")
        rasa.delay = 0.15
        rasa.say = lambda body: [MENU]
        await citizen.say("您好")
        menu = await citizen.next(5)
        platform.person(citizen.openid).ledger.close()
        rasa.say = lambda body: [f"{number}" + "句" * 600 + "。" for number in range(9)]
        await citizen.tap(menu.choices[0].id)
        for number in range(3):
            assert (await citizen.next(5)).text.startswith(str(number))
        await until(lambda: app[METRICS].quota_used_up._value.get() == 6)
        rasa.delay = 0.0
        rasa.say = lambda body: ["好。"]
        assert (await citizen.say("还有吗")).text.startswith("3")
