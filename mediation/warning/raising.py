"""Warn of a case or an alert, in the transaction of what gave the reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from intake.vocabulary import LEVELS
from mediation import audit
from mediation.db import utc_now
from mediation.models import Alert, Case, EarlyWarning, WarnedDesk
from mediation.outgoing import events
from mediation.warning import rules, times
from mediation.warning.desks import Reached, reached
from mediation.warning.rules import Colour

Cause = Literal["received", "words", "staff", "alert"]
SYSTEM: Final = "system"


async def received(session: AsyncSession, case: Case, now: datetime | None = None) -> None:
    """Warn of a case that has just come in, unless its danger was warned of before it was a case.

    A warning of an alert of the same draft becomes the case's, answered or not.
    """
    earlier = list(
        await session.scalars(
            select(EarlyWarning)
            .join(Alert, Alert.id == EarlyWarning.alert_id)
            .where(Alert.draft_id == case.draft_id, Alert.placed_by.is_(None))
            .order_by(EarlyWarning.id)
        )
    )
    await _join(session, case, earlier)
    if not any(one.rank <= case.urgency_rank for one in earlier):
        await warn(session, case.urgency_level, case=case, cause="received", now=now)


async def placed(session: AsyncSession, case: Case, alerts: Sequence[Alert]) -> bool:
    """Staff have said that alerts are about a case: what warned of them becomes the case's.

    Danger of which nothing has warned is warned of now; what warned of the case in a lesser colour ends.

    Returns:
        Whether anything has warned of them.
    """
    ids = [alert.id for alert in alerts]
    earlier = list(
        await session.scalars(
            select(EarlyWarning)
            .where(EarlyWarning.alert_id.in_(ids), EarlyWarning.case_id.is_(None))
            .order_by(EarlyWarning.id)
        )
    )
    await _join(session, case, earlier)
    danger = next((alert for alert in alerts if alert.kind == "danger"), None)
    if earlier:
        await _end(session, case, EarlyWarning.rank > min(one.rank for one in earlier), "replaced")
    elif danger is not None:
        await of_alert(session, danger, case)
    return bool(earlier) or danger is not None


async def _join(session: AsyncSession, case: Case, earlier: Sequence[EarlyWarning]) -> None:
    for one in earlier:
        if one.case_id != case.id:
            one.case_id = case.id
            after = {"level": one.level}
            audit.record(session, SYSTEM, "warning_joined", case_no=case.no, after=after)
    await session.flush()


async def of_alert(session: AsyncSession, alert: Alert, case: Case | None) -> None:
    """Warn in red of an alert of danger, unless the same danger is being warned of already.

    Where it is, taking the alert will answer that warning, if no other alert does.
    """
    already = await _going_on(session, case, alert.draft_id)
    if already is None:
        await warn(session, LEVELS[0], case=case, cause="alert", alert=alert)
    elif already.alert_id is None:
        already.alert_id = alert.id


async def again(session: AsyncSession, case: Case, cause: Cause, alert: Alert | None) -> None:
    """Warn anew of a red case of which there is new danger, unless nobody has answered the last warning."""
    if alert is not None:
        await of_alert(session, alert, case)
    elif await _going_on(session, case) is None:
        await warn(session, LEVELS[0], case=case, cause=cause)


async def _going_on(
    session: AsyncSession, case: Case | None, draft_id: str | None = None
) -> EarlyWarning | None:
    """The open warning of the most urgent colour: of a case, else of a draft's alerts."""
    query = select(EarlyWarning).where(EarlyWarning.rank == 0, EarlyWarning.ended_at.is_(None))
    if case is not None:
        query = query.where(EarlyWarning.case_id == case.id)
    elif draft_id is not None:
        query = query.join(Alert, Alert.id == EarlyWarning.alert_id)
        query = query.where(Alert.draft_id == draft_id)
    else:
        return None
    return await session.scalar(query.order_by(EarlyWarning.id).limit(1))


async def warn(
    session: AsyncSession,
    level: str,
    *,
    case: Case | None,
    cause: Cause,
    alert: Alert | None = None,
    now: datetime | None = None,
) -> EarlyWarning:
    """Write a warning and whom it reaches at once; what is open for the case in a lesser colour ends.

    Args:
        session: a write session in which the case is locked or new.
        now: the moment of its cause; None for the present one.
    """
    now, rank = now or utc_now(), LEVELS.index(level)
    if case is not None:
        await _end(session, case, EarlyWarning.rank > rank, "replaced")
    warning = EarlyWarning(
        case_id=case.id if case else None,
        alert_id=alert.id if alert else None,
        level=level,
        rank=rank,
        cause=cause,
        raised_at=now,
        step=0,
    )
    session.add(warning)
    await session.flush()
    await take_step(session, warning, case, now, "raised", cause=cause)
    return warning


async def take_step(
    session: AsyncSession,
    warning: EarlyWarning,
    case: Case | None,
    now: datetime,
    what: Literal["raised", "escalated"],
    **why: str,
) -> None:
    """Reach the desks of the next step, and of those behind it as long as nobody was reached.

    Other systems are told, and the log: ``{"role", "desk"}`` of each desk, the district's without a name.

    Args:
        why: what else the log shall keep.
    """
    colour = rules.load().of(warning.level)
    told: list[Reached] = []
    while warning.step < len(colour.steps) and not told:
        for desk in colour.steps[warning.step].to:
            one = await reached(session, desk, case)
            if one.people:
                told.append(one)
                session.add(
                    WarnedDesk(
                        warning_id=warning.id,
                        step=warning.step,
                        role=one.role,
                        organisation_id=one.organisation.id if one.organisation else None,
                        people=one.people,
                        at=now,
                    )
                )
        warning.step += 1
    warning.due_at = _next(colour, warning.step, now)
    await events.of_warning(session, f"warning.{what}", warning, case)
    to = [
        {"role": one.role, "desk": one.organisation.name if one.organisation else None}
        for one in told
    ]
    audit.record(
        session,
        SYSTEM,
        f"warning_{what}",
        case_no=case.no if case else None,
        after={"level": warning.level, **why, "to": to},
    )


async def lowered(session: AsyncSession, case: Case, who: str) -> None:
    """Somebody has lowered a case's colour: what warned of it in a more urgent one has been seen to."""
    await _end(session, case, EarlyWarning.rank < case.urgency_rank, "lowered", who)


async def _end(
    session: AsyncSession, case: Case, which: ColumnElement[bool], how: str, who: str | None = None
) -> None:
    await session.execute(
        update(EarlyWarning)
        .where(EarlyWarning.case_id == case.id, EarlyWarning.ended_at.is_(None), which)
        .values(ended_at=utc_now(), ended_how=how, ended_by=who, due_at=None)
    )


def _next(colour: Colour, step: int, now: datetime) -> datetime | None:
    if step >= len(colour.steps):
        return None
    office = rules.load().office if colour.counts == "office" else None
    return times.after(now, colour.steps[step].after, office)
