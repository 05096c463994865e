"""What comes in, as types. Every kind the protocol knows; what it does not know is kept as such.

Formats: https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html
and .../Receiving_event_pushes.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from zlib import crc32

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
class Consents:
    """What a citizen answered when asked whether notices of some templates may be sent.

    Attributes:
        given: each template's id, and whether its notices may be sent.
    """

    given: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of notices that Tencent had taken to deliver.

    Attributes:
        notices: the number that Tencent gave each, and whether it arrived.
    """

    notices: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A kind of message that did not exist when this was written."""

    kind: str


Body = Text | Image | Voice | Video | Location | Link | Event | Consents | Delivered | Unknown


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
        key = f"e{self.made_at}-{kind[:40]}-{citizen[:32]}"
        # Two may come in one second: what they tell of which notices tells them apart.
        told = _told(self.body)
        return f"{key}-{crc32(repr(told).encode()):08x}" if told else key


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


def _told(body: Body) -> tuple[tuple[str, bool], ...]:
    if isinstance(body, Consents):
        return body.given
    return body.notices if isinstance(body, Delivered) else ()


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


def _event(fields: Mapping[str, str]) -> Event | Consents | Delivered:
    name = fields.get("Event", "").strip().lower()
    if not name or len(name) > LONGEST_ID:
        raise BadMessage("no Event")
    if name in NOTICES:
        return NOTICES[name](fields)
    key = fields.get("EventKey", "").strip()[:LONGEST_ID]
    return Event(name, key.removeprefix("qrscene_") if name == "subscribe" else key)


def _consents(holder: str) -> Callable[[Mapping[str, str]], Consents]:
    """Reads the answers below a field; anything but ``accept`` is a refusal."""

    def read_them(fields: Mapping[str, str]) -> Consents:
        return Consents(
            tuple(
                (one["TemplateId"][:LONGEST_ID], one.get("SubscribeStatusString") == "accept")
                for one in _entries(fields, holder)
                if one.get("TemplateId")
            )
        )

    return read_them


def _sent(fields: Mapping[str, str]) -> Delivered:
    return Delivered(
        tuple(
            (one.get("MsgID", "")[:LONGEST_ID], one.get("ErrorCode") == "0")
            for one in _entries(fields, "SubscribeMsgSentEvent")
        )
    )


def _template_sent(fields: Mapping[str, str]) -> Delivered:
    number = fields.get("MsgID", "")[:LONGEST_ID]
    return Delivered(((number, fields.get("Status", "").strip() == "success"),))


def _entries(fields: Mapping[str, str], holder: str) -> list[dict[str, str]]:
    """The entries of a list as :func:`wechat.xml.read` numbers them."""
    entries: dict[str, dict[str, str]] = {}
    for path, value in fields.items():
        field, _, rest = path.partition("/")
        if field == holder and rest:
            number, _, name = rest.partition("/")
            entries.setdefault(number, {})[name] = value.strip()
    return list(entries.values())


def _media(fields: Mapping[str, str]) -> str:
    return fields.get("MediaId", "").strip()[:512]


NOTICES: Final[dict[str, Callable[[Mapping[str, str]], Consents | Delivered]]] = {
    "subscribe_msg_popup_event": _consents("SubscribeMsgPopupEvent"),
    "subscribe_msg_change_event": _consents("SubscribeMsgChangeEvent"),
    "subscribe_msg_sent_event": _sent,
    "templatesendjobfinish": _template_sent,
}
"""Events about notices outside the conversation.

https://developers.weixin.qq.com/doc/service/en/guide/product/subscription_messages/push.html and
https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html
"""

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
