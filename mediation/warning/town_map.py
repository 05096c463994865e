"""The map of the seven towns, ``data/knowledge/town_map.yml``: a drawing of where they lie to one another."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Final

from pydantic import Field, model_validator

from intake.vocabulary import TOWNS
from mediation import district_data
from mediation.district_data import DistrictFile, Strict

FILE: Final = "town_map.yml"
LARGEST: Final = 2000
Length = Annotated[int, Field(ge=0, le=LARGEST)]
Point = tuple[Length, Length]


class Town(Strict):
    """A town's outline, and where its words begin."""

    name: str
    label: Point
    outline: tuple[Point, ...] = Field(min_length=3, max_length=60)

    @property
    def points(self) -> str:
        """The outline as an SVG polygon has it."""
        return " ".join(f"{x},{y}" for x, y in self.outline)


class TownMap(DistrictFile):
    """The file: every town once, all within the drawing."""

    width: Annotated[int, Field(gt=0, le=LARGEST)]
    height: Annotated[int, Field(gt=0, le=LARGEST)]
    towns: tuple[Town, ...]

    @model_validator(mode="after")
    def _every_town_within(self) -> TownMap:
        if sorted(one.name for one in self.towns) != sorted(TOWNS):
            raise ValueError(f"each of {' '.join(TOWNS)} has to stand here once")
        for one in self.towns:
            if any(x > self.width or y > self.height for x, y in (one.label, *one.outline)):
                raise ValueError(f"{one.name} runs over the edge")
        return self


@lru_cache(maxsize=1)
def load() -> TownMap:
    """The file, read once.

    Raises:
        intake.knowledge.KnowledgeError: missing or malformed; the message is one line.
    """
    return district_data.read(FILE, TownMap)
