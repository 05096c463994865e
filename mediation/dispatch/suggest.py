"""Which desk and which mediator a case should go to, with the reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake import knowledge
from intake.case_status import OPEN
from mediation.dispatch import conflict
from mediation.models import Case, Note, Organisation, Staff
from mediation.organisations import store

MOST: Final = 3
BY_ROUTE, BY_WISH, BY_PLACE, BY_TYPE = 8, 6, 4, 3
A_FULL_DESK: Final = 20
WISH: Final = r"(想|请|找|让|要|希望).{{0,6}}{name}"
"""Words before a name that make it a wish; the parties choose the mediator (人民调解法 19)."""


@dataclass
class Suggestion:
    """A desk, perhaps with a mediator there, and why."""

    desk: Organisation
    mediator: Staff | None = None
    points: float = 0
    reasons: list[str] = field(default_factory=list)

    def add(self, points: float, reason: str) -> None:
        """One more reason."""
        self.points += points
        self.reasons.append(reason)


async def suggestions(
    session: AsyncSession, case: Case, notes: Sequence[Note] = ()
) -> list[Suggestion]:
    """At most three, the best first; never the organisation or person that the case is about."""
    tree = await store.everything(session)
    by_id = {one.id: one for one in tree}
    accused = by_id.get(case.complained_of_id) if case.complained_of_id else None
    desk_load = await _open_cases(session, Case.organisation_id)
    own_load = await _open_cases(session, Case.mediator)
    mediators = await _mediators(session, case)
    said = "\n".join([case.demand or "", *(note.text for note in notes if not note.who)])
    found = []
    for desk in tree:
        if conflict.of_organisation(desk, accused) or not _takes(desk, case):
            continue
        one = Suggestion(desk)
        _place_and_matter(one, case)
        its = [person for person in mediators if _belongs(person, desk)]
        one.mediator = _choose(its, own_load, said)
        if one.mediator and _wished(one.mediator, said):
            one.add(BY_WISH, f"当事人想请{one.mediator.name}调解")
        if one.reasons:
            load = desk_load.get(desk.id, 0)
            one.add(-min(load, A_FULL_DESK) / A_FULL_DESK, f"手上有 {load} 件没办结")
            if one.mediator:
                mine = own_load.get(one.mediator.login, 0)
                one.reasons.append(f"{one.mediator.name}手上有 {mine} 件")
            found.append(one)
    found.sort(key=lambda one: (-one.points, one.desk.path))
    return found[:MOST]


def _takes(desk: Organisation, case: Case) -> bool:
    """A sealed case goes to a desk of its route only."""
    return not case.sealed or case.route in desk.routes


def _place_and_matter(one: Suggestion, case: Case) -> None:
    desk = one.desk
    if case.route in desk.routes:
        label = next(rule.label for rule in knowledge.load().routes if rule.name == case.route)
        one.add(BY_ROUTE, f"去向是{label}，归{desk.name}")
    if (
        desk.kind == "village"
        and case.village
        and desk.name == case.village
        and desk.town == case.town
    ):
        one.add(BY_PLACE + 1, f"事情在{desk.name}，先在村里调")
    elif desk.kind == "town" and case.town and desk.town == case.town:
        one.add(BY_PLACE, f"事情在{desk.town}")
    if case.dispute_type in desk.types:
        one.add(BY_TYPE, f"{case.dispute_type}的事归{desk.name}管")


def _belongs(person: Staff, desk: Organisation) -> bool:
    if desk.kind == "district":
        return person.organisation_id in {None, desk.id}
    return person.organisation_id == desk.id


def _choose(people: list[Staff], load: dict[object, int], said: str) -> Staff | None:
    """The one a party wishes for, else the one with the fewest open cases."""
    return min(
        people,
        key=lambda one: (not _wished(one, said), load.get(one.login, 0), one.login),
        default=None,
    )


def _wished(person: Staff, said: str) -> bool:
    return re.search(WISH.format(name=re.escape(person.name)), said) is not None


async def _mediators(session: AsyncSession, case: Case) -> list[Staff]:
    rows = await session.scalars(
        select(Staff).where(Staff.role == "mediator", Staff.stopped.is_(False))
    )
    return [one for one in rows if not conflict.of_person(one, case)]


async def _open_cases(session: AsyncSession, column: object) -> dict[object, int]:
    rows = await session.execute(
        select(column, func.count())  # type: ignore[call-overload]  # a column of either kind
        .where(Case.status.in_(OPEN))
        .group_by(column)
    )
    return {key: number for key, number in rows if key is not None}
