"""Who may do what, and who sees which case: the only place where this is decided.

Rights follow from the role, sight from the organisation (its subtree, and what it helps with), the seal
and the organisation complained of. Handlers ask :func:`may`; every query for cases carries :func:`visible`.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from sqlalchemy import ColumnElement, and_, false, literal, or_, select, true

from mediation.models import Alert, Case, Helper, Organisation
from mediation.staff.sessions import SignedIn


class Right(Enum):
    """What a page needs."""

    READ = "read cases in one's scope"
    WORK = "review, correct, ask, move on, dispatch"
    ALERTS = "take alerts, leave messages"
    SEAL = "seal and unseal, name the organisation complained of"
    UNMASK = "see a name or number in full, with a purpose"
    QUESTIONS = "see to questions that found no answer"
    SUPERVISE = "remind desks of what is due"
    STATISTICS = "look at figures"
    ACCOUNTS = "make and stop accounts"


_WORKER: Final = frozenset({Right.READ, Right.WORK, Right.ALERTS, Right.UNMASK, Right.STATISTICS})
RIGHTS: Final = {
    "clerk": _WORKER | {Right.QUESTIONS},
    "mediator": _WORKER,
    "town_leader": _WORKER | {Right.SUPERVISE},
    "district_reviewer": _WORKER | {Right.SEAL, Right.QUESTIONS, Right.SUPERVISE},
    "county_leader": _WORKER | {Right.SEAL, Right.SUPERVISE},
    "duty_officer": frozenset({Right.READ, Right.ALERTS, Right.UNMASK, Right.STATISTICS}),
    "administrator": _WORKER | {Right.QUESTIONS, Right.ACCOUNTS, Right.SUPERVISE},
    "auditor": frozenset({Right.READ, Right.STATISTICS}),
}
"""Role → rights. The administrator may also do a clerk's work: in a small place it is one person."""

SEES_SEALED: Final = ("district_reviewer", "county_leader")
SEES_NAMES: Final = ("clerk", "mediator", "district_reviewer", "duty_officer", "administrator")
"""Roles that see names on a case they may see; phone numbers are masked for everybody at first."""


def may(person: SignedIn, right: Right) -> bool:
    """Whether a person's role has a right; a role nobody knows has none."""
    return right in RIGHTS.get(person.role, frozenset())


def sees_names(person: SignedIn) -> bool:
    """Whether names are shown without asking."""
    return person.role in SEES_NAMES


def visible(person: SignedIn) -> ColumnElement[bool]:
    """The condition on :class:`Case` for what a person may see."""
    if not may(person, Right.READ):
        return false()
    seal: ColumnElement[bool] = true()
    if person.role not in SEES_SEALED:
        seal = Case.sealed.is_(False)
    if person.kind == "district":
        return seal
    subtree = select(Organisation.id).where(Organisation.path.startswith(person.path))
    helped = select(Helper.case_id).where(
        or_(Helper.organisation_id.in_(subtree), Helper.staff_id == person.staff_id)
    )
    mine: ColumnElement[bool] = or_(
        Case.organisation_id.in_(subtree), Case.first_receiver_id.in_(subtree), Case.id.in_(helped)
    )
    if person.kind == "town":
        mine = or_(mine, Case.town == person.town)
    return and_(seal, mine, not_against_us(person))


def not_against_us(person: SignedIn) -> ColumnElement[bool]:
    """Leaves out accusations against a person's own organisation, those above and those below it.

    An accusation never reaches the accused (信访工作条例 30).
    """
    ours = select(Organisation.id).where(
        Organisation.kind != "district",
        or_(
            Organisation.path.startswith(person.path),
            literal(person.path).startswith(Organisation.path),
        ),
    )
    return or_(
        Case.route != "discipline",
        Case.complained_of_id.is_(None),
        Case.complained_of_id.not_in(ours),
    )


def alert_visible(person: SignedIn) -> ColumnElement[bool]:
    """The condition on an :class:`Alert`, outer-joined with the :class:`Case` that it is about.

    An alert of which nobody has said yet what it is about is the district's, and of those who see
    another case of its citizen.
    """
    if not may(person, Right.READ):
        return false()
    if person.role == "duty_officer":
        return true()
    seen = and_(Case.id.is_not(None), visible(person))
    if person.kind == "district":
        return or_(Case.id.is_(None), seen)
    known = select(Case.id).where(Case.citizen == Alert.citizen, visible(person))
    return or_(and_(Case.id.is_(None), known.correlate(Alert).exists()), seen)


def danger_visible(person: SignedIn) -> ColumnElement[bool]:
    """The condition on a :class:`Case` of which there is danger: whoever is on duty sees a sealed one, too."""
    return true() if person.role == "duty_officer" else visible(person)
