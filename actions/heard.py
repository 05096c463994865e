"""The last message as the components of ``bot/`` understood it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

import cn2an
from rasa_sdk import Tracker

NUMBER: Final = re.compile(
    r"^\s*第?\s*(\d{1,2}|[一二三四五六七八九十])\s*(?:条|个|项)?\s*[。.!！]?\s*$"
)


@dataclass(frozen=True)
class Heard:
    """One message, understood.

    Attributes:
        text: the citizen's words, identity numbers masked.
        intent: the turn reader's.
        at: Unix time.
        message_id: the gateway's id of the message, else Rasa's.
        facts, corrections: rows as :meth:`intake.facts.Fact.as_dict` writes them.
        answer: the fact that answers the open question, or None.
        village: the village named, or None.
        law: the likeliest entries, best first, as :class:`bot.law.LegalAdvisor` writes them.
        other_matter: the words of a second matter in the same message, or None.
        kind: the gateway's kind of message.
        label: what a sent location is called, or None.
        scene: what the code carried that was scanned, or None.
        taken_up: whether these are kept words of an earlier message, taken up now.
        masked: whether an identity number was masked in it.
        readings: intents the classifier found likely, best first.
    """

    text: str
    intent: str
    at: float
    message_id: str
    facts: list[dict[str, Any]]
    corrections: list[dict[str, Any]]
    answer: dict[str, Any] | None
    dispute_type: dict[str, Any]
    urgency: dict[str, Any]
    route: dict[str, Any]
    village: str | None = None
    law: list[dict[str, Any]] = field(default_factory=list)
    other_matter: str | None = None
    kind: str = "text"
    label: str | None = None
    scene: str | None = None
    taken_up: bool = False
    masked: bool = False
    readings: tuple[str, ...] = ()

    @property
    def number(self) -> int | None:
        """The number, where the whole message is one (「2」「第二条」)."""
        match = NUMBER.match(self.text)
        if match is None:
            return None
        return int(cn2an.cn2an(match.group(1), "smart"))

    def colour(self) -> dict[str, Any]:
        """``{"level", "signals"}`` as the backend takes them."""
        signals = self.urgency["signals"]
        return {
            "level": self.urgency["level"],
            "signals": [{"code": one["code"], "text": one["text"]} for one in signals],
        }

    @classmethod
    def of(cls, tracker: Tracker) -> Heard:
        """Read the tracker's last message.

        Raises:
            KeyError: the message was not understood by this project's pipeline.
        """
        message = tracker.latest_message
        last = next(event for event in reversed(tracker.events) if event.get("event") == "user")
        metadata = message.get("metadata") or last.get("metadata") or {}
        return cls(
            text=(message.get("safe_text") or message.get("text") or "").strip(),
            intent=message["intent"]["name"],
            at=last.get("timestamp") or 0.0,
            message_id=str(metadata.get("message_id") or last.get("message_id")),
            facts=message["facts"],
            corrections=message["corrections"],
            answer=message.get("answer"),
            dispute_type=message["dispute_type"],
            urgency=message["urgency"],
            route=message["route"],
            village=message.get("village"),
            law=message.get("law") or [],
            other_matter=message.get("other_matter"),
            kind=str(metadata.get("kind") or "text"),
            label=metadata.get("label") or None,
            scene=metadata.get("scene") or None,
            taken_up=bool(metadata.get("taken_up")),
            masked=bool(message.get("safe_text")),
            readings=tuple(row["name"] for row in message.get("intent_ranking") or ()),
        )
