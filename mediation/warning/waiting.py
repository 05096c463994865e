"""What waits for an answer: of one person, of one case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.case_status import OPEN
from mediation.access import alert_visible
from mediation.models import Alert, Case, EarlyWarning, Organisation, WarnedDesk
from mediation.staff import SignedIn
from mediation.warning import rules

MOST_SHOWN: Final = 50


@dataclass(frozen=True)
class Shown:
    """A warning with its case or alert, and whom it reached: role, and office or None, in order."""

    warning: EarlyWarning
    case: Case | None
    alert: Alert | None
    desks: list[tuple[str, str | None]] = field(default_factory=list)

    @property
    def waits(self) -> bool:
        """Whether somebody has to answer it in words."""
        return self.warning.ended_at is None and self.warning.level in rules.load().said


def seen_by(person: SignedIn) -> Select[EarlyWarning, Case, Alert]:
    """Warnings with case and alert, as far as a person may see these."""
    return (
        select(EarlyWarning, Case, Alert)
        .outerjoin(Case, Case.id == EarlyWarning.case_id)
        .outerjoin(Alert, Alert.id == EarlyWarning.alert_id)
        .where(alert_visible(person))
    )


async def of_person(session: AsyncSession, person: SignedIn) -> list[Shown]:
    """What waits for a person's own answer, the most urgent first, then the oldest; at most 50."""
    rows = await session.execute(
        seen_by(person)
        .where(*_unanswered(), _reaches(person))
        .order_by(EarlyWarning.rank, EarlyWarning.raised_at, EarlyWarning.id)
        .limit(MOST_SHOWN)
    )
    return await with_desks(session, [Shown(*row) for row in rows])


async def of_case(session: AsyncSession, case: Case) -> list[Shown]:
    """All warnings of a case, the newest first."""
    rows = await session.execute(
        select(EarlyWarning, Alert)
        .outerjoin(Alert, Alert.id == EarlyWarning.alert_id)
        .where(EarlyWarning.case_id == case.id)
        .order_by(EarlyWarning.id.desc())
    )
    return await with_desks(session, [Shown(one, case, alert) for one, alert in rows])


async def newest(session: AsyncSession, person: SignedIn) -> tuple[int, int, str | None]:
    """How many warnings wait for a person, at most 50; the newest one's number; the worst colour."""
    rows = await session.execute(
        seen_by(person)
        .with_only_columns(EarlyWarning.id, EarlyWarning.level)
        .where(*_unanswered(), _reaches(person))
        .order_by(EarlyWarning.rank, EarlyWarning.id)
        .limit(MOST_SHOWN)
    )
    found = list(rows)
    return len(found), max((id_ for id_, _ in found), default=0), found[0][1] if found else None


def _unanswered() -> tuple[ColumnElement[bool], ...]:
    """Open, in a colour that has to be answered, and not of a case that has come to its end since."""
    return (
        EarlyWarning.ended_at.is_(None),
        EarlyWarning.level.in_(rules.load().said),
        or_(
            Case.id.is_(None),
            Case.status.in_(OPEN),
            Case.ended_at < EarlyWarning.raised_at,
        ),
    )


def _reaches(person: SignedIn) -> ColumnElement[bool]:
    """Whether a warning reached the person's role at his desk, or at the one the case was on before."""
    at_a_unit = WarnedDesk.organisation_id.is_not(None)
    mine: ColumnElement[bool] = ~at_a_unit
    if person.kind != "district":
        here = Case.organisation_id == person.organisation_id
        mine = or_(WarnedDesk.organisation_id == person.organisation_id, and_(at_a_unit, here))
    reached = select(WarnedDesk.id).where(
        WarnedDesk.warning_id == EarlyWarning.id, WarnedDesk.role == person.role, mine
    )
    return reached.exists()


async def with_desks(session: AsyncSession, found: list[Shown]) -> list[Shown]:
    """The warnings given, with whom they reached."""
    by_id = {one.warning.id: one for one in found}
    rows = await session.execute(
        select(WarnedDesk.warning_id, WarnedDesk.role, Organisation.name)
        .outerjoin(Organisation, Organisation.id == WarnedDesk.organisation_id)
        .where(WarnedDesk.warning_id.in_(by_id))
        .order_by(WarnedDesk.step, WarnedDesk.id)
    )
    for warning_id, role, office in rows:
        by_id[warning_id].desks.append((role, office))
    return found
