"""Find mediators: by name, expertise, town, language, and whether they are there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from mediation.mediators import away, rules
from mediation.models import Absence, Case, MediatorProfile, Organisation, Staff


@dataclass(frozen=True)
class Mediator:
    """A mediator as staff choose one.

    Attributes:
        desk: where the person works; None is the district.
        load: open cases on this person's hands.
        away: why not there today, in words; None when there.
        absences: those that are not over.
    """

    account: Staff
    desk: Organisation | None
    profile: MediatorProfile
    load: int = 0
    away: str | None = None
    absences: list[Absence] = field(default_factory=list)

    @property
    def login(self) -> str:
        """What names the account."""
        return self.account.login

    @property
    def name(self) -> str:
        """The person's name."""
        return self.account.name

    @property
    def full(self) -> bool:
        """Whether there is as much on the person's hands as the district wants."""
        return self.load >= rules.load().full_load

    @property
    def towns(self) -> list[str]:
        """Where the person works: the desk's town first, then what else is served."""
        own = [self.desk.town] if self.desk and self.desk.town else []
        return list(dict.fromkeys([*own, *self.profile.towns]))


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; empty means anything."""

    q: str = ""
    expertise: str = ""
    town: str = ""
    language: str = ""
    free: bool = False


def matching(people: Iterable[Mediator], wanted: Wanted) -> list[Mediator]:
    """Those who fit, the least busy first; names are compared here, not in the database."""
    found = [one for one in people if _fits(one, wanted)]
    return sorted(found, key=lambda one: (one.away is not None, one.load, one.login))


async def of_logins(session: AsyncSession, logins: Iterable[str]) -> list[Mediator]:
    """Mediators by their logins, as they are known, without load and absences."""
    rows = await session.execute(_accounts().where(Staff.login.in_(list(logins))))
    return [Mediator(one, desk, profile or empty(one.id)) for one, desk, profile in rows]


async def everybody(session: AsyncSession, today: date) -> list[Mediator]:
    """All mediators that may sign in or be given a password, with load and absences."""
    rows = await session.execute(_accounts())
    coming: defaultdict[int, list[Absence]] = defaultdict(list)
    for one in await session.scalars(
        select(Absence).where(Absence.last >= today).order_by(Absence.first)
    ):
        coming[one.staff_id].append(one)
    load = await _load(session)
    found = []
    for account, desk, profile in rows:
        known = profile or empty(account.id)
        absences = coming[account.id]
        found.append(
            Mediator(
                account,
                desk,
                known,
                load.get(account.login, 0),
                away.why(absences, known.weekdays_off, today),
                absences,
            )
        )
    return found


def empty(staff_id: int) -> MediatorProfile:
    """The profile of somebody about whom nothing is known yet."""
    return MediatorProfile(
        staff_id=staff_id, expertise=[], towns=[], languages=[], weekdays_off=[], about=""
    )


def _accounts() -> Select[Staff, Organisation, MediatorProfile]:
    return (
        select(Staff, Organisation, MediatorProfile)
        .outerjoin(Organisation, Organisation.id == Staff.organisation_id)
        .outerjoin(MediatorProfile, MediatorProfile.staff_id == Staff.id)
        .where(Staff.role == "mediator", Staff.stopped.is_(False))
        .order_by(Staff.login)
    )


def _fits(one: Mediator, wanted: Wanted) -> bool:
    q = wanted.q.strip().lower()
    return (
        (not q or q in one.name.lower() or q in one.login or q in one.profile.about.lower())
        and (not wanted.expertise or wanted.expertise in one.profile.expertise)
        and (not wanted.town or wanted.town in one.towns)
        and (not wanted.language or wanted.language in one.profile.languages)
        and (not wanted.free or (one.away is None and not one.full))
    )


async def _load(session: AsyncSession) -> dict[str, int]:
    rows = await session.execute(
        select(Case.mediator, func.count())
        .where(Case.status.in_(OPEN), Case.mediator.is_not(None))
        .group_by(Case.mediator)
    )
    return {login: number for login, number in rows if login}
