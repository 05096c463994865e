"""What citizens send and receive, free of XML and JSON forms of the protocol."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

Scene = Literal["message", "tap"]
Via = Literal["passive", "custom", "template", "subscribe", "system"]
"""How something reached the citizen; ``system`` is a line of WeChat's own."""

LONGEST_FIELD: Final = 64 * 1024


@dataclass(frozen=True)
class Kind:
    """One kind of thing that a citizen does.

    Attributes:
        msg_type: ``MsgType`` in the XML.
        fields: our name of each field → its name in the XML.
        event: ``Event`` in the XML, for events.
        opens: which quota of customer-service messages it opens, if any.
        optional: fields that may be missing.
    """

    msg_type: str
    fields: Mapping[str, str]
    event: str = ""
    opens: Scene | None = None
    optional: frozenset[str] = frozenset()

    @property
    def needs(self) -> set[str]:
        """Fields that must be there."""
        return set(self.fields) - self.optional


_MEDIA: Final = {"media_id": "MediaId", "thumb_media_id": "ThumbMediaId"}
_CODE: Final = {"key": "EventKey", "ticket": "Ticket"}
_PLACE: Final = {
    "latitude": "Location_X",
    "longitude": "Location_Y",
    "scale": "Scale",
    "label": "Label",
}
_VOICE: Final = {"media_id": "MediaId", "format": "Format", "recognition": "Recognition"}
_LINK: Final = {"title": "Title", "description": "Description", "url": "Url"}
_ANSWER: Final = {"template_id": "TemplateId", "status": "SubscribeStatusString"}
KINDS: Final[Mapping[str, Kind]] = {
    "text": Kind("text", {"content": "Content"}, opens="message"),
    "tap": Kind("text", {"content": "Content", "menu_id": "bizmsgmenuid"}, opens="tap"),
    "image": Kind(
        "image",
        {"media_id": "MediaId", "pic_url": "PicUrl"},
        opens="message",
        optional=frozenset({"pic_url"}),
    ),
    "voice": Kind("voice", _VOICE, opens="message", optional=frozenset(_VOICE)),
    "video": Kind("video", _MEDIA, opens="message"),
    "shortvideo": Kind("shortvideo", _MEDIA, opens="message"),
    "location": Kind("location", _PLACE, opens="message"),
    "link": Kind("link", _LINK, opens="message"),
    "subscribe": Kind("event", _CODE, "subscribe", "tap", frozenset({"ticket"})),
    "unsubscribe": Kind("event", {}, "unsubscribe"),
    "scan": Kind("event", _CODE, "SCAN", "tap"),
    "click": Kind("event", {"key": "EventKey"}, "CLICK", "tap"),
    "view": Kind("event", {"key": "EventKey"}, "VIEW"),
    "notices": Kind("event", _ANSWER, "subscribe_msg_popup_event"),
    "notice_settings": Kind("event", _ANSWER, "subscribe_msg_change_event"),
}
"""Kinds by our names. A tap on a msgmenu line counts as a tap on the menu, not as a message."""


@dataclass(frozen=True)
class Message:
    """Something that a citizen sends or does.

    Attributes:
        kind: a key of ``KINDS``.
        fields: our field name → value.

    Raises:
        ValueError: the kind is unknown, a field is unknown or missing, or a value is longer than
            64 KB.
    """

    kind: str
    fields: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such kind of message: {self.kind[:40]!r}")
        known = KINDS[self.kind]
        if not known.needs <= set(self.fields) <= set(known.fields):
            raise ValueError(f"the fields of {self.kind} are {', '.join(known.fields)}")
        if any(len(value.encode()) > LONGEST_FIELD for value in self.fields.values()):
            raise ValueError("a field is longer than 64 KB")

    @classmethod
    def from_json(cls, data: Any) -> Message:
        """Read ``{"kind": …, "fields": {name: text}}``.

        Raises:
            ValueError: it has another shape.
        """
        match data:
            case {"kind": str(kind), "fields": dict(fields)} if all(
                isinstance(value, str) for value in fields.values()
            ):
                return cls(kind, fields)
        raise ValueError("a message is an object with a kind and fields of text")

    def to_json(self) -> dict[str, Any]:
        """The form that ``from_json`` reads."""
        return {"kind": self.kind, "fields": dict(self.fields)}


@dataclass(frozen=True)
class Choice:
    """One line of a msgmenu that can be tapped."""

    id: str
    content: str


@dataclass(frozen=True)
class Article:
    """One card of a news message."""

    title: str
    description: str = ""
    url: str = ""


@dataclass(frozen=True)
class Received:
    """Something that the citizen's telephone shows.

    Attributes:
        kind: ``text``, ``image``, ``voice``, ``video``, ``music``, ``news``, ``msgmenu``,
            ``notice`` or ``fault``.
        text: what is read; for a msgmenu its head, its lines and its tail.
        via: how it came.
        media_id: of an image, voice or video.
        choices: the lines of a msgmenu.
        articles: the cards of a news message.
        fields: the values of a notice.
    """

    kind: str
    text: str
    via: Via
    media_id: str = ""
    choices: tuple[Choice, ...] = ()
    articles: tuple[Article, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Received:
        """Read what ``to_json`` wrote."""
        return cls(
            **{
                **data,
                "choices": tuple(Choice(**choice) for choice in data["choices"]),
                "articles": tuple(Article(**article) for article in data["articles"]),
            },
        )

    def to_json(self) -> dict[str, Any]:
        """A JSON object with one entry an attribute."""
        return asdict(self)


FAULT: Final = "该公众号提供的服务出现故障，请稍后再试"
"""What WeChat shows when the account does not answer, or not with anything it can read."""


def fault() -> Received:
    """WeChat's own line about a service that failed."""
    return Received("fault", FAULT, "system")
