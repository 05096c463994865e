"""The reports' words, from ``data/knowledge/reports.yml``."""

from __future__ import annotations

from functools import lru_cache

from pydantic import Field

from mediation import district_data
from mediation.district_data import DistrictFile


class Words(DistrictFile):
    """Titles and standing sentences; ``many_people`` makes a case one of a group."""

    issuer: str = Field(min_length=2, max_length=60)
    daily: str = Field(min_length=2, max_length=40)
    weekly: str = Field(min_length=2, max_length=40)
    special: str = Field(min_length=2, max_length=40)
    draft: str
    many_people: int = Field(ge=2, le=1000)
    rights: str
    judgement: str
    advice: str


@lru_cache(maxsize=1)
def load() -> Words:
    """The project's own file, read once.

    Raises:
        intake.knowledge.KnowledgeError: missing or malformed; the message is one line.
    """
    return district_data.read("reports.yml", Words)
