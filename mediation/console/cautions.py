"""What staff must do or leave first, from ``data/knowledge/cautions.yml``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from pydantic import Field

from intake import knowledge
from mediation import district_data
from mediation.district_data import DistrictFile, Strict

FILE: Final = "cautions.yml"


class Caution(Strict):
    """What a signal asks of staff before anything else."""

    signal: str
    text: str = Field(min_length=1, max_length=200)


class Cautions(DistrictFile):
    """The file."""

    cautions: tuple[Caution, ...]


@lru_cache(maxsize=1)
def load() -> dict[str, str]:
    """Signal → what to do, read once.

    Raises:
        intake.knowledge.KnowledgeError: missing, malformed, or for a signal that does not exist.
    """
    read = district_data.read(FILE, Cautions)
    known = {signal.code for signal in knowledge.load().signals}
    unknown = [one.signal for one in read.cautions if one.signal not in known]
    if unknown:
        raise knowledge.KnowledgeError(f"{FILE}: no such signal: {' '.join(unknown)}")
    return {one.signal: one.text for one in read.cautions}


def of(codes: Iterable[str]) -> list[str]:
    """What the signals of a case ask for, each once."""
    known = load()
    return [known[code] for code in dict.fromkeys(codes) if code in known]
