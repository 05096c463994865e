import pytest
import xmltodict
from hypothesis import given, settings
from hypothesis import strategies as st
from wechatpy import parse_message
from wechatpy.replies import TextReply, create_reply

from wechat import xml

BOMB = (
    '<!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><xml><Content>&c;</Content></xml>'
)
BAD = {
    "nothing": b"",
    "no xml": "你好".encode(),
    "cut off": b"<xml><Content>",
    "another root": b"<html><Content>x</Content></html>",
    "entity bomb": BOMB.encode(),
    "a file from outside": b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><A>&f;</A></xml>',
    "a bare document type": b"<!DOCTYPE xml><xml/>",
    "unknown entity": b"<xml><A>&nbsp;</A></xml>",
    "another encoding": '<?xml version="1.0" encoding="gb2312"?><xml><A>峄城</A></xml>'.encode(
        "gb2312"
    ),
    "utf-16": "<xml><A>峄城</A></xml>".encode("utf-16"),
    "null byte": b"<xml><A>\0</A></xml>",
    "two roots": b"<xml/><xml/>",
    "too many fields": b"<xml>" + b"<A>1</A>" * 100 + b"</xml>",
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_body_is_refused_with_one_exception(case):
    with pytest.raises(xml.BadXml):
        xml.read(BAD[case])


def test_a_deep_nest_is_left_out_and_harms_nothing():
    body = b"<xml><A>1</A>" + b"<B>" * 5000 + b"</B>" * 5000 + b"</xml>"
    assert xml.read(body) == {"A": "1", "B": ""}


def test_a_declared_encoding_does_not_matter_when_the_bytes_are_utf8():
    body = '<?xml version="1.0" encoding="no-such"?><xml><A>峄城</A></xml>'.encode()
    assert xml.read(body) == {"A": "峄城"}


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_no_rubbish_raises_anything_else(rubbish):
    for body in (rubbish, b"<xml>" + rubbish + b"</xml>"):
        try:
            xml.read(body)
        except xml.BadXml:
            continue


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_comes_back_as_it_was_but_for_what_xml_forbids(text):
    allowed = xml.ILLEGAL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    assert xml.read(xml.write({"Content": text}).encode()) == {"Content": allowed}


@pytest.mark.parametrize(
    "text", ["您好", "a]]>b", "]]>" * 3, "]]]]>>", "<Content>x</Content>", "&lt;"]
)
def test_wechatpy_and_xmltodict_read_what_is_written(text):
    written = xml.write(
        {
            "ToUserName": "o",
            "FromUserName": "gh",
            "CreateTime": 5,
            "MsgType": "text",
            "Content": text,
        }
    )
    assert xmltodict.parse(written)["xml"]["Content"] == text
    assert parse_message(written).content == text


@pytest.mark.parametrize("text", ["您好", "两行\n文字", "<b>&amp;</b>"])
def test_a_reply_of_wechatpy_is_read(text):
    reply = create_reply(TextReply(content=text, source="gh", target="o"))
    fields = xml.read(reply.render().encode())
    assert (fields["Content"], fields["FromUserName"], fields["ToUserName"]) == (text, "gh", "o")


def test_the_entries_of_a_list_are_numbered():
    body = (
        b"<xml><A>1</A><B>x<List><T>one</T><S>yes</S></List><List><T>two</T></List></B>"
        b"<C><Other><T>left out</T></Other></C></xml>"
    )
    assert xml.read(body) == {
        "A": "1",
        "B": "x",
        "B/0/T": "one",
        "B/0/S": "yes",
        "B/1/T": "two",
        "C": "",
    }


def test_a_list_may_not_be_endless():
    with pytest.raises(xml.BadXml, match="too many"):
        xml.read(b"<xml><B>" + b"<List><T>1</T></List>" * 100 + b"</B></xml>")
