import pytest

from wechat.standin.citizen import Citizen
from wechat.standin.messages import Message
from wechat.standin.people import OPENID, NotFollowingError, openid_of


def test_the_same_name_is_the_same_citizen(tencent):
    assert Citizen(tencent, "王大娘").openid == Citizen(tencent, "王大娘").openid
    assert Citizen(tencent, "王大娘").openid != Citizen(tencent, "李大爷").openid
    assert Citizen(tencent).openid != Citizen(tencent).openid


@pytest.mark.parametrize("name", ["", "王大娘", "o" + "x" * 27, "a" * 1000])
def test_an_openid_has_28_characters(name):
    assert OPENID.fullmatch(openid_of(name))
    assert openid_of(openid_of(name)) == openid_of(name)


async def test_every_act_arrives_as_wechatpy_knows_it(citizen, gateway):
    gateway.answer = lambda message: None
    await citizen.say("你好")
    await citizen.voice("他不还钱")
    await citizen.voice()
    await citizen.image(b"\x89PNG", "image/png")
    await citizen.video(b"mp4")
    await citizen.video(b"mp4", short=True)
    await citizen.location("古邵镇政府", 34.6, 117.7)
    await citizen.link("题", "述", "https://example.com/")
    await citizen.subscribe()
    await citizen.click("REPORT")
    await citizen.view("https://example.com/")
    kinds = [(message.type, getattr(message, "event", "")) for message in gateway.seen]
    assert kinds == [
        ("text", ""),
        ("voice", ""),
        ("voice", ""),
        ("image", ""),
        ("video", ""),
        ("shortvideo", ""),
        ("location", ""),
        ("link", ""),
        ("event", "subscribe"),
        ("event", "click"),
        ("event", "view"),
    ]
    spoken, silent = gateway.seen[1:3]
    assert (spoken.recognition, silent.recognition) == ("他不还钱", None)
    assert gateway.seen[6].label == "古邵镇政府"
    assert gateway.seen[6].location == ("34.600000", "117.700000")
    assert {message.source for message in gateway.seen} == {citizen.openid}


async def test_late_messages_come_one_by_one(api, citizen):
    await citizen.say("你好")
    await api.text_to(citizen.openid, "一")
    await api.text_to(citizen.openid, "二")
    assert [(await citizen.next(within=1)).text for _ in range(2)] == ["一", "二"]
    with pytest.raises(TimeoutError):
        await citizen.next(within=0.01)


async def test_passive_replies_are_not_among_the_late_ones(citizen):
    await citizen.say("你好")
    assert citizen.received == []


async def test_who_left_sends_nothing_until_they_follow_again(citizen, gateway):
    await citizen.unsubscribe()
    with pytest.raises(NotFollowingError):
        await citizen.say("你好")
    await citizen.subscribe()
    assert (await citizen.say("你好")).text == "你好"


async def test_only_lines_of_the_last_menu_can_be_tapped(citizen):
    with pytest.raises(LookupError):
        await citizen.tap("1")


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"kind": "text"},
        {"kind": 7, "fields": {}},
        {"kind": "shout", "fields": {}},
        {"kind": "text", "fields": []},
        {"kind": "text", "fields": {"content": 7}},
        {"kind": "text", "fields": {}},
        {"kind": "image", "fields": {}},
        {"kind": "notices", "fields": {"status": "accept"}},
        {"kind": "text", "fields": {"content": "x", "MsgId": "7"}},
        {"kind": "text", "fields": {"content": "字" * 22_000}},
    ],
)
def test_what_is_no_message_is_refused(data):
    with pytest.raises(ValueError, match=r"."):
        Message.from_json(data)
