"""What a citizen throws away, or wants deleted, is deleted outside the conversation too.

The conversation's own words are erased by ``bot/conversation.py`` after the turn (slot ``forget``); the
gateway holds replies and pictures, and is told through the outbox, so that it is told even if it is
away now. What belongs to a case it keeps; the wish is staff's to fulfil there (个人信息保护法 47).
"""

from __future__ import annotations

from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions import outbox
from actions.draft import Draft, cleared
from actions.heard import Heard

PATH: Final = "/internal/erase"
BESIDE_THE_DRAFT: Final = ("later", "law_topic", "law_question")
"""Slots that hold words, or what they were about, beside the draft's own."""


async def erase(tracker: Tracker, *, everything: bool) -> list[EventType]:
    """Have it erased; the message's id is the key, so that a turn done twice asks once.

    Args:
        everything: the citizen wants nothing kept, not only this draft thrown away.

    Returns:
        The events after which nothing of the draft is left in the slots.
    """
    box = outbox.box()
    heard = Heard.of(tracker)
    key = f"erase-{tracker.sender_id}-{heard.message_id}"
    body: dict[str, Any] = {
        "citizen": tracker.sender_id,
        "since": Draft.of(tracker).opened_at,
        "until": heard.at,
        "everything": everything,
    }
    await box.put(key, PATH, body)
    await box.deliver(key)
    if everything:
        await box.forget(tracker.sender_id)
    beside = [SlotSet(name, None) for name in BESIDE_THE_DRAFT]
    return [*cleared(tracker), *beside, SlotSet("forget", True)]
