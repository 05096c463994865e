"""What comes in, as types. Every kind the protocol knows; what it does not know is kept as such.

Formats: https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html
and .../Receiving_event_pushes.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

LONGEST_ID: Final = 128
LONGEST_TEXT: Final = 20_000


class BadMessage(ValueError):
    """Fields that are no message; the text says why and quotes nothing."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words; ``choice`` is the id of a tapped msgmenu entry, empty for typed words."""

    content: str
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, to be fetched by its media id within three days."""

    media_id: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A recording; ``recognition`` is Tencent's transcript, where the account has it."""

    media_id: str
    recognition: str = ""


@dataclass(frozen=True, slots=True)
class Video:
    """A video or short video."""

    media_id: str


@dataclass(frozen=True, slots=True)
class Location:
    """A place; only its label is read: coordinates are not kept."""

    label: str


@dataclass(frozen=True, slots=True)
class Link:
    """A shared page."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: subscribe, unsubscribe, SCAN, CLICK, VIEW, how a sending went.

    Attributes:
        name: as Tencent spells it, in lower case.
        key: the button's key or the code's scene, without the ``qrscene_`` in front.
    """

    name: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A kind of message that did not exist when this was written."""

    kind: str


Body = Text | Image | Voice | Video | Location | Link | Event | Unknown


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message as it came.

    Attributes:
        openid: who sent it.
        account: the public account's own id, the sender of a passive reply.
        made_at: seconds since 1970, by Tencent's clock.
        msg_id: None for events and for kinds without one.
        body: what it is.
    """

    openid: str
    account: str
    made_at: int
    msg_id: int | None
    body: Body

    def key(self, citizen: str) -> str:
        """The same for every repeat of the message: by MsgId, events by sender, time and kind.

        Args:
            citizen: the sender's keyed hash, so that no openid stands in the key.
        """
        if self.msg_id is not None:
            return f"m{self.msg_id}-{citizen[:16]}"
        kind = self.body.name if isinstance(self.body, Event) else type(self.body).__name__.lower()
        return f"e{self.made_at}-{kind[:40]}-{citizen[:32]}"


def read(fields: Mapping[str, str]) -> Inbound:
    """A message from the XML's fields.

    Raises:
        BadMessage: sender, account, time or kind is missing or is none.
    """
    kind = fields.get("MsgType", "")
    if not 1 <= len(kind) <= LONGEST_ID:
        raise BadMessage("no MsgType")
    make = KINDS.get(kind.strip().lower())
    return Inbound(
        openid=_identifier(fields, "FromUserName"),
        account=_identifier(fields, "ToUserName"),
        made_at=_number(fields.get("CreateTime", ""), "CreateTime"),
        msg_id=_number(fields["MsgId"], "MsgId")
        if fields.get("MsgId") and kind != "event"
        else None,
        body=make(fields) if make else Unknown(kind),
    )


def _identifier(fields: Mapping[str, str], name: str) -> str:
    value = fields.get(name, "").strip()
    if not value or len(value) > LONGEST_ID or not value.isprintable():
        raise BadMessage(f"no {name}")
    return value


def _number(text: str, name: str) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 20):
        raise BadMessage(f"{name} is no number")
    return int(text)


def _event(fields: Mapping[str, str]) -> Event:
    name = fields.get("Event", "").strip().lower()
    if not name or len(name) > LONGEST_ID:
        raise BadMessage("no Event")
    key = fields.get("EventKey", "").strip()[:LONGEST_ID]
    return Event(name, key.removeprefix("qrscene_") if name == "subscribe" else key)


def _media(fields: Mapping[str, str]) -> str:
    return fields.get("MediaId", "").strip()[:512]


KINDS: Final[dict[str, Callable[[Mapping[str, str]], Body]]] = {
    "text": lambda fields: Text(
        fields.get("Content", "")[:LONGEST_TEXT],
        fields.get("bizmsgmenuid", "").strip()[:LONGEST_ID],
    ),
    "image": lambda fields: Image(_media(fields)),
    "voice": lambda fields: Voice(
        _media(fields), fields.get("Recognition", "").strip()[:LONGEST_TEXT]
    ),
    "video": lambda fields: Video(_media(fields)),
    "shortvideo": lambda fields: Video(_media(fields)),
    "location": lambda fields: Location(fields.get("Label", "").strip()[:300]),
    "link": lambda fields: Link(
        fields.get("Title", "").strip()[:300], fields.get("Url", "").strip()[:1000]
    ),
    "event": _event,
}
