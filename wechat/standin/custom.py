"""Customer-service messages ("发送客服消息"): form, limits, and what the citizen sees."""

from __future__ import annotations

from typing import Any, Final

from wechat.standin.errors import RefusedError
from wechat.standin.messages import Article, Choice, Received
from wechat.standin.people import Person
from wechat.standin.state import State

LONGEST_TEXT: Final = 2048
MOST_ARTICLES: Final = 1


def send(state: State, order: dict[str, Any]) -> None:
    """Show a message to a citizen.

    Args:
        state: people, media, account.
        order: ``{"touser", "msgtype", "<msgtype>": {…}}``.

    Raises:
        RefusedError: 40003, 43004 and 48002 about the citizen; 40008, 44004, 45002, 40007, 47001
            and 40200 about the message; 45015 and 45047 about the quota.
    """
    person = recipient(state, order)
    received = read(state, order)
    person.ledger.spend(state.now())
    person.show(state.now(), received=received)


def recipient(state: State, order: dict[str, Any]) -> Person:
    """The citizen whom an order is for.

    Raises:
        RefusedError: 40003 unknown, 43004 does not follow, 48002 refuses messages.
    """
    openid = order.get("touser")
    person = state.people.get(openid) if isinstance(openid, str) else None
    if person is None:
        raise RefusedError(40003)
    if not person.follows:
        raise RefusedError(43004)
    if person.refuses:
        raise RefusedError(48002)
    return person


def read(state: State, order: dict[str, Any]) -> Received:
    """The message inside an order.

    Raises:
        RefusedError: as for ``send``, about the message.
    """
    kind = order.get("msgtype")
    content = order.get(kind) if isinstance(kind, str) else None
    if kind not in {"text", "image", "voice", "video", "news", "msgmenu"}:
        raise RefusedError(40008)
    if not isinstance(content, dict):
        raise RefusedError(47001)
    if kind == "text":
        return Received("text", _text(content.get("content")), "custom")
    if kind == "msgmenu":
        if not state.account.verified:
            raise RefusedError(40200)
        return _menu(content)
    if kind == "news":
        return _news(content)
    media_id = content.get("media_id")
    if not isinstance(media_id, str):
        raise RefusedError(41006)
    state.media.get(media_id)
    return Received(kind, "", "custom", media_id=media_id)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise RefusedError(44004)
    if len(value.encode()) > LONGEST_TEXT:
        raise RefusedError(45002)
    return value


def _menu(content: dict[str, Any]) -> Received:
    lines = content.get("list")
    if not isinstance(lines, list) or not lines:
        raise RefusedError(47001)
    if not all(isinstance(line, dict) and {"id", "content"} <= line.keys() for line in lines):
        raise RefusedError(47001)
    choices = tuple(Choice(str(line["id"]), str(line["content"])) for line in lines)
    head, tail = str(content.get("head_content", "")), str(content.get("tail_content", ""))
    text = "\n".join(part for part in (head, *(c.content for c in choices), tail) if part)
    return Received(
        "msgmenu",
        _text(text),
        "custom",
        choices=choices,
        fields={"head": head, "tail": tail},
    )


def _news(content: dict[str, Any]) -> Received:
    items = content.get("articles")
    if not isinstance(items, list) or len(items) != MOST_ARTICLES or not isinstance(items[0], dict):
        raise RefusedError(47001)
    article = Article(
        *(str(items[0].get(name, "")) for name in ("title", "description", "url")),
    )
    return Received("news", _text(article.title), "custom", articles=(article,))
