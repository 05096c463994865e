"""Alerts: danger, and wishes for a person. They stay above the queue until somebody takes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from mediation import audit
from mediation.cases.change import NotPossible
from mediation.db import Database, utc_now
from mediation.models import Alert, Case
from mediation.notify import outbox, words
from mediation.warning import answers

MOST_SHOWN: Final = 50
LONGEST_MESSAGE: Final = 200


_OF_DRAFT: Final = and_(Alert.case_no.is_(None), Case.draft_id == Alert.draft_id)
"""Raised in the very moment in which the draft became a case."""
_WITH_CASE: Final = (
    select(Alert, Case).outerjoin(Case, or_(Case.no == Alert.case_no, _OF_DRAFT)).limit(MOST_SHOWN)
)


@dataclass(frozen=True)
class OpenAlert:
    """An alert with the citizen's case, where there is one by now."""

    alert: Alert
    case: Case | None

    @property
    def case_no(self) -> str | None:
        """The case's number."""
        return self.case.no if self.case else None


async def untaken(session: AsyncSession, scope: ColumnElement[bool]) -> list[OpenAlert]:
    """Alerts in a scope that nobody has taken, danger first, the oldest first; at most 50."""
    rows = await session.execute(
        _WITH_CASE.where(Alert.taken_by.is_(None), scope).order_by(Alert.kind, Alert.at, Alert.id)
    )
    return [OpenAlert(alert, case) for alert, case in rows]


async def taken_since(
    session: AsyncSession, moment: datetime, scope: ColumnElement[bool]
) -> list[OpenAlert]:
    """Alerts in a scope that somebody has taken since a moment, the newest first; at most 50."""
    rows = await session.execute(
        _WITH_CASE.where(Alert.taken_at >= moment, scope).order_by(Alert.taken_at.desc())
    )
    return [OpenAlert(alert, case) for alert, case in rows]


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
        signals = [*alert.signals, *(case.urgency_signals if case else ())]
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


async def _seen(session: AsyncSession, alert_id: int, scope: ColumnElement[bool]) -> bool:
    return (
        await session.execute(_WITH_CASE.where(Alert.id == alert_id, scope))
    ).first() is not None
