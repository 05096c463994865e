"""The list of calls: which desk is to be called today, whom to ask for, about which cases."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Annotated

from pydantic import Field, StringConstraints
from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation import district_data
from mediation.deadlines import board
from mediation.district_data import DistrictFile, Strict
from mediation.models import Organisation, Staff

ANSWERABLE = ("town_leader", "clerk")


class Phone(Strict):
    """Who sits at a desk, and the number."""

    who: str = Field(min_length=1, max_length=40)
    phone: str = Field(pattern=r"^[0-9+][0-9 -]{4,20}$")


class Phones(DistrictFile):
    """All of them, by the organisation's code."""

    phones: dict[Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{2,20}$")], Phone]


@dataclass(frozen=True)
class Call:
    """One call: the desk, its number where it is known, who works there, and what it is about."""

    desk: Organisation
    phone: Phone | None
    people: list[str]
    about: list[board.Late]


@lru_cache(maxsize=1)
def load() -> Phones:
    """The project's own ``data/knowledge/desk_phones.yml``, read once.

    Raises:
        intake.knowledge.KnowledgeError: missing or malformed; the message is one line.
    """
    return district_data.read("desk_phones.yml", Phones)


async def calls(session: AsyncSession, scope: ColumnElement[bool], today: date) -> list[Call]:
    """Today's calls: a desk each, in the order of the tree, its latest case first."""
    late, _ = await board.due(session, scope, today)
    late.sort(key=lambda one: one.desk.path)
    desks = {one.desk.id for one in late}
    people = await _people(session, desks)
    numbers = load().phones
    found = []
    for _, group in groupby(late, key=lambda one: one.desk.path):
        about = list(group)
        desk = about[0].desk
        found.append(Call(desk, numbers.get(desk.code), people[desk.id], about))
    return found


async def _people(session: AsyncSession, desks: set[int]) -> dict[int, list[str]]:
    rows = await session.execute(
        select(Staff.organisation_id, Staff.name)
        .where(
            Staff.organisation_id.in_(desks),
            Staff.role.in_(ANSWERABLE),
            Staff.stopped.is_(False),
        )
        .order_by(Staff.role.desc(), Staff.login)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for desk, name in rows:
        found[desk or 0].append(name)
    return found
