"""When to visit after the end of a case, from ``data/knowledge/visits.yml``."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from intake import knowledge
from intake.case_status import CLOSED_AS
from mediation import district_data
from mediation.deadlines.clocks import Term
from mediation.district_data import DistrictFile

FILE: Final = "visits.yml"


class Visit(Term):
    """A visit so many days after a case has ended in this way."""

    outcome: str


class Visits(DistrictFile):
    """The whole file."""

    visits: tuple[Visit, ...]

    def due(self, outcome: str | None, ended: date) -> list[date]:
        """The days on which visits are due, in their order."""
        return sorted({one.due(ended) for one in self.visits if one.outcome == outcome})


@lru_cache(maxsize=1)
def load() -> Visits:
    """The project's own file, read once.

    Raises:
        intake.knowledge.KnowledgeError: missing, malformed, or with an unknown outcome; one line.
    """
    read = district_data.read(FILE, Visits)
    if unknown := {one.outcome for one in read.visits} - set(CLOSED_AS):
        raise knowledge.KnowledgeError(f"{FILE}: no such outcome: {' '.join(sorted(unknown))}")
    return read
