"""Write what happened to cases for those who are told of it, in the transaction of the change itself.

A case's own columns are listened to, so that no change of them, wherever it is made, is left out. A
sealed case is nobody else's business. What is written has its id from then on: sent again it is the same.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any, Final

from sqlalchemy import event, insert, inspect, select
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapper

from mediation.db import utc_now
from mediation.models import Case, Delivery, EarlyWarning, Organisation
from mediation.outgoing.payloads import (
    CaseData,
    CaseEvent,
    WarningData,
    WarningEvent,
    type_and_town,
)
from mediation.outgoing.targets import Target, targets_of
from mediation.warning import rules

DEMO: Final = "demo"
CHANGES: Final = {
    "status": "case.status_changed",
    "urgency_level": "case.urgency_changed",
    "dispute_type": "case.type_changed",
    "route": "case.route_changed",
    "organisation_id": "case.dispatched",
}
"""Column of a case → the topic of its change."""


async def of_warning(
    session: AsyncSession, topic: str, warning: EarlyWarning, case: Case | None
) -> None:
    """Tell of a warning, in the caller's transaction, where its colour is told outside."""
    targets = targets_of(session.get_bind().dialect)
    told = targets.of(topic)
    if not told or not rules.load().of(warning.level).outside:
        return
    now = utc_now()
    data = WarningData(
        warning=warning.id,
        no=case.no if case else None,
        urgency=warning.level,  # type: ignore[arg-type]  # the rules know these three alone
        step=warning.step,
        link=f"{targets.console}/cases/{case.no}" if case else f"{targets.console}/",
        **type_and_town(case),
    )
    body = WarningEvent(type=topic, timestamp=now, data=data).model_dump_json()
    await session.execute(insert(Delivery), _rows(told, topic, body, now))


@event.listens_for(Case, "after_insert")
def _created(_: Mapper[Case], connection: Connection, case: Case) -> None:
    _tell(connection, case, "case.created")


@event.listens_for(Case, "after_update")
def _changed(_: Mapper[Case], connection: Connection, case: Case) -> None:
    state = inspect(case)
    for column, topic in CHANGES.items():
        history = state.attrs[column].history
        if history.has_changes():
            before = history.deleted[0] if history.deleted else None
            _tell(connection, case, topic, before, getattr(case, column))


def _tell(
    connection: Connection, case: Case, topic: str, before: Any = None, after: Any = None
) -> None:
    told = targets_of(connection.dialect).of(topic)
    if not told or case.sealed or case.channel == DEMO:
        return
    if topic == "case.dispatched":
        before, after = (_code(connection, one) for one in (before, after))
    now = utc_now()
    data = CaseData(
        no=case.no,
        version=case.version,
        status=case.status,
        urgency=case.urgency_level,  # type: ignore[arg-type]  # one of three, as the API takes it
        route=case.route,
        channel=case.channel,
        organisation=_code(connection, case.organisation_id),
        before=before,
        after=after,
        **type_and_town(case),
    )
    if data.type is None and topic == "case.type_changed":
        data = data.model_copy(update={"before": None, "after": None})
    body = CaseEvent(type=topic, timestamp=now, data=data).model_dump_json()
    connection.execute(insert(Delivery), _rows(told, topic, body, now))


def _code(connection: Connection, organisation_id: int | None) -> str | None:
    """The code of an organisation."""
    if organisation_id is None:
        return None
    asked = select(Organisation.code).where(Organisation.id == organisation_id)
    return connection.scalar(asked)


def _rows(told: list[Target], topic: str, body: str, now: datetime) -> list[dict[str, Any]]:
    """A delivery for each receiver, all with the event's one id."""
    event_id = f"evt_{secrets.token_hex(16)}"
    return [
        {
            "event": event_id,
            "target": one.key,
            "topic": topic,
            "body": body,
            "state": "waiting",
            "attempts": 0,
            "made_at": now,
            "due_at": now,
        }
        for one in told
    ]
