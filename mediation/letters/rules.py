"""The district's letters, from ``data/knowledge/letters.yml``."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from pydantic import Field

from intake import knowledge
from mediation import district_data
from mediation.deadlines import clocks
from mediation.district_data import DistrictFile, Strict

PLACES: Final = (
    "desk", "no", "type", "town", "doing", "due", "late", "urged", "earlier", "answer_by", "issuer",
)  # fmt: skip
"""What may stand in braces in a body."""


class Template(Strict):
    """A kind of letter."""

    step: str
    title: str = Field(min_length=2, max_length=20)
    word: str = Field(min_length=2, max_length=12)
    answer_days: int = Field(ge=1, le=60)
    body: tuple[str, ...] = Field(min_length=1)

    def filled(self, values: dict[str, str]) -> list[str]:
        """Its paragraphs, the places filled.

        Args:
            values: a value for each of :data:`PLACES`.
        """
        return [paragraph.format_map(values) for paragraph in self.body]


class Letters(DistrictFile):
    """All of them."""

    issuer: str = Field(min_length=2, max_length=60)
    letters: tuple[Template, ...]

    def of(self, step: str) -> Template:
        """The letter of a step of supervision."""
        return next(letter for letter in self.letters if letter.step == step)


@lru_cache(maxsize=1)
def load() -> Letters:
    """The project's own file, read once.

    Raises:
        intake.knowledge.KnowledgeError: missing or malformed; a step of clocks.yml that wants a letter
            has none; two share a mark; a place in braces is unknown. The message is one line.
    """
    read = district_data.read("letters.yml", Letters)
    wanted = [step.name for step in clocks.load().of_kind("letter")]
    if sorted(letter.step for letter in read.letters) != sorted(wanted):
        raise knowledge.KnowledgeError(f"letters.yml: one letter for each of {' '.join(wanted)}")
    if len({letter.word for letter in read.letters}) < len(read.letters):
        raise knowledge.KnowledgeError("letters.yml: a mark of its own for each letter")
    for letter in read.letters:
        try:
            letter.filled(dict.fromkeys(PLACES, ""))
        except (KeyError, IndexError, ValueError) as error:
            raise knowledge.KnowledgeError(
                f"letters.yml: {letter.step}: a place in braces is wrong: {error}"
            ) from error
    return read


def written(day: date) -> str:
    """A day as letters write it: ``2026年11月25日`` (GB/T 9704—2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"
