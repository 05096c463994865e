"""A crowd of citizens with telephones, who write at a given rate whether or not they are answered in time.

They are told apart by :mod:`simulate.citizen` (who tells a matter and answers what is asked) and by who
only asks about the law. Each waits for an answer before the next message, as people do; who writes next
is whoever has waited longest, and where nobody is free somebody new begins: the rate does not give way.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from simulate.__main__ import citizens
from simulate.citizen import Conversation, Said
from wechat.replies import MESSAGE_KEPT
from wechat.standin.citizen import Citizen
from wechat.standin.platform import Platform

FIVE_SECONDS: Final = 5.0
PATIENCE: Final = 120.0
"""Seconds after which a message counts as never answered."""
PAUSE: Final = 2.0
"""Seconds in which a citizen reads an answer before writing again."""
ASKING: Final = 3
"""One citizen in so many only asks."""
QUESTIONS: Final = (
    "借钱没写借条能要回来吗",
    "离婚冷静期是多少天",
    "打官司要多少诉讼费",
    "邻居的树枝伸到俺家院子咋办",
    "试用期被辞退有补偿吗",
    "老人立的遗嘱要不要公证",
    "物业不修电梯能不交物业费吗",
    "网上买了假货能赔几倍",
)
PICTURE: Final = b"\x89PNG\r\n\x1a\n" + bytes(2000)


@dataclass
class Heard:
    """What became of the messages.

    Attributes:
        seconds: from each message to its answer, on the connection or later.
        later: how many of those came by customer-service message.
        kept: how many citizens were told first that their message is kept.
        faults: how often WeChat's own line about a fault was shown.
        unanswered: messages without an answer after :data:`PATIENCE`.
    """

    seconds: list[float] = field(default_factory=list)
    later: int = 0
    kept: int = 0
    faults: int = 0
    unanswered: int = 0

    @property
    def slow(self) -> int:
        """Answers after more than five seconds, and messages without any."""
        return sum(one > FIVE_SECONDS for one in self.seconds) + self.unanswered

    @property
    def all(self) -> int:
        """Messages sent."""
        return len(self.seconds) + self.unanswered

    def share(self, part: float) -> float:
        """The seconds within which this part of the answers came."""
        ordered = sorted(self.seconds) or [PATIENCE]
        return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


class Somebody:
    """One citizen: a conversation and the telephone it is held on."""

    def __init__(self, platform: Platform, conversation: Conversation) -> None:
        self._phone = Citizen(platform)
        self._person = platform.person(self._phone.openid)
        self._conversation = conversation
        self._before = self._answer = ""
        self.next: Said | None = next(conversation)
        self.free_at = 0.0

    async def write(self, heard: Heard) -> None:
        """Send the next message, wait for its answer, and think of what to say to it."""
        said, loop = self.next, asyncio.get_running_loop()
        assert said is not None  # noqa: S101 - who has nothing to say is not asked
        if said.message_id == self._before:
            again = (
                await self._phone.repeat()
            )  # what was answered late already is not answered twice
            answer: str | None = again.text if again is not None else self._answer
        else:
            began = loop.time()
            answer = await self._answered(said, heard)
            if answer is not None:
                heard.seconds.append(loop.time() - began)
        self._before, self.free_at = said.message_id, loop.time() + PAUSE
        if answer is None:
            heard.unanswered += 1
            self.next = None
            return
        self._answer = answer
        try:
            self.next = self._conversation.send([answer])
        except StopIteration:
            self.next = None

    async def _answered(self, said: Said, heard: Heard) -> str | None:
        with self._person.watching() as coming:
            if said.kind == "image":
                reply = await self._phone.image(PICTURE, "image/png")
            else:
                reply = await self._phone.say(said.words)
            if reply is not None and reply.kind == "fault":
                heard.faults += 1
            elif reply is not None and reply.text != MESSAGE_KEPT:
                return reply.text
            heard.kept += reply is not None and reply.text == MESSAGE_KEPT
            try:
                async with asyncio.timeout(PATIENCE):
                    while (line := await coming.get()) is not None:
                        if line.received is not None and line.received.via == "custom":
                            heard.later += 1
                            return line.received.text
            except TimeoutError:
                pass
        return None


class Crowd:
    """All citizens of one run.

    Args:
        dice: the only source of chance.
        size: so many have begun when the first message is sent.
    """

    def __init__(self, platform: Platform, dice: random.Random, size: int) -> None:
        self._platform = platform
        self._dice = dice
        self._conversations = conversations(dice)
        self._waiting = deque(self._somebody() for _ in range(size))
        self.people = size

    async def write(self, rate: float, seconds: float) -> Heard:
        """Messages at this rate, at random moments, for so long; then wait for every answer."""
        heard, loop = Heard(), asyncio.get_running_loop()
        moment = loop.time()
        end = moment + seconds
        async with asyncio.TaskGroup() as sending:
            while (moment := moment + self._dice.expovariate(rate)) < end:
                await asyncio.sleep(max(moment - loop.time(), 0.0))
                sending.create_task(self._one(heard))
        return heard

    async def _one(self, heard: Heard) -> None:
        somebody = self._free()
        await somebody.write(heard)
        self._waiting.append(somebody if somebody.next is not None else self._somebody())

    def _free(self) -> Somebody:
        if self._waiting and self._waiting[0].free_at <= asyncio.get_running_loop().time():
            return self._waiting.popleft()
        self.people += 1
        return self._somebody()

    def _somebody(self) -> Somebody:
        return Somebody(self._platform, next(self._conversations))


def conversations(dice: random.Random) -> Iterator[Conversation]:
    """Conversations without end: tellings of every persona and matter, and questions of law."""
    tellers = citizens(10_000)
    dice.shuffle(tellers)
    for number, teller in enumerate(tellers):
        yield asks(dice) if number % ASKING == 0 else teller.conversation()


def asks(dice: random.Random) -> Conversation:
    """A citizen who greets, asks three questions of law, and thanks."""
    words = ["您好", *dice.sample(QUESTIONS, 3), "谢谢"]
    for number, saying in enumerate(words):
        yield Said(saying, "text", f"asks-{number}")
