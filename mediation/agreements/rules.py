"""The district's words for agreements, from ``data/knowledge/agreements.yml``."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from pydantic import Field

from intake import knowledge
from mediation import district_data
from mediation.deadlines.clocks import Term
from mediation.district_data import DistrictFile, Strict
from mediation.letters import rules as letters
from mediation.notify import words

FILE: Final = "agreements.yml"


class Confirmation(Strict):
    """The time in which the parties may ask a court to confirm (人民调解法 33), in calendar days."""

    days: int = Field(ge=1, le=365)
    remind: tuple[int, ...]
    not_for: str

    def last(self, effective: date) -> date:
        """The last day; one on which nobody works moves to the next (民法典 203)."""
        return Term(days=self.days, unit="calendar").due(effective)

    def steps(self, last: date, today: date) -> int:
        """How many reminders the citizen should have had by today."""
        left = (last - today).days
        return sum(left <= before for before in self.remind) if left >= 0 else 0


class Agreements(DistrictFile):
    """The whole file."""

    title: str = Field(min_length=2, max_length=20)
    word: str = Field(min_length=2, max_length=12)
    committee: str = Field(min_length=2, max_length=60)
    closing: tuple[str, ...] = Field(min_length=1)
    confirmation: Confirmation
    signed: str
    reminder: str

    def under(self, parties: int) -> list[str]:
        """The paragraphs under what was agreed, for so many parties."""
        return [line.format(copies=parties + 1) for line in self.closing]

    def told(self, text: str, no: str, number: str, last: date) -> str:
        """``signed`` or ``reminder`` with its places filled."""
        return text.format(no=no, number=number, last=f"{last.month}月{last.day}日")


@lru_cache(maxsize=1)
def load() -> Agreements:
    """The project's own file, read once.

    Raises:
        intake.knowledge.KnowledgeError: missing or malformed; the mark is a letter's, too; a notice is
            too long or a place in braces wrong. The message is one line.
    """
    read = district_data.read(FILE, Agreements)
    if read.word in {letter.word for letter in letters.load().letters}:
        raise knowledge.KnowledgeError(f"{FILE}: {read.word}: a mark of its own")
    try:
        read.under(2)
        told = [
            read.told(text, "YT2026-000001", f"{read.word}〔2026〕1000号", date(2026, 12, 31))
            for text in (read.signed, read.reminder)
        ]
    except (KeyError, IndexError, ValueError) as error:
        raise knowledge.KnowledgeError(f"{FILE}: a place in braces is wrong: {error}") from error
    if any(len(text) > words.LONGEST for text in told):
        raise knowledge.KnowledgeError(f"{FILE}: a notice of more than {words.LONGEST} characters")
    return read
