"""A text that offers numbered choices, and the msgmenu in which each can be tapped.

The bot writes its choices as lines that begin with 1, 2, 3… and asks for the number; that works for
everybody. Where the account may (a verified service account, ``WECHAT_MSGMENU``) a customer-service
message can carry the same lines to be tapped. A tap comes back as a text with the line's id.
https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from typing import Any, Final

LINE: Final = re.compile(r"^(\d{1,2}) (\S.*)$")
ASKS: Final = "数字"
"""A text without this word has numbered lines, but asks for none of them."""
MOST: Final = 10
LONGEST: Final = 60
"""Characters of a line: a longer one is something to read, not to tap."""
STEP: Final = 100
"""A line's id is the text's number in the outbox times this, and its own number: digits alone."""


@dataclass(frozen=True, slots=True)
class Choices:
    """A text cut at its numbered lines; all three together are the text as it was.

    Attributes:
        head, tail: what stands before and after the lines.
        lines: with their numbers, the first is 1.
    """

    head: str
    lines: tuple[str, ...]
    tail: str

    def menu(self, text: int) -> dict[str, Any]:
        """The ``msgmenu`` of a customer-service message.

        Args:
            text: the text's number in the outbox.
        """
        return {
            "head_content": self.head,
            "list": [
                {"id": str(text * STEP + number), "content": line}
                for number, line in enumerate(self.lines, 1)
            ],
            "tail_content": self.tail,
        }


def read(text: str) -> Choices | None:
    """The choices that a text offers; None where it asks for no number or offers two lists."""
    rows = text.split("\n")
    first = next((at for at, row in enumerate(rows) if _number(row) == 1), None)
    if first is None or ASKS not in text:
        return None
    end = first
    while end < len(rows) and _number(rows[end]) == end - first + 1:
        end += 1
    lines, rest = rows[first:end], rows[end:]
    fits = 2 <= len(lines) <= MOST and max(map(len, lines)) <= LONGEST
    if not fits or any(_number(row) for row in rest):
        return None
    return Choices("\n".join(rows[:first]), tuple(lines), "\n".join(rest))


def chosen(connection: sqlite3.Connection, citizen: str, line: str, words: str) -> str:
    """What a tap says: the line's number while its question stands, else the line's words.

    A menu stays on the telephone and can be tapped days later, when the number would answer another
    question. It stands until the citizen has written something after the message that it answers.

    Args:
        line: ``bizmsgmenuid``.
        words: the text that came with it, which is the line's.
    """
    text, number = divmod(int(line), STEP) if line.isascii() and line.isdigit() else (0, 0)
    offered = connection.execute(
        "SELECT text, message FROM outbox WHERE id = ? AND citizen = ? AND kind = 'answer'",
        (min(text, 2**62), citizen),
    ).fetchone()
    choices = read(offered[0]) if offered else None
    if choices and 0 < number <= len(choices.lines) and _stands(connection, citizen, offered[1]):
        return str(number)
    bare = LINE.match(words)
    return bare[2] if bare else words


def _stands(connection: sqlite3.Connection, citizen: str, message: str) -> bool:
    """Whether no other turn of the citizen came after the one that this message began."""
    answered = connection.execute(
        "SELECT seq, coalesce(turn, key) FROM inbox WHERE key = ?", (message,)
    ).fetchone()
    if answered is None:
        return False
    newer = connection.execute(
        "SELECT 1 FROM inbox WHERE citizen = ? AND seq > ? AND kind != 'event'"
        " AND coalesce(turn, key) != ? LIMIT 1",
        (citizen, *answered),
    ).fetchone()
    return newer is None


def _number(row: str) -> int:
    found = LINE.match(row)
    return int(found[1]) if found else 0
