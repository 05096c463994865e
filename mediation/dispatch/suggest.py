"""Which desk and which mediator a case should go to, with the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake import knowledge
from intake.case_status import OPEN
from intake.clock import now
from mediation.dispatch import conflict, wish
from mediation.mediators import flags, people, rules
from mediation.mediators.people import Mediator
from mediation.models import Case, MediatorFlag, Note, Organisation
from mediation.notify import words
from mediation.organisations import store

MOST: Final = 3
A_FULL_DESK: Final = 20


@dataclass
class Suggestion:
    """A desk, perhaps with a mediator, and why.

    Attributes:
        way: one of :data:`mediation.dispatch.send.WAYS`; ``expert`` where the mediator is of elsewhere.
    """

    desk: Organisation
    way: str
    mediator: Mediator | None = None
    points: float = 0
    reasons: list[str] = field(default_factory=list)

    def add(self, points: float, reason: str) -> None:
        """One more reason."""
        self.points += points
        self.reasons.append(reason)


@dataclass(frozen=True)
class Advice:
    """What staff are shown before they send a case.

    Attributes:
        suggestions: at most three, the best first; never whom the case is about.
        unmet: wishes of a party that cannot be followed, each with its reason.
    """

    suggestions: list[Suggestion]
    unmet: list[str]


@dataclass(frozen=True)
class _Matter:
    """A case with what is looked at for each mediator."""

    case: Case
    accused: Organisation | None
    said: str
    languages: tuple[str, ...]
    flags: dict[int, MediatorFlag]
    careful: bool

    def why_not(self, one: Mediator) -> str | None:
        """Why somebody cannot be suggested at all."""
        against = conflict.why_not(one, self.case, self.accused, self.flags.get(one.account.id))
        if against is None and self.wishes(one) == "declined":
            against = "当事人不同意由他调解"
        if against is None and one.away:
            against = f"现在不在：{one.away}"
        if against is None and one.full:
            against = f"手上已有 {one.load} 件，满了"
        return against

    def wishes(self, one: Mediator) -> str | None:
        """What a party said about somebody."""
        return wish.of(one, self.said, self.flags.get(one.account.id))


async def advise(
    session: AsyncSession,
    case: Case,
    notes: Sequence[Note] = (),
    *,
    tree: Sequence[Organisation] = (),
    everybody: Sequence[Mediator] = (),
) -> Advice:
    """Where a case should go, and which wishes cannot be followed.

    Args:
        tree, everybody: all offices and all mediators, where the caller has them already.
    """
    tree = tree or await store.everything(session)
    by_id = {one.id: one for one in tree}
    mine = [note.text for note in notes if not note.who]
    told = "\n".join([case.narrative, case.demand or "", *mine])
    matter = _Matter(
        case,
        by_id.get(case.complained_of_id) if case.complained_of_id else None,
        "\n".join([case.demand or "", *mine]),
        rules.load().wanted_in(told),
        await flags.of_case(session, case),
        words.discreet(case.urgency_signals),
    )
    everybody = everybody or await people.everybody(session, now().date())
    unmet = [
        f"当事人想请{one.name}，没有照办：{one.name}{why}"
        for one in everybody
        if matter.wishes(one) == "wished" and (why := matter.why_not(one))
    ]
    able = [] if matter.careful else [one for one in everybody if matter.why_not(one) is None]
    load = await _open_cases(session)
    found = [
        one
        for desk in tree
        if not conflict.of_organisation(desk, matter.accused) and _takes(desk, case)
        for one in _at(desk, matter, able, load.get(desk.id, 0))
    ]
    found.sort(key=lambda one: (-one.points, one.desk.path))
    return Advice(found[:MOST], unmet)


def _takes(desk: Organisation, case: Case) -> bool:
    """A sealed case goes to a desk of its route only."""
    return not case.sealed or case.route in desk.routes


def _at(desk: Organisation, matter: _Matter, able: list[Mediator], load: int) -> list[Suggestion]:
    """A desk with its own best mediator; and with an expert of elsewhere, where that is better."""
    here = desk.kind in {"town", "village"} and not matter.careful
    base = Suggestion(desk, "on_site" if here else "transfer")
    _place_and_matter(base, matter.case)
    if not base.reasons:
        return []
    base.add(-min(load, A_FULL_DESK) / A_FULL_DESK, f"{desk.name}手上有 {load} 件没办结")
    own = [one for one in able if _belongs(one, desk)]
    with_own = _best(base, own, matter, "")
    if not here or matter.case.sealed:
        return [with_own]
    elsewhere = [one for one in able if one not in own]
    with_expert = _best(base, elsewhere, matter, "expert")
    far = rules.load().points.elsewhere if with_own.mediator else 0
    if with_expert.mediator and with_expert.points > with_own.points + far:
        return [with_expert, with_own]
    return [with_own]


def _best(base: Suggestion, those: list[Mediator], matter: _Matter, way: str) -> Suggestion:
    tried = [_with(base, one, matter, way) for one in those]
    return min(
        tried,
        key=lambda one: (-one.points, one.mediator.login if one.mediator else ""),
        default=base,
    )


def _with(base: Suggestion, one: Mediator, matter: _Matter, way: str) -> Suggestion:
    """A desk with a mediator, and what speaks for this one."""
    points = rules.load().points
    made = Suggestion(base.desk, way or base.way, one, base.points, list(base.reasons))
    if matter.wishes(one) == "wished":
        made.add(points.wish, f"当事人想请{one.name}调解")
    if matter.case.dispute_type in one.profile.expertise:
        made.add(points.expertise, f"{one.name}熟悉{matter.case.dispute_type}")
    if matter.case.town in one.profile.towns and not _belongs(one, base.desk):
        made.add(points.serves, f"{one.name}也管{matter.case.town}")
    spoken = [name for name in matter.languages if name in one.profile.languages]
    if spoken:
        made.add(points.language, f"{one.name}会{'、'.join(spoken)}")
    made.add(-one.load / rules.load().full_load, f"{one.name}手上有 {one.load} 件，今天在")
    return made


def _place_and_matter(one: Suggestion, case: Case) -> None:
    desk, points = one.desk, rules.load().points
    if case.route in desk.routes:
        label = next(rule.label for rule in knowledge.load().routes if rule.name == case.route)
        one.add(points.route, f"去向是{label}，归{desk.name}")
    at_home = desk.town == case.town and case.town is not None
    if desk.kind == "village" and case.village and desk.name == case.village and at_home:
        one.add(points.village, f"事情在{desk.name}，先在村里调")
    elif desk.kind == "town" and at_home:
        one.add(points.place, f"事情在{desk.town}")
    if case.dispute_type in desk.types:
        one.add(points.type, f"{case.dispute_type}的事归{desk.name}管")


def _belongs(one: Mediator, desk: Organisation) -> bool:
    if desk.kind == "district":
        return one.desk is None or one.desk.id == desk.id
    return one.desk is not None and one.desk.id == desk.id


async def _open_cases(session: AsyncSession) -> dict[int, int]:
    rows = await session.execute(
        select(Case.organisation_id, func.count())
        .where(Case.status.in_(OPEN), Case.organisation_id.is_not(None))
        .group_by(Case.organisation_id)
    )
    return {desk: number for desk, number in rows if desk is not None}
