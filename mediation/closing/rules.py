"""What is told at the end of a case, from ``data/knowledge/closing.yml``."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pydantic import Field

from intake import knowledge
from intake.case_status import CLOSED_AS
from intake.vocabulary import DISPUTE_TYPES
from mediation import district_data
from mediation.district_data import DistrictFile, Strict
from mediation.notify import words

FILE: Final = "closing.yml"
MOST_WAYS: Final = 3
_NUMBER: Final = "YT2026-000001"


class Outcome(Strict):
    """What became of a case, in the citizen's words."""

    name: str
    told: str = Field(min_length=4)


class Way(Strict):
    """Another way open to the citizen (人民调解法 26)."""

    name: str = Field(pattern=r"^[a-z_]{2,20}$")
    label: str = Field(min_length=2, max_length=20)
    told: str = Field(min_length=2, max_length=20)
    types: tuple[str, ...]


class Closing(DistrictFile):
    """The whole file."""

    opening: str
    ways_follow: str
    help: str
    rating: str
    outcomes: tuple[Outcome, ...]
    ways: tuple[Way, ...] = Field(min_length=1)

    def told(self, no: str, outcome: str, ways: tuple[str, ...]) -> str:
        """The notice of the end of a case: what became of it, then the ways by their names."""
        ended = next(one.told for one in self.outcomes if one.name == outcome)
        named = "；".join(way.told for way in self.ways if way.name in ways)
        more = f"{self.ways_follow}{named}。{self.help}" if named else ""
        return f"{self.opening.format(no=no)}{ended}{more}"

    def ways_for(self, dispute_type: str) -> list[tuple[Way, bool]]:
        """All ways, those for a dispute's type first, and whether a way is one of these."""
        fits = [(way, dispute_type in way.types) for way in self.ways]
        fits = [(way, fit or (not way.types and way.name == "court")) for way, fit in fits]
        return sorted(fits, key=lambda one: not one[1])


@lru_cache(maxsize=1)
def load() -> Closing:
    """The project's own file, read once.

    Raises:
        intake.knowledge.KnowledgeError: missing or malformed; an outcome is missing or unknown, a
            dispute's type unknown, or a notice would be too long. The message is one line.
    """
    read = district_data.read(FILE, Closing)
    if sorted(one.name for one in read.outcomes) != sorted(CLOSED_AS):
        raise knowledge.KnowledgeError(f"{FILE}: one outcome each of {' '.join(CLOSED_AS)}")
    names = [way.name for way in read.ways]
    if len(set(names)) < len(names):
        raise knowledge.KnowledgeError(f"{FILE}: each way once")
    if unknown := {name for way in read.ways for name in way.types} - set(DISPUTE_TYPES):
        raise knowledge.KnowledgeError(f"{FILE}: no such type: {' '.join(sorted(unknown))}")
    longest = sorted(read.ways, key=lambda way: len(way.told))[-MOST_WAYS:]
    try:
        texts = [
            *(read.told(_NUMBER, name, tuple(way.name for way in longest)) for name in CLOSED_AS),
            read.rating.format(no=_NUMBER),
        ]
    except (KeyError, IndexError, ValueError) as error:
        raise knowledge.KnowledgeError(f"{FILE}: a place in braces is wrong: {error}") from error
    if any(len(text) > words.LONGEST for text in texts):
        raise knowledge.KnowledgeError(f"{FILE}: a notice of more than {words.LONGEST} characters")
    return read
