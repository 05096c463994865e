"""What the district decides about mediators, from ``data/knowledge/mediators.yml``."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pydantic import Field

from mediation import district_data
from mediation.district_data import DistrictFile, Strict

WEEKDAYS: Final = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
"""As :meth:`datetime.date.weekday` counts them."""


class Language(Strict):
    """What a mediator may speak; ``words`` in a telling say that it is wanted."""

    name: str = Field(min_length=1, max_length=20)
    words: tuple[str, ...] = Field(min_length=1)


class Points(Strict):
    """How much each reason for a suggestion weighs.

    An expert is suggested first where the desk has nobody, or only somebody worse by ``elsewhere``.
    """

    route: int = Field(ge=0)
    wish: int = Field(ge=0)
    place: int = Field(ge=0)
    village: int = Field(ge=0)
    type: int = Field(ge=0)
    expertise: int = Field(ge=0)
    serves: int = Field(ge=0)
    language: int = Field(ge=0)
    elsewhere: int = Field(ge=0)


class Rules(DistrictFile):
    """The file."""

    languages: tuple[Language, ...]
    absences: tuple[str, ...] = Field(min_length=1)
    full_load: int = Field(ge=1)
    points: Points

    def wanted_in(self, said: str) -> tuple[str, ...]:
        """The languages that a telling asks for."""
        return tuple(one.name for one in self.languages if any(word in said for word in one.words))

    @property
    def language_names(self) -> tuple[str, ...]:
        """What can be chosen."""
        return tuple(one.name for one in self.languages)


@lru_cache(maxsize=1)
def load() -> Rules:
    """The project's own file, read once.

    Raises:
        intake.knowledge.KnowledgeError: missing or malformed; the message is one line.
    """
    return district_data.read("mediators.yml", Rules)
