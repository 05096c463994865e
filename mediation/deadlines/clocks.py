"""The district's clocks, from ``data/knowledge/clocks.yml``."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from intake import knowledge
from intake.vocabulary import ROUTES
from mediation.deadlines import working_days


class Strict(BaseModel):
    """Data that refuses what it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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
    basis: str


class Step(Strict):
    """What supervision does from a day on, counted from the due day; ``done`` is on its button."""

    from_: int = Field(alias="from")
    name: str
    label: str
    done: str


class Clocks(Strict):
    """All of it."""

    source: str
    verified: bool
    clocks: tuple[Clock, ...]
    steps: tuple[Step, ...]

    def of(self, route: str) -> Clock:
        """The clock of a route."""
        return next(clock for clock in self.clocks if clock.route == route)

    def step(self, due: date, today: date) -> Step | None:
        """What supervision does today; None while there is time."""
        late = (today - due).days
        return next((step for step in reversed(self.steps) if late >= step.from_), None)


@lru_cache(maxsize=1)
def load() -> Clocks:
    """The project's own file, read once.

    Raises:
        intake.knowledge.KnowledgeError: missing, malformed, or without a clock for each route.
    """
    try:
        read = Clocks.model_validate(knowledge.read_file(knowledge.FOLDER / "clocks.yml"))
    except ValidationError as error:
        raise knowledge.KnowledgeError(f"clocks.yml: {error}") from error
    if sorted(clock.route for clock in read.clocks) != sorted(ROUTES):
        raise knowledge.KnowledgeError(f"clocks.yml: one clock for each of {' '.join(ROUTES)}")
    if [step.from_ for step in read.steps] != sorted(step.from_ for step in read.steps):
        raise knowledge.KnowledgeError("clocks.yml: steps in the order of their days")
    return read
