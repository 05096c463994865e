"""A wish in a burst counts as it would have counted alone."""

from types import SimpleNamespace

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.burst import belongs, ids, parts
from bot.conversation import answers_to

WISHES = {"删除我的信息": "delete_my_data", "人工": "ask_human", "算了不说了": "stop"}


async def parse_message(message, tracker):
    return {"intent": {"name": WISHES.get(message.text, "inform")}}


ROWS = [
    # what came, how many messages it was, its parts
    ("俺叫王秀兰\n删除我的信息", 2, ["俺叫王秀兰", "删除我的信息"]),
    ("删除我的信息\n邻居又来闹\n占俺的地", 3, ["删除我的信息", "邻居又来闹\n占俺的地"]),
    ("他欠俺八千\n人工\n有欠条", 3, ["他欠俺八千", "人工", "有欠条"]),
    ("删除我的信息\n人工", 2, ["删除我的信息", "人工"]),
    ("他欠俺八千\n\n有欠条", 2, ["他欠俺八千\n有欠条"]),
    ("人工\n是什么意思", 1, ["人工\n是什么意思"]),
    ("\n", 2, []),
]


@pytest.mark.parametrize(("text", "messages", "expected"), ROWS)
async def test_each_wish_stands_apart_and_the_rest_stays_together(text, messages, expected):
    processor = SimpleNamespace(parse_message=parse_message)
    assert await parts(processor, None, text, {"messages": messages}) == expected


def test_the_last_part_has_the_turn_s_own_id():
    assert ids("m1+2", 3) == ["m1+2#1", "m1+2#2", "m1+2"]
    assert ids("m1", 1) == ["m1"]
    assert all(belongs(one, "m1+2") for one in ids("m1+2", 3))
    assert not belongs("m1+2", "m1")
    assert not belongs(None, "m1")


def test_a_burst_asked_again_gets_all_its_answers_in_order():
    def heard(number):
        return UserUttered("…", {"name": "x"}, message_id=number)

    tracker = DialogueStateTracker.from_events(
        "c",
        [
            heard("m0"), BotUttered("zero"),
            heard("m1#1"), BotUttered("one"), BotUttered("and more"), ActionExecuted("action_listen"),
            heard("m1"), BotUttered("two"),
            heard("m2"), BotUttered("three"),
        ],
    )  # fmt: skip
    assert answers_to(tracker, "m1") == ["one", "and more", "two"]
    assert answers_to(tracker, "m2") == ["three"]
    assert answers_to(tracker, "m3") is None
