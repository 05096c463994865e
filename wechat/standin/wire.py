"""The XML of both directions: messages as the platform pushes them, replies as it accepts them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from wechat.standin.account import Account
from wechat.standin.crypto import UnreadableError
from wechat.standin.messages import Article, Received

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LONGEST_TEXT: Final = 2048
"""Bytes of UTF-8 in a passive text; measured by third parties, not in the documentation."""

LONGEST_REPLY: Final = 256 * 1024
KNOWN_REPLIES: Final = {"text", "image", "voice", "video", "music", "news"}
SILENT_REPLIES: Final = {"transfer_customer_service"}

ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 allows in no text; a telephone's keyboard has none of it."""

Fields = Mapping[str, "str | int | Fields"]


def to_xml(fields: Fields) -> str:
    """A message as the platform writes it: numbers bare, texts in CDATA, nested where given."""
    return f"<xml>{_inside(fields)}</xml>"


def _inside(fields: Fields) -> str:
    return "".join(f"<{name}>{_value(value)}</{name}>" for name, value in fields.items())


def _value(value: str | int | Fields) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        value = ILLEGAL.sub("", value)
        return "<![CDATA[" + value.replace("]]>", "]]]]><![CDATA[>") + "]]>"
    return _inside(value)


def read_reply(body: bytes, account: Account, openid: str) -> Received | None:
    """What a passive reply shows the citizen.

    Args:
        body: the HTTP body that the gateway answered with.
        account: whose reply it is; in safe mode it must be sealed.
        openid: the citizen whom it must be addressed to.

    Returns:
        The reply, or None for ``success`` and an empty body.

    Raises:
        UnreadableError: WeChat would show its line about a service that failed.
    """
    if body.strip() in {b"", b"success"}:
        return None
    if len(body) > LONGEST_REPLY:
        raise UnreadableError("the reply is longer than 256 KB")
    root = _parse(body)
    if root.find("Encrypt") is not None:
        root = _parse(_unsealed(root, account).encode())
    elif account.mode == "safe":
        raise UnreadableError("a plain reply in safe mode")
    return _reply(root, account, openid)


def _parse(body: bytes) -> Element:
    try:
        root: Element = ElementTree.fromstring(body, forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise UnreadableError("the reply is neither success nor XML") from error
    if root.tag != "xml":
        raise UnreadableError("the reply's outermost element is not xml")
    return root


def _unsealed(root: Element, account: Account) -> str:
    encrypted = _text(root, "Encrypt")
    envelope = account.envelope
    envelope.verify(
        _text(root, "MsgSignature"),
        _text(root, "TimeStamp"),
        _text(root, "Nonce"),
        encrypted,
    )
    return envelope.open(encrypted)


def _reply(root: Element, account: Account, openid: str) -> Received | None:
    if _text(root, "ToUserName") != openid or _text(root, "FromUserName") != account.original_id:
        raise UnreadableError("the reply is from or to somebody else")
    if not _text(root, "CreateTime").isdecimal():
        raise UnreadableError("the reply's CreateTime is not a number")
    kind = _text(root, "MsgType")
    if kind in SILENT_REPLIES:
        return None
    if kind not in KNOWN_REPLIES:
        raise UnreadableError("the reply's MsgType is unknown")
    if kind == "text":
        return _text_reply(_text(root, "Content"))
    if kind == "news":
        return _news(root)
    if kind == "music":
        return Received(kind, _text(root, "Music/Title"), "passive")
    holder = kind.capitalize()
    return Received(kind, "", "passive", media_id=_text(root, f"{holder}/MediaId"))


def _text_reply(content: str) -> Received:
    if not content:
        raise UnreadableError("the reply's text is empty")
    if len(content.encode()) > LONGEST_TEXT:
        raise UnreadableError(f"the reply's text is longer than {LONGEST_TEXT} bytes")
    return Received("text", content, "passive")


def _news(root: Element) -> Received:
    items = root.findall("Articles/item")
    if not items or _text(root, "ArticleCount") != str(len(items)):
        raise UnreadableError("the reply's ArticleCount is wrong")
    articles = tuple(
        Article(
            item.findtext("Title", ""),
            item.findtext("Description", ""),
            item.findtext("Url", ""),
        )
        for item in items
    )
    return Received("news", articles[0].title, "passive", articles=articles)


def _text(root: Element, path: str) -> str:
    found = root.findtext(path)
    if found is None:
        raise UnreadableError(f"the reply has no {path}")
    return found
