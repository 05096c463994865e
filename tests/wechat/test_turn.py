import pytest

from wechat import menu
from wechat.messages import read
from wechat.turn import Turn, neutral, of, opens_window

HEAD = {"ToUserName": "gh_1", "FromUserName": "o_1", "CreateTime": "1700000000", "MsgId": "1"}


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("/restart", "restart"),
        ("／restart", "restart"),
        ("  /restart", "restart"),
        ("\u3000／restart", "restart"),
        ("\u200b/restart", "restart"),
        ("\ufeff\u2060/restart", "restart"),
        ("\n\t/ /／restart", "restart"),
        ("\u202e/affirm", "affirm"),
        ("\x00/affirm", "affirm"),
        ('/inform{"town": "x"}', 'inform{"town": "x"}'),
        ("/", ""),
        ("//", ""),
        ("", ""),
        ("您好", "您好"),
        ("1/2的工钱没给", "1/2的工钱没给"),
        ("和/或", "和/或"),
        (" 两个空格 ", "两个空格 "),
    ],
)
def test_a_leading_slash_never_makes_a_command(written, left):
    assert neutral(written) == left
    assert not neutral(written).lstrip().startswith(("/", "／"))


@pytest.mark.parametrize(
    ("fields", "turn"),
    [
        ({"MsgType": "text", "Content": "您好"}, Turn("您好", joins=True)),
        ({"MsgType": "text", "Content": "/restart"}, Turn("restart", joins=True)),
        ({"MsgType": "text", "Content": " / "}, Turn("【未知】", "unknown")),
        ({"MsgType": "text", "Content": "1", "bizmsgmenuid": "7"}, Turn("1", tap=True)),
        ({"MsgType": "voice", "Recognition": "欠我钱"}, Turn("欠我钱", "voice", joins=True)),
        ({"MsgType": "voice", "Recognition": "/affirm"}, Turn("affirm", "voice", joins=True)),
        ({"MsgType": "voice", "MediaId": "m"}, Turn("【语音】", "voice", {"media": "m"})),
        ({"MsgType": "image", "MediaId": "m"}, Turn("【图片】", "image", {"media": "m"})),
        ({"MsgType": "shortvideo", "MediaId": "m"}, Turn("【视频】", "video", {"media": "m"})),
        (
            {"MsgType": "location", "Label": "古邵镇"},
            Turn("【位置】", "location", {"label": "古邵镇"}),
        ),
        (
            {"MsgType": "link", "Title": "t", "Url": "u"},
            Turn("【链接】", "link", {"title": "t", "url": "u"}),
        ),
        ({"MsgType": "hologram"}, Turn("【未知】", "unknown")),
        ({"MsgType": "event", "Event": "subscribe"}, Turn("【关注】", "subscribe", tap=True)),
        (
            {"MsgType": "event", "Event": "SCAN", "EventKey": "v1"},
            Turn("【关注】", "subscribe", {"scene": "v1"}, tap=True),
        ),
        ({"MsgType": "event", "Event": "CLICK", "EventKey": "HUMAN"}, Turn("人工", tap=True)),
        (
            {"MsgType": "event", "Event": "CLICK", "EventKey": "gone"},
            Turn("【未知】", "unknown", tap=True),
        ),
        ({"MsgType": "event", "Event": "VIEW", "EventKey": "http://x"}, None),
        ({"MsgType": "event", "Event": "unsubscribe"}, None),
        ({"MsgType": "event", "Event": "LOCATION"}, None),
        ({"MsgType": "event", "Event": "TEMPLATESENDJOBFINISH"}, None),
        ({"MsgType": "event", "Event": "subscribe_msg_sent_event"}, None),
    ],
)
def test_what_the_bot_is_asked(fields, turn):
    assert of(read({**HEAD, **fields})) == turn


@pytest.mark.parametrize(
    ("fields", "allowance"),
    [
        ({"MsgType": "text", "Content": "您好"}, "message"),
        ({"MsgType": "image"}, "message"),
        ({"MsgType": "text", "Content": "1", "bizmsgmenuid": "7"}, "tap"),
        ({"MsgType": "event", "Event": "CLICK", "EventKey": "HUMAN"}, "tap"),
        ({"MsgType": "event", "Event": "SCAN"}, "tap"),
        ({"MsgType": "event", "Event": "subscribe"}, "tap"),
        ({"MsgType": "event", "Event": "VIEW"}, None),
        ({"MsgType": "event", "Event": "unsubscribe"}, None),
    ],
)
def test_which_allowance_a_message_opens(fields, allowance):
    assert opens_window(read({**HEAD, **fields})) == allowance


def test_every_button_says_something_and_the_menu_is_within_the_limits():
    top = menu.MENU["button"]
    assert 1 <= len(top) <= 3
    buttons = [below for button in top for below in button.get("sub_button", [button])]
    assert all(len(button.get("sub_button", [])) <= 5 for button in top)
    assert {button["key"] for button in buttons} == set(menu.TAPS)
    assert all(len(button["name"].encode()) <= 16 for button in top)
