"""Conversations end: what was said is deleted some time after the citizen's last message.

The days are the district's (``data/knowledge/retention.yml``). A conversation that has ended leaves only
what is needed to know the citizen again: the number of their last case and how they like to be asked.
It runs in Rasa's own process, since only there a conversation can be locked against a turn.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from typing import Any, Final

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet, UserUttered

from intake import retention
from intake.failures import where
from intake.retention import Retention

KEPT: Final = ("last_case", "last_type", "plain")
"""Slots that outlive the words of a conversation."""
HOUR: Final = 3600.0
BREATH: Final = 0.05
"""Seconds between two conversations, so that turns are not held up."""
log = logging.getLogger(__name__)


def sql_store(agent: Any) -> SQLTrackerStore:
    """The agent's tracker store.

    Raises:
        TypeError: it is none of Rasa's SQL stores, so nothing can be erased from it.
    """
    store = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    if not isinstance(store, SQLTrackerStore):
        raise TypeError("cannot erase from this tracker store")
    return store


def overwrite(session: Any) -> None:
    """Have SQLite overwrite what this session deletes; another database has its own way."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(sa.text("PRAGMA secure_delete = ON"))


async def run(app: Any) -> None:
    """Tidy every hour, for as long as Rasa lives."""
    while True:
        try:
            ended = await tidy(app.ctx.agent, retention.load(), time.time())
            log.info("old conversations forgotten: %d", ended)
        except Exception as error:  # noqa: BLE001 - Rasa must live on; the next hour tries again
            log.error("old conversations wait: %s", where(error))  # noqa: TRY400 - may quote a citizen
        await asyncio.sleep(HOUR)


async def tidy(agent: Any, periods: Retention, now: float) -> int:
    """End what is old enough; how many conversations ended.

    A conversation that a message reaches meanwhile goes on: each is locked, and looked at again.
    """
    store = sql_store(agent)
    before = now - periods.conversation.total_seconds()
    unseen = now - periods.unseen.total_seconds()
    silent, others = await asyncio.to_thread(_old, store, before)
    ended = 0
    for sender in silent:
        async with agent.lock_store.lock(sender):
            tracker = await agent.tracker_store.retrieve(sender)
            known = {name: tracker.get_slot(name) for name in KEPT} if tracker else {}
            ended += await asyncio.to_thread(_end, store, sender, known, before, unseen)
        await asyncio.sleep(BREATH)
    for sender in others:
        await asyncio.to_thread(_drop_sessions, store, sender, before)
        await asyncio.sleep(BREATH)
    return ended


def _old(store: SQLTrackerStore, before: float) -> tuple[list[str], list[str]]:
    """Whose last event is old, and who else has old events."""
    row = store.SQLEvent
    with store.session_scope() as session:
        found = (
            session.query(row.sender_id, sa.func.max(row.timestamp))
            .group_by(row.sender_id)
            .having(sa.func.min(row.timestamp) < before)
            .all()
        )
    silent = [sender for sender, last in found if last < before]
    return silent, [sender for sender, last in found if last >= before]


def _end(
    store: SQLTrackerStore, sender: str, known: dict[str, Any], before: float, unseen: float
) -> int:
    """Put what is kept in place of the conversation, in one transaction.

    What stays keeps the time of the last message, so that it goes in its turn.

    Returns:
        1 if anything was said in it, else 0.
    """
    row = store.SQLEvent
    with store.session_scope() as session:
        overwrite(session)
        events = session.query(row).filter(row.sender_id == sender)
        last = session.query(sa.func.max(row.timestamp)).filter(row.sender_id == sender).scalar()
        said = events.filter(row.type_name == UserUttered.type_name).count()
        if last is None or last >= before or (not said and last >= unseen):
            return 0
        events.delete(synchronize_session=False)
        if last >= unseen and any(known.values()):
            for event in _left(known, last):
                session.add(
                    row(
                        sender_id=sender,
                        type_name=event.type_name,
                        timestamp=event.timestamp,
                        action_name=event.as_dict().get("name"),
                        data=json.dumps(event.as_dict()),
                    )
                )
        session.commit()
        return int(bool(said))


def _left(known: dict[str, Any], at: float) -> list[Event]:
    slots = [SlotSet(name, value, timestamp=at) for name, value in known.items() if value]
    return [
        SessionStarted(timestamp=at),
        *slots,
        ActionExecuted(ACTION_LISTEN_NAME, timestamp=at),
    ]


def _drop_sessions(store: SQLTrackerStore, sender: str, before: float) -> None:
    """Delete old events of sessions before the one that goes on."""
    row = store.SQLEvent
    with store.session_scope() as session:
        overwrite(session)
        begun = (
            session.query(sa.func.max(row.timestamp))
            .filter(row.sender_id == sender, row.type_name == SessionStarted.type_name)
            .scalar()
        )
        if begun is not None:
            session.query(row).filter(
                row.sender_id == sender, row.timestamp < min(before, begun)
            ).delete(synchronize_session=False)
            session.commit()
