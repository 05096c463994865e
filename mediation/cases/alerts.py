"""Alerts: danger, and wishes for a person. They stay above the queue until somebody takes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from mediation import audit
from mediation.access import alert_visible, visible
from mediation.cases.change import NotPossible
from mediation.db import Database, utc_now
from mediation.models import Alert, Case
from mediation.notify import outbox, words
from mediation.staff import SignedIn
from mediation.warning import answers

MOST_SHOWN: Final = 50
MOST_EARLIER: Final = 5
UNPLACED_SHOWN_FOR: Final = timedelta(days=30)
LONGEST_MESSAGE: Final = 200


_OF_DRAFT: Final = and_(Alert.case_no.is_(None), Case.draft_id == Alert.draft_id)
"""Raised in the very moment in which the draft became a case."""
_WITH_CASE: Final = (
    select(Alert, Case).outerjoin(Case, or_(Case.no == Alert.case_no, _OF_DRAFT)).limit(MOST_SHOWN)
)


@dataclass(frozen=True)
class Earlier:
    """A case of the citizen of an alert, whose matter it may be."""

    no: str
    dispute_type: str
    status: str


@dataclass(frozen=True)
class OpenAlert:
    """An alert with the case that it is about, where that is known by now.

    Attributes:
        case_no: the case's number, for those who may see the case.
        earlier: where it is not known: the citizen's cases that one may see, those open first.
    """

    alert: Alert
    case: Case | None
    case_no: str | None = None
    earlier: tuple[Earlier, ...] = ()


async def untaken(session: AsyncSession, person: SignedIn) -> list[OpenAlert]:
    """Alerts in a person's sight that nobody has taken, danger first, the oldest first; at most 50."""
    found = _WITH_CASE.where(Alert.taken_by.is_(None), alert_visible(person))
    return await _shown(session, found.order_by(Alert.kind, Alert.at, Alert.id), person)


async def newest(session: AsyncSession, person: SignedIn) -> int:
    """The number of the newest alert in a person's sight that nobody has taken; 0 for none."""
    found = _WITH_CASE.where(Alert.taken_by.is_(None), alert_visible(person))
    number = await session.scalar(found.limit(None).with_only_columns(func.max(Alert.id)))
    return number or 0


async def taken_since(session: AsyncSession, moment: datetime, person: SignedIn) -> list[OpenAlert]:
    """Alerts in a person's sight that somebody has taken since a moment, the newest first; at most 50."""
    found = _WITH_CASE.where(Alert.taken_at >= moment, alert_visible(person))
    return await _shown(session, found.order_by(Alert.taken_at.desc()), person)


async def of_case(session: AsyncSession, case: Case) -> list[Alert]:
    """All alerts about a case, the oldest first."""
    rows = await session.scalars(
        select(Alert)
        .where(
            or_(
                Alert.case_no == case.no,
                and_(Alert.case_no.is_(None), Alert.draft_id == case.draft_id),
            )
        )
        .order_by(Alert.at, Alert.id)
    )
    return list(rows)


async def unplaced(session: AsyncSession, case: Case) -> list[Alert]:
    """What a case's citizen said of late of which nobody knows yet what it is about, the newest first."""
    rows = await session.scalars(
        select(Alert)
        .where(
            Alert.citizen == case.citizen,
            Alert.case_no.is_(None),
            Alert.at >= utc_now() - UNPLACED_SHOWN_FOR,
        )
        .order_by(Alert.id.desc())
        .limit(MOST_EARLIER)
    )
    return list(rows)


async def message(
    database: Database, alert_id: int, text: str, who: str, scope: ColumnElement[bool]
) -> bool:
    """Leave a message for the citizen whom an alert is about, through the public account.

    Returns:
        False when there is no such alert in the scope.

    Raises:
        NotPossible: nothing is said, or too much.
    """
    text = text.strip()
    if not 0 < len(text) <= LONGEST_MESSAGE:
        raise NotPossible(f"留言写 1 到 {LONGEST_MESSAGE} 个字。")
    async with database.writing() as session:
        found = (await session.execute(_WITH_CASE.where(Alert.id == alert_id, scope))).first()
        if found is None:
            return False
        alert, case = found
        of_citizen = select(Case.urgency_signals).where(Case.citizen == alert.citizen)
        signals = [*alert.signals, *(case.urgency_signals if case else ())]
        signals += [one for held in await session.scalars(of_citizen) for one in held]
        outbox.put(
            session,
            citizen=alert.citizen,
            text=words.message(text),
            discreet=words.discreet(signals),
            who=who,
            case_no=alert.case_no,
        )
        audit.record(
            session, who, "citizen_messaged", case_no=alert.case_no, after={"alert": alert_id}
        )
    return True


async def looked_at(
    database: Database, alert_id: int, who: str, purpose: str, scope: ColumnElement[bool]
) -> bool:
    """Keep that somebody sees the words of an alert without masks, and for what.

    Returns:
        False when there is no such alert in the scope.
    """
    async with database.writing() as session:
        if not await _seen(session, alert_id, scope):
            return False
        alert = await session.get_one(Alert, alert_id)
        after = {"alert": alert_id}
        audit.record(session, who, "unmasked", case_no=alert.case_no, after=after, reason=purpose)
    return True


async def take(
    database: Database, alert_id: int, who: str, scope: ColumnElement[bool]
) -> str | None:
    """Take an alert, unless somebody has; that answers what warned of it.

    Returns:
        The login of who has it now; None when there is no such alert in the scope.
    """
    async with database.writing() as session:
        if not await _seen(session, alert_id, scope):
            return None
        taken = await session.scalar(
            update(Alert)
            .where(Alert.id == alert_id, Alert.taken_by.is_(None))
            .values(taken_by=who, taken_at=utc_now())
            .returning(Alert.id)
        )
        alert = await session.get_one(Alert, alert_id, populate_existing=True)
        if taken is not None:
            audit.record(
                session, who, "alert_taken", case_no=alert.case_no, after={"alert": alert_id}
            )
            await answers.alert_taken(session, alert_id, who)
    return alert.taken_by


async def _shown(
    session: AsyncSession, found: Select[Alert, Case], person: SignedIn
) -> list[OpenAlert]:
    rows = list(await session.execute(found))
    numbers = {case.no for _, case in rows if case is not None}
    scope = visible(person)
    seen = set(
        await session.scalars(select(Case.no).where(Case.no.in_(numbers), scope)) if numbers else ()
    )
    earlier = await _earlier(session, {alert.citizen for alert, case in rows if not case}, scope)
    return [
        OpenAlert(
            alert,
            case,
            case.no if case and case.no in seen else None,
            () if case else tuple(earlier.get(alert.citizen, ())[:MOST_EARLIER]),
        )
        for alert, case in rows
    ]


async def _earlier(
    session: AsyncSession, citizens: set[str], scope: ColumnElement[bool]
) -> dict[str, list[Earlier]]:
    """Citizen → their cases in a scope, those open first, then the newest."""
    if not citizens:
        return {}
    rows = await session.execute(
        select(Case.citizen, Case.no, Case.dispute_type, Case.status)
        .where(Case.citizen.in_(citizens), scope)
        .order_by(Case.is_over, Case.created_at.desc())
    )
    found: dict[str, list[Earlier]] = {}
    for citizen, *told in rows:
        found.setdefault(citizen, []).append(Earlier(*told))
    return found


async def _seen(session: AsyncSession, alert_id: int, scope: ColumnElement[bool]) -> bool:
    return (
        await session.execute(_WITH_CASE.where(Alert.id == alert_id, scope))
    ).first() is not None
