"""A burst of messages that the gateway joined, taken apart where one of them is a wish of its own.

People write a story in several short messages, and it is read as one. But 「删除我的信息」 in the same
breath as a name and a telephone was lost in it: a wish counts as it would have counted alone.
"""

from __future__ import annotations

from typing import Any, Final

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.trackers import DialogueStateTracker

from bot.phrases import LONGEST

WISHES: Final = frozenset({"delete_my_data", "withdraw_case", "stop", "restart", "ask_human"})
"""Intents that stand by themselves, wherever in a burst they come."""
PART: Final = "#"
"""Stands between a turn's id and the number of one of its earlier parts."""


async def parts(
    processor: MessageProcessor, tracker: DialogueStateTracker, text: str, metadata: dict[str, Any]
) -> list[str]:
    """The text in one piece, or in several, in order: each wish apart from what surrounds it.

    Args:
        metadata: of the message; ``messages`` says how many were joined.
    """
    if metadata.get("messages", 1) == 1:
        return [text]
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        if not line.strip():
            continue
        if len(line) <= LONGEST and await _is_wish(processor, tracker, line):
            found += [[line], []]
        else:
            found[-1].append(line)
    return ["\n".join(lines) for lines in found if lines]


def ids(message_id: str, number: int) -> list[str]:
    """The ids of so many parts: the last one has the turn's own."""
    return [f"{message_id}{PART}{part}" for part in range(1, number)] + [message_id]


def belongs(part: str | None, message_id: str) -> bool:
    """Whether an id is the turn's, or that of a part of it."""
    return part == message_id or (part or "").startswith(message_id + PART)


async def _is_wish(processor: MessageProcessor, tracker: DialogueStateTracker, line: str) -> bool:
    heard = await processor.parse_message(UserMessage(line), tracker)
    return heard["intent"]["name"] in WISHES
