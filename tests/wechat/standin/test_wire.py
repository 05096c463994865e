import pytest
import wechatpy
from wechatpy.replies import ArticlesReply, ImageReply, TextReply

from tests.wechat.standin.conftest import make_account
from tests.wechat.standin.echo import EchoGateway
from wechat.standin.crypto import UnreadableError
from wechat.standin.messages import KINDS, Article
from wechat.standin.wire import LONGEST_REPLY, LONGEST_TEXT, read_reply, to_xml

SAFE = make_account("http://127.0.0.1/")
PLAIN = make_account("http://127.0.0.1/", mode="plain")
OPENID = "o" + "x" * 27
HEAD = {
    "ToUserName": PLAIN.original_id,
    "FromUserName": OPENID,
    "CreateTime": 1_790_000_000,
}


@pytest.mark.parametrize(
    "kind", sorted(KINDS.keys() - {"notices", "notice_settings"})
)  # younger than wechatpy
def test_wechatpy_reads_every_kind_of_message(kind):
    known = KINDS[kind]
    values = {
        xml: "1" if xml.startswith("Location_") else f"值{xml}" for xml in known.fields.values()
    }
    event = {"Event": known.event} if known.event else {"MsgId": 7}
    message = wechatpy.parse_message(to_xml({**HEAD, "MsgType": known.msg_type, **event, **values}))
    assert (message.source, message.target) == (OPENID, PLAIN.original_id)
    assert not isinstance(message, wechatpy.messages.UnknownMessage)
    for name, value in values.items():
        assert message._data[name] == value


@pytest.mark.parametrize("text", ["]]>", "a]]>b]]>", "<b>&amp;", "第一行\n第二行", "]]"])
def test_a_text_cannot_leave_its_cdata(text):
    xml = to_xml({**HEAD, "MsgType": "text", "Content": text, "MsgId": 7})
    assert wechatpy.parse_message(xml).content == text


def test_what_xml_cannot_hold_is_left_out():
    xml = to_xml({**HEAD, "MsgType": "text", "Content": "a\x00\x1b\ufffeb\ud800c\td", "MsgId": 7})
    assert wechatpy.parse_message(xml).content == "abc\td"


def reply_to(**fields):
    body = {"ToUserName": OPENID, "FromUserName": PLAIN.original_id, "CreateTime": 1}
    return to_xml({**body, **fields}).encode()


@pytest.mark.parametrize("body", [b"", b"success", b" success\n"])
def test_silence_shows_nothing(body):
    assert read_reply(body, SAFE, OPENID) is None


def oracle_message():
    return wechatpy.parse_message(to_xml({**HEAD, "MsgType": "text", "Content": "?", "MsgId": 7}))


def test_a_text_of_wechatpy_is_read_plain_and_sealed():
    xml = TextReply(content="您好", message=oracle_message()).render()
    assert read_reply(xml.encode(), PLAIN, OPENID).text == "您好"
    sealed = EchoGateway().crypto.encrypt_message(xml, "nonce", "1790000000")
    assert read_reply(sealed.encode(), SAFE, OPENID).text == "您好"


def test_pictures_and_cards_of_wechatpy_are_read():
    picture = ImageReply(media_id="m1", message=oracle_message()).render()
    assert read_reply(picture.encode(), PLAIN, OPENID).media_id == "m1"
    cards = ArticlesReply(message=oracle_message())
    cards.add_article({"title": "题", "description": "述", "image": "", "url": "http://x"})
    read = read_reply(cards.render().encode(), PLAIN, OPENID)
    assert read.articles == (Article("题", "述", "http://x"),)


def test_a_reply_for_human_service_shows_nothing():
    assert read_reply(reply_to(MsgType="transfer_customer_service"), PLAIN, OPENID) is None


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"ok", "neither success nor XML"),
        (b"{}", "neither success nor XML"),
        (b"<html/>", "not xml"),
        (b"<xml/>", "no ToUserName"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><xml>&b;</xml>', "neither"),
        (b"<xml>" + b"x" * LONGEST_REPLY + b"</xml>", "256 KB"),
        (reply_to(MsgType="text"), "no Content"),
        (reply_to(MsgType="text", Content=""), "empty"),
        (reply_to(MsgType="text", Content="字" * (LONGEST_TEXT // 3 + 1)), "2048 bytes"),
        (reply_to(MsgType="html", Content="x"), "MsgType"),
        (reply_to(MsgType="text", Content="x", ToUserName="other"), "somebody else"),
        (reply_to(MsgType="text", Content="x", FromUserName="gh_other"), "somebody else"),
        (reply_to(MsgType="text", Content="x", CreateTime="now"), "CreateTime"),
        (reply_to(MsgType="image"), "no Image/MediaId"),
        (reply_to(MsgType="news", ArticleCount=2, Articles={"item": {"Title": "x"}}), "Count"),
        (reply_to(Encrypt="x", MsgSignature="x", TimeStamp="1", Nonce="2"), "MsgSignature"),
    ],
)
def test_wechat_shows_its_line_about_a_fault_instead_of(body, why):
    with pytest.raises(UnreadableError, match=why):
        read_reply(body, PLAIN, OPENID)


def test_a_plain_reply_is_no_answer_in_safe_mode():
    with pytest.raises(UnreadableError, match="plain"):
        read_reply(reply_to(MsgType="text", Content="x"), SAFE, OPENID)
    assert read_reply(reply_to(MsgType="text", Content="x"), PLAIN, OPENID).text == "x"


def test_the_longest_text_passes():
    text = "字" * (LONGEST_TEXT // 3)
    assert read_reply(reply_to(MsgType="text", Content=text), PLAIN, OPENID).text == text
