"""What the components write into a Rasa message, and how they read the conversation so far."""

from __future__ import annotations

from typing import Any, Final

from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import matters

FACTS: Final = "facts"
CORRECTIONS: Final = "corrections"
ANSWER: Final = "answer"
DISPUTE_TYPE: Final = "dispute_type"
URGENCY: Final = "urgency"
ROUTE: Final = "route"
READING: Final = "reading"
SAFE_TEXT: Final = "safe_text"
VILLAGE: Final = "village"
LAW: Final = "law"
OTHER_MATTER: Final = "other_matter"
STATUTES: Final = "statutes"
DANGER_HEARD: Final = "danger_heard"
"""Asks the intent classifier how likely any words are a danger, 0 to 1; stays in the process."""


def text_of(message: Message) -> str:
    """The normalised words of a message, never None."""
    return message.get(TEXT) or ""


def slot(tracker: DialogueStateTracker | None, name: str) -> Any:
    """A slot's value, or None without a tracker or where the domain lacks the slot."""
    if tracker is None or name not in tracker.slots:
        return None
    return tracker.slots[name].value


def story_so_far(message: Message, tracker: DialogueStateTracker | None) -> str:
    """Everything told of the first matter up to and including this message, one telling a line."""
    told = slot(tracker, "narrative")
    now, _ = matters.split(text_of(message))
    return f"{told}\n{now}" if told else now or text_of(message)
