"""The district's clocks, from ``data/knowledge/clocks.yml``."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from pydantic import Field

from intake import knowledge
from intake.vocabulary import ROUTES
from mediation import district_data
from mediation.deadlines import working_days
from mediation.district_data import DistrictFile, Strict


class Term(Strict):
    """So many days."""

    days: int = Field(ge=0, le=365)
    unit: Literal["working", "calendar"]

    def due(self, start: date) -> date:
        """The last day of a term that begins the day after ``start`` (民法典 201, 203)."""
        if self.unit == "working":
            return working_days.after(start, self.days)
        if self.days == 0:
            return start
        return working_days.not_before_work(start + timedelta(days=self.days))


class Clock(Strict):
    """A route's terms; ``basis`` is the law or rule that they come from."""

    route: str
    accept: Term
    settle: Term
    pauses: bool
    basis: str


class Pause(Strict):
    """How long a clock may stand still at a time, in calendar days, and for which reasons."""

    longest: int = Field(ge=1, le=365)
    reasons: tuple[str, ...] = Field(min_length=1)


class Step(Strict):
    """What supervision does from a working day on, counted from the due day."""

    from_: int = Field(alias="from", ge=-30, le=365)
    name: str = Field(pattern=r"^[a-z_]{2,20}$")
    kind: Literal["phone", "urge", "letter"]
    label: str = Field(min_length=1, max_length=20)


class Clocks(DistrictFile):
    """All of it."""

    clocks: tuple[Clock, ...]
    pause: Pause
    steps: tuple[Step, ...] = Field(min_length=1)

    def of(self, route: str) -> Clock:
        """The clock of a route."""
        return next(clock for clock in self.clocks if clock.route == route)

    def step(self, due: date, today: date) -> Step | None:
        """What supervision does today; None while there is time."""
        late = working_days.late(due, today)
        return next((step for step in reversed(self.steps) if late >= step.from_), None)

    def of_kind(self, kind: str) -> list[Step]:
        """The steps of a kind, in their order."""
        return [step for step in self.steps if step.kind == kind]


@lru_cache(maxsize=1)
def load() -> Clocks:
    """The project's own file, read once.

    Raises:
        intake.knowledge.KnowledgeError: missing, malformed, without a clock for each route, or with
            steps out of order; the message is one line.
    """
    read = district_data.read("clocks.yml", Clocks)
    if sorted(clock.route for clock in read.clocks) != sorted(ROUTES):
        raise knowledge.KnowledgeError(f"clocks.yml: one clock for each of {' '.join(ROUTES)}")
    days, names = [step.from_ for step in read.steps], [step.name for step in read.steps]
    if days != sorted(set(days)) or len(set(names)) < len(names):
        raise knowledge.KnowledgeError(
            "clocks.yml: steps in the order of their days, each name once"
        )
    if len(read.of_kind("phone")) > 1 or len(read.of_kind("urge")) > 1:
        raise knowledge.KnowledgeError("clocks.yml: at most one step phone and one step urge")
    return read
