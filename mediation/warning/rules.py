"""Who is warned by which colour, and who next: ``data/knowledge/warning.yml``, read once and checked."""

from __future__ import annotations

from datetime import time
from functools import lru_cache
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, model_validator

from intake.vocabulary import LEVELS
from mediation import district_data
from mediation.access import RIGHTS, Right
from mediation.district_data import DistrictFile, Strict

FILE: Final = "warning.yml"
LONGEST: Final = 7 * 24 * 60


def _may_answer(role: str) -> str:
    if Right.ALERTS not in RIGHTS.get(role, frozenset()):
        raise ValueError(f"{role} cannot answer a warning")
    return role


class Desk(Strict):
    """Everybody of a role, at the district or at the unit that a case belongs to."""

    role: Annotated[str, AfterValidator(_may_answer)]
    at: Literal["district", "unit"]


class Step(Strict):
    """Whom a warning reaches, so many minutes after the step before."""

    after: int = Field(ge=0, le=LONGEST)
    to: tuple[Desk, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_role_once(self) -> Step:
        if len({desk.role for desk in self.to}) < len(self.to):
            raise ValueError("a role stands twice in one step")
        return self


class Colour(Strict):
    """What a colour asks for; see the head of the file."""

    level: Literal["red", "yellow", "blue"]
    answer: Literal["said", "accepted"]
    counts: Literal["always", "office"]
    outside: bool
    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _begins_at_once(self) -> Colour:
        if self.steps[0].after:
            raise ValueError("the first step has to be at once")
        return self


class Office(Strict):
    """Between which hours of a working day somebody is there."""

    opens: time
    closes: time

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> Office:
        if self.opens >= self.closes:
            raise ValueError("the office closes before it opens")
        return self


class Rules(DistrictFile):
    """The file: every colour once."""

    office: Office
    colours: tuple[Colour, ...]

    @model_validator(mode="after")
    def _every_colour_once(self) -> Rules:
        if sorted(one.level for one in self.colours) != sorted(LEVELS):
            raise ValueError(f"each of {' '.join(LEVELS)} has to stand here once")
        return self

    def of(self, level: str) -> Colour:
        """What a colour asks for."""
        return next(one for one in self.colours if one.level == level)

    @property
    def said(self) -> tuple[str, ...]:
        """The colours that somebody has to answer in words."""
        return tuple(one.level for one in self.colours if one.answer == "said")


@lru_cache(maxsize=1)
def load() -> Rules:
    """The file, read once.

    Raises:
        intake.knowledge.KnowledgeError: missing or malformed; the message is one line.
    """
    return district_data.read(FILE, Rules)
