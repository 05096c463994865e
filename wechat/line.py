"""One citizen's queue: what waits, and which of it is answered together.

People on a phone write a story in several short messages. Messages that come in a burst are taken as
one turn: a message waits a moment for a second one (``hold``); once there are two, until nothing more
has come for a ``window``; and the first never waits longer than ``longest``. What is not words (a
picture, a tap, a choice) is a turn of its own and ends the burst. What was found on disk at the start
is never joined anew: it may already have been asked as it stands.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from wechat.inbox import JOINED, Waiting

MOST_JOINED: Final = 10
MOST_CHARACTERS: Final = 15_000


@dataclass(frozen=True, slots=True)
class Quiet:
    """The seconds of the quiet window, see above."""

    hold: float
    window: float
    longest: float


@dataclass(frozen=True, slots=True)
class Group:
    """What one turn answers.

    Attributes:
        turn: the id given to Rasa: the first message's key, and how many more were joined to it.
        written: whether the store already knows this turn's members.
        recovered: whether it was found on disk at the start.
    """

    turn: str
    messages: tuple[Waiting, ...]
    written: bool
    recovered: bool = False

    @property
    def keys(self) -> list[str]:
        """The messages' keys, in order."""
        return [message.key for message in self.messages]

    @property
    def text(self) -> str:
        """The messages' texts, one a line."""
        return "\n".join(message.text for message in self.messages)

    @property
    def kind(self) -> str:
        """The kind of the one message; several are text."""
        return self.messages[0].kind if len(self.messages) == 1 else "text"


class Line:
    """The queue of one citizen, in order of arrival.

    Args:
        quiet: how long to wait for more.
    """

    def __init__(self, quiet: Quiet) -> None:
        self._quiet = quiet
        self._clock = asyncio.get_running_loop().time
        self._waiting: deque[tuple[float, Waiting]] = deque()
        self._recovered: deque[Group] = deque()
        self._before: float | None = None
        self._news: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def put(self, message: Waiting) -> None:
        """A message has come in."""
        self._waiting.append((self._clock(), message))
        _tell(self._news, True)

    def recover(self, groups: Sequence[Group]) -> None:
        """Messages found on disk: they come before all others, as they were."""
        self._recovered.extend(groups)
        _tell(self._news, True)

    def inherit(self, other: Line) -> None:
        """Go on with what another line of the same citizen has left."""
        self._recovered.extend(other._recovered)
        self._waiting.extend(other._waiting)
        _tell(self._news, True)

    async def take(self) -> Group | None:
        """The next turn; None when nothing has come for a whole window."""
        if self._recovered:
            return self._recovered.popleft()
        while not self._waiting:
            more = await self._more(self._quiet.window)
            if self._recovered:
                return self._recovered.popleft()
            if not more and not self._waiting:
                return None
        await self._settle()
        taken = self._burst()
        self._before = taken[-1][0]
        for _ in taken:
            self._waiting.popleft()
        return group([message for _, message in taken])

    async def _settle(self) -> None:
        while (rest := self._settled_at() - self._clock()) > 0:
            await self._more(rest)

    def _settled_at(self) -> float:
        burst = self._burst()
        first, last = burst[0][0], burst[-1][0]
        if not burst[0][1].joins or len(burst) < len(self._waiting):
            return first
        if len(burst) > 1:
            return min(last + self._quiet.window, first + self._quiet.longest)
        follows = self._before is not None and first - self._before < self._quiet.window
        return first + (2 * self._quiet.hold if follows else self._quiet.hold)

    def _burst(self) -> list[tuple[float, Waiting]]:
        entries = [self._waiting[0]]
        characters = len(entries[0][1].text)
        if not entries[0][1].joins:
            return entries
        for at, message in list(self._waiting)[1:MOST_JOINED]:
            characters += len(message.text)
            if not message.joins or characters > MOST_CHARACTERS:
                break
            entries.append((at, message))
        return entries

    async def _more(self, seconds: float) -> bool:
        """Whether anything comes within so many seconds."""
        loop = asyncio.get_running_loop()
        self._news = news = loop.create_future()
        over = loop.call_later(seconds, _tell, news, False)
        try:
            came: bool = await news
            return came
        finally:
            over.cancel()


def _tell(news: asyncio.Future[bool], came: bool) -> None:
    if not news.done():
        news.set_result(came)


def group(messages: Sequence[Waiting]) -> Group:
    """A turn of these messages, not yet written down where there are several."""
    more = f"{JOINED}{len(messages) - 1}" if len(messages) > 1 else ""
    return Group(messages[0].key + more, tuple(messages), written=len(messages) == 1)


def regroup(messages: Sequence[Waiting]) -> list[Group]:
    """The turns of one citizen's unfinished messages, as they stood before the restart.

    Messages that were written down as one turn are one again; every other is a turn of its own, since
    it may already have been asked alone.
    """
    groups: list[Group] = []
    for message in messages:
        if message.turn and groups and groups[-1].turn == message.turn:
            joined = (*groups[-1].messages, message)
            groups[-1] = Group(message.turn, joined, written=True, recovered=True)
        else:
            turn = message.turn or message.key
            groups.append(Group(turn, (message,), written=True, recovered=True))
    return groups
