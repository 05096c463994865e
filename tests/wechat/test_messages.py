import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wechatpy import parse_message

from wechat import xml
from wechat.messages import (
    BadMessage,
    Consents,
    Delivered,
    Event,
    Image,
    Link,
    Location,
    Text,
    Unknown,
    Video,
    Voice,
    read,
)

HEAD = {"ToUserName": "gh_1", "FromUserName": "o_1", "CreateTime": "1700000000"}


def answers(holder, *given):
    """A citizen's answers about templates, as the reader of the XML numbers them."""
    fields = {holder: ""}
    for number, (template, status) in enumerate(given):
        fields[f"{holder}/{number}/TemplateId"] = template
        fields[f"{holder}/{number}/SubscribeStatusString"] = status
    return fields


KINDS = [
    ({"MsgType": "text", "Content": "您好"}, Text("您好")),
    ({"MsgType": "text", "Content": "是", "bizmsgmenuid": "101"}, Text("是", "101")),
    ({"MsgType": "text"}, Text("")),
    ({"MsgType": "image", "MediaId": "m1", "PicUrl": "http://x"}, Image("m1")),
    ({"MsgType": "voice", "MediaId": "m2", "Format": "amr"}, Voice("m2")),
    ({"MsgType": "voice", "MediaId": "m2", "Recognition": "欠我钱"}, Voice("m2", "欠我钱")),
    ({"MsgType": "video", "MediaId": "m3", "ThumbMediaId": "t"}, Video("m3")),
    ({"MsgType": "shortvideo", "MediaId": "m4"}, Video("m4")),
    (
        {"MsgType": "location", "Location_X": "34.7", "Location_Y": "117.5", "Label": "古邵镇"},
        Location("古邵镇"),
    ),
    ({"MsgType": "link", "Title": "标题", "Url": "http://x"}, Link("标题", "http://x")),
    ({"MsgType": "miniprogrampage"}, Unknown("miniprogrampage")),
    ({"MsgType": "event", "Event": "subscribe"}, Event("subscribe")),
    (
        {"MsgType": "event", "Event": "subscribe", "EventKey": "qrscene_v1"},
        Event("subscribe", "v1"),
    ),
    ({"MsgType": "event", "Event": "SCAN", "EventKey": "v1"}, Event("scan", "v1")),
    ({"MsgType": "event", "Event": "CLICK", "EventKey": "HUMAN"}, Event("click", "HUMAN")),
    ({"MsgType": "event", "Event": "VIEW", "EventKey": "http://x"}, Event("view", "http://x")),
    ({"MsgType": "event", "Event": "unsubscribe"}, Event("unsubscribe")),
    (
        {
            "MsgType": "event",
            "Event": "subscribe_msg_popup_event",
            **answers("SubscribeMsgPopupEvent", ("T1", "accept"), ("T2", "reject"), ("", "accept")),
        },
        Consents((("T1", True), ("T2", False))),
    ),
    (
        {
            "MsgType": "event",
            "Event": "subscribe_msg_change_event",
            **answers("SubscribeMsgChangeEvent", ("T1", "reject")),
        },
        Consents((("T1", False),)),
    ),
    (
        {
            "MsgType": "event",
            "Event": "subscribe_msg_sent_event",
            "SubscribeMsgSentEvent": "",
            "SubscribeMsgSentEvent/0/TemplateId": "T1",
            "SubscribeMsgSentEvent/0/MsgID": "17",
            "SubscribeMsgSentEvent/0/ErrorCode": "0",
        },
        Delivered((("17", True),)),
    ),
    (
        {
            "MsgType": "event",
            "Event": "subscribe_msg_sent_event",
            "SubscribeMsgSentEvent/0/MsgID": "17",
            "SubscribeMsgSentEvent/0/ErrorCode": "1003",
        },
        Delivered((("17", False),)),
    ),
    ({"MsgType": "event", "Event": "subscribe_msg_sent_event"}, Delivered(())),
    (
        {
            "MsgType": "event",
            "Event": "TEMPLATESENDJOBFINISH",
            "MsgID": "9",
            "Status": "failed:user block",
        },
        Delivered((("9", False),)),
    ),
]


@pytest.mark.parametrize(("fields", "body"), KINDS)
def test_every_kind_is_read(fields, body):
    message = read({**HEAD, "MsgId": "23", **fields})
    assert message.body == body
    assert message.msg_id == (None if fields["MsgType"] == "event" else 23)


@pytest.mark.parametrize(("fields", "body"), KINDS[:1] + KINDS[5:6] + KINDS[9:10])
def test_wechatpy_reads_the_same(fields, body):
    given_fields = {**HEAD, "MsgId": "23", **fields}
    oracle = parse_message(xml.write(given_fields))
    message = read(xml.read(xml.write(given_fields).encode()))
    assert (message.openid, message.account) == (oracle.source, oracle.target)
    assert message.msg_id == oracle.id
    assert isinstance(body, type(message.body))


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ({"MsgId": "1"}, {"MsgId": "1", "CreateTime": "9"}, True),
        ({"MsgId": "1"}, {"MsgId": "2"}, False),
        ({"MsgType": "event", "Event": "CLICK"}, {"MsgType": "event", "Event": "CLICK"}, True),
        ({"MsgType": "event", "Event": "CLICK"}, {"MsgType": "event", "Event": "VIEW"}, False),
        (
            {"MsgType": "event", "Event": "CLICK"},
            {"MsgType": "event", "Event": "CLICK", "CreateTime": "9"},
            False,
        ),
        ({"MsgType": "new"}, {"MsgType": "new"}, True),
        (
            {"MsgType": "event", "Event": "TEMPLATESENDJOBFINISH", "MsgID": "1"},
            {"MsgType": "event", "Event": "TEMPLATESENDJOBFINISH", "MsgID": "2"},
            False,
        ),
        (
            {"MsgType": "event", "Event": "TEMPLATESENDJOBFINISH", "MsgID": "1"},
            {"MsgType": "event", "Event": "TEMPLATESENDJOBFINISH", "MsgID": "1"},
            True,
        ),
    ],
)
def test_repeats_have_the_same_key(one, other, equal):
    head = {**HEAD, "MsgType": "text"}
    keys = [read({**head, **fields}).key("c" * 64) for fields in (one, other)]
    assert (keys[0] == keys[1]) is equal


def test_two_citizens_never_share_a_key():
    message = read({**HEAD, "MsgType": "event", "Event": "subscribe"})
    assert message.key("a" * 64) != message.key("b" * 64)
    assert "o_1" not in message.key("a" * 64)


NAMES = [
    "ToUserName",
    "FromUserName",
    "CreateTime",
    "MsgType",
    "MsgId",
    "Event",
    "EventKey",
    "Content",
]


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=30)))
@settings(max_examples=300, deadline=None)
def test_no_fields_raise_anything_but_bad_message(fields):
    try:
        read({**HEAD, **fields}).key("c" * 64)
    except BadMessage:
        return
