"""Letters to citizens and questions for what is missing, from ``data/knowledge/citizen_letters.yml``."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Final

from pydantic import Field

from intake import knowledge
from intake.clock import ZONE
from intake.vocabulary import ROUTES
from mediation import district_data
from mediation.cases.fact_fields import FIELDS, column_of
from mediation.db import aware
from mediation.district_data import DistrictFile, Strict
from mediation.models import Case

FILE: Final = "citizen_letters.yml"
LONGEST: Final = 600
"""Characters: a message in the chat holds 2,048 bytes."""
PLACES: Final = ("no", "day", "duty", "phone")
"""What may stand in braces."""


class Letter(Strict):
    """What is told when a case goes this way."""

    route: str
    title: str = Field(min_length=2, max_length=20)
    body: tuple[str, ...] = Field(min_length=1)


class Missing(Strict):
    """The question for a fact that is missing."""

    field: str
    ask: str = Field(min_length=2, max_length=100)


class CitizenLetters(DistrictFile):
    """The file; a letter is the opening, the body of its route, and the closing."""

    issuer: str = Field(min_length=2, max_length=60)
    opening: str
    closing: str
    letters: tuple[Letter, ...]
    missing: tuple[Missing, ...]

    def of(self, route: str) -> Letter:
        """The letter of a route."""
        return next(letter for letter in self.letters if letter.route == route)

    def text(self, route: str, values: dict[str, str]) -> str:
        """The whole text, a paragraph a line, the places filled."""
        lines = (self.opening, *self.of(route).body, self.closing)
        return "\n".join(line.format_map(values) for line in lines)


@lru_cache(maxsize=1)
def load() -> CitizenLetters:
    """The project's own file, read once.

    Raises:
        intake.knowledge.KnowledgeError: missing or malformed, a route has no letter or one that does
            not fit into a message, a place in braces or a fact is unknown. The message is one line.
    """
    read = district_data.read(FILE, CitizenLetters)
    if sorted(letter.route for letter in read.letters) != sorted(ROUTES):
        raise knowledge.KnowledgeError(f"{FILE}: one letter for each of {' '.join(ROUTES)}")
    if unknown := [one.field for one in read.missing if one.field not in FIELDS]:
        raise knowledge.KnowledgeError(f"{FILE}: no such fact: {' '.join(unknown)}")
    for route in ROUTES:
        try:
            text = read.text(route, dict.fromkeys(PLACES, "　" * 20))
        except (KeyError, IndexError, ValueError) as error:
            raise knowledge.KnowledgeError(
                f"{FILE}: {route}: a place in braces is wrong: {error}"
            ) from error
        if len(text) > LONGEST:
            raise knowledge.KnowledgeError(f"{FILE}: {route}: more than {LONGEST} characters")
    return read


def for_route(case: Case, route: str) -> str:
    """The letter for a case that goes this way, for staff to look at and to change.

    Raises:
        StopIteration: there is no such route.
    """
    duty = knowledge.load().duty
    return load().text(
        route,
        {"no": case.no, "day": written(case.created_at), "duty": duty.name, "phone": duty.phone},
    )


def questions(case: Case) -> list[tuple[str, str]]:
    """What is missing on a case: label of the fact, and the question for it.

    What the dispute's type needs comes first; who and by which number always matters.
    """
    needs = knowledge.load().dispute_types[case.dispute_type].needs
    columns = {column_of(need) for need in needs}
    asked = [one for one in load().missing if getattr(case, one.field) in (None, "", [])]
    first = [one for one in asked if one.field in columns or one.field.startswith("applicant_")]
    rest = [one for one in asked if one not in first]
    return [(FIELDS[one.field].label, one.ask) for one in first + rest]


def written(moment: datetime) -> str:
    """A moment's day in Shanghai, as letters write it: ``11月25日``."""
    day = aware(moment).astimezone(ZONE)
    return f"{day.month}月{day.day}日"
