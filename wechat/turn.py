"""What a message means to the bot: the words and the kind that Rasa is given, or no turn at all."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Final

from wechat import menu
from wechat.messages import (
    Consents,
    Delivered,
    Event,
    Image,
    Inbound,
    Link,
    Location,
    Text,
    Video,
    Voice,
)

PLACEHOLDERS: Final = {
    "image": "【图片】",
    "voice": "【语音】",
    "video": "【视频】",
    "location": "【位置】",
    "link": "【链接】",
    "subscribe": "【关注】",
    "unknown": "【未知】",
}
"""What stands for a message without words."""

SLASHES: Final = "/／"
TAPS: Final = frozenset({"subscribe", "scan", "click"})
"""Events after which three customer-service messages may be sent within a minute."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What Rasa is given.

    Attributes:
        text: the words, or a placeholder; never empty, never a command.
        kind: text, voice, image, video, location, link, subscribe or unknown.
        metadata: what else belongs to it: ``label``, ``scene``, ``url``, ``media``.
        joins: whether it may be one of several messages that are answered together.
        tap: whether it was a tap rather than a message.
    """

    text: str
    kind: str = "text"
    metadata: dict[str, str] = field(default_factory=dict)
    joins: bool = False
    tap: bool = False


def neutral(text: str) -> str:
    """The text without what Rasa would read as a command.

    Rasa takes a text that begins with a slash for an intent (``/restart``, ``/affirm{…}``) and obeys.
    Blanks, control and zero-width characters and all slashes before the first other character go;
    the rest stays as it was written. May be empty.
    """
    for position, character in enumerate(text):
        if character not in SLASHES and unicodedata.category(character)[0] not in "ZC":
            return text[position:] if position else text
    return ""


def of(message: Inbound) -> Turn | None:
    """The turn of a message; None where the bot has nothing to say (a citizen left, a page opened)."""
    body = message.body
    if isinstance(body, Text):
        return _words(body.content, "text", tap=bool(body.choice))
    if isinstance(body, Voice):
        media = {"media": body.media_id} if body.media_id else {}
        return _words(body.recognition, "voice", media)
    if isinstance(body, Image):
        return _placeholder("image", media=body.media_id)
    if isinstance(body, Video):
        return _placeholder("video", media=body.media_id)
    if isinstance(body, Location):
        return _placeholder("location", label=body.label)
    if isinstance(body, Link):
        return _placeholder("link", title=body.title, url=body.url)
    if isinstance(body, Event):
        return _event(body)
    return None if isinstance(body, Consents | Delivered) else _placeholder("unknown")


def opens_window(message: Inbound) -> str | None:
    """Which customer-service allowance a message opens: ``message``, ``tap`` or none."""
    body = message.body
    if isinstance(body, Consents | Delivered):
        return None
    if isinstance(body, Event):
        return "tap" if body.name in TAPS else None
    return "tap" if isinstance(body, Text) and body.choice else "message"


def _words(
    written: str, kind: str, metadata: dict[str, str] | None = None, *, tap: bool = False
) -> Turn:
    text = neutral(written)
    if not text.strip():
        absent = "voice" if kind == "voice" else "unknown"
        return Turn(PLACEHOLDERS[absent], absent, metadata or {})
    return Turn(text, kind, metadata or {}, joins=not tap, tap=tap)


def _placeholder(kind: str, **metadata: str) -> Turn:
    given = {name: value for name, value in metadata.items() if value}
    return Turn(PLACEHOLDERS[kind], kind, given)


def _event(event: Event) -> Turn | None:
    if event.name in {"subscribe", "scan"}:
        scene = {"scene": event.key} if event.key else {}
        return Turn(PLACEHOLDERS["subscribe"], "subscribe", scene, tap=True)
    if event.name == "click":
        text = menu.tapped(event.key)
        return Turn(text, tap=True) if text else Turn(PLACEHOLDERS["unknown"], "unknown", tap=True)
    return None
