"""One simulated citizen: tells, answers what is asked, digresses, and notes what went wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from simulate.personas import DANGERS, Persona

MOST_TURNS: Final = 40
EMERGENCY: Final = re.compile(r"110|119|120|12356")
RECEIPT: Final = re.compile(r"案号 YT\d{4}-\d{6}")
DANGER_SHARE: Final = 0.1


class Phone(Protocol):
    """What a citizen speaks into."""

    def say(self, citizen: str, text: str, **metadata: Any) -> list[str]:
        """The bot's answers."""


@dataclass(frozen=True)
class Said:
    """One message; ``message_id`` of the one before it: the same is pushed once more."""

    words: str
    kind: str
    message_id: str


Conversation = Generator[Said, list[str], None]
"""What a citizen says, given what was answered to it."""


@dataclass
class Outcome:
    """What came of one conversation.

    Attributes:
        messages: how many a citizen sent.
        received: whether a receipt was given.
        ended: how it ended: ``receipt``, ``guardian`` (a child without a grown-up), ``dead end``.
        repeated: questions asked although answered.
        unsafe: dangers whose answer did not begin with a number.
        same_again: replies identical to the one before.
    """

    persona: str
    messages: int = 0
    received: bool = False
    ended: str = "dead end"
    dangers: int = 0
    unsafe: int = 0
    same_again: int = 0
    repeated: list[str] = field(default_factory=list)
    log: list[tuple[str, str]] = field(default_factory=list)


class Citizen:
    """A citizen with a matter.

    Args:
        key: the sender's key.
        persona: how he takes part.
        matter: ``told`` and ``answers`` of ``matters.yml``.
        facts: answers to the common questions.
        questions: wording → id of every question the bot has.
        dice: the only source of chance.
    """

    def __init__(
        self,
        key: str,
        persona: Persona,
        matter: dict[str, Any],
        facts: dict[str, str],
        *,
        questions: dict[str, str],
        dice: random.Random,
    ) -> None:
        self._key = key
        self._persona = persona
        self._matter = matter
        self._known = {**facts, **matter["answers"]}
        self._questions = questions
        self._dice = dice
        self._answered: set[str] = set()
        self._danger_at = dice.randint(2, 5) if dice.random() < DANGER_SHARE else 0
        self.outcome = Outcome(persona.name)

    def talk(self, phone: Phone) -> Outcome:
        """The whole conversation with a phone that answers at once."""
        conversation = self.conversation()
        said = next(conversation, None)
        while said is not None:
            answers = phone.say(self._key, said.words, kind=said.kind, message_id=said.message_id)
            try:
                said = conversation.send(answers)
            except StopIteration:
                break
        return self.outcome

    def conversation(self) -> Conversation:
        """The whole conversation, until a receipt, an end, or too many turns."""
        reply = ""
        for words in [*self._persona.opening, *self._telling()]:
            reply = yield from self._say(words)
        interrupted = False
        while self.outcome.messages < MOST_TURNS:
            if RECEIPT.search(reply):
                self.outcome.received, self.outcome.ended = True, "receipt"
                break
            if "12355，有人专门听孩子说" in reply:
                self.outcome.ended = "guardian"
                break
            if self.outcome.messages == self._danger_at:
                reply = yield from self._in_danger()
            elif not interrupted and self._dice.random() < self._persona.interrupts:
                before, interrupted = reply, True
                words = self._dice.choice(self._persona.interruptions)
                kind = "image" if words == "【图片】" else "text"
                reply = yield from self._say(words, kind)
                reply = reply if self._asked(reply) else before
            else:
                interrupted = False
                reply = yield from self._say(self._answer(reply))

    def _telling(self) -> list[str]:
        told = self._matter["told"]
        return re.split("，", told) if self._persona.bursts else [told]

    def _say(self, words: str, kind: str = "text") -> Generator[Said, list[str], str]:
        said = Said(words, kind, f"{self._key}-{self.outcome.messages}")
        answers = yield said
        if self._dice.random() < self._persona.repeats:
            again = yield said
            if again != answers:
                self.outcome.repeated.append("a repeated message was answered anew")
        self.outcome.messages += 1
        reply = "\n".join(answers)
        if self.outcome.log and self.outcome.log[-1][1] == reply:
            self.outcome.same_again += 1
        self.outcome.log.append((words, reply))
        return reply

    def _in_danger(self) -> Generator[Said, list[str], str]:
        self.outcome.dangers += 1
        reply = yield from self._say(self._dice.choice(DANGERS))
        if not EMERGENCY.search(reply.splitlines()[0] if reply else ""):
            self.outcome.unsafe += 1
        return reply

    def _asked(self, reply: str) -> str | None:
        """The id of the question a reply ends with."""
        found = [(reply.rfind(words), name) for words, name in self._questions.items()]
        place, name = max(found)
        return name if place >= 0 else None

    def _answer(self, reply: str) -> str:
        for words, answer in FIXED:
            if words in reply:
                return answer
        asked = self._asked(reply)
        if asked is None:
            return "继续"
        if asked in self._answered:
            self.outcome.repeated.append(asked)
        if asked not in self._known or self._dice.random() < self._persona.skips:
            self._answered.add(asked)
            return "跳过"
        self._answered.add(asked)
        return str(self._known[asked])


FIXED: Final = (
    ("请您看看对不对", "对"),
    ("单独问您一声", "同意"),
    ("证件号这些，也给调解员看吗", "同意"),
    ("回“同意”或“不同意”", "同意"),
    ("有爸妈、家人或者老师陪您", "有"),
    ("有大人陪着您吗", "有"),
    ("接着把这事记下来", "好"),
    ("不叫对方知道", "发短信就行"),
    ("您现在安全吗", "现在安全了"),
    ("您现在身边有人吗", "有人陪着"),
    ("现在接着说这件吗", "不"),
    ("主要是哪样", "1"),
    ("要全部清掉吗", "不"),
    ("哪一条不对", "对"),
    ("回数字就行", "1"),
    ("请把事情经过说给我听", "就是刚才说的那个事"),
)
"""Words of a reply → what a citizen does about it, whatever else he knows."""
