"""Conversations in a database, as Rasa's own SQL store keeps them, in less time.

Rasa opens SQLite anew for every look and commits through its rollback journal: each turn waited for
several writes to the disk, and with it everybody else. Here the connection is kept, the journal is a
write-ahead log, synchronised at every commit, so that a turn that was answered outlives a power cut
(https://www.sqlite.org/pragma.html#pragma_synchronous), and one thread writes. Events are read by
:mod:`bot.events`.
"""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any, Final

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import QueuePool

from bot.events import read

BUSY_SECONDS: Final = 5.0


class ConversationStore(SQLTrackerStore):  # type: ignore[misc]
    """Named in ``endpoints.yml``; takes Rasa's settings of an SQL store."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._writer = ThreadPoolExecutor(1, "conversations")
        if self.engine.dialect.name == "sqlite":
            self.engine.dispose()
            self.engine = sa.create_engine(
                self.engine.url,
                poolclass=QueuePool,
                connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
            )
            sa.event.listen(self.engine, "connect", _durable)
            self.sessionmaker = sessionmaker(bind=self.engine)

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        with self.session_scope() as session:
            query = self._event_query(session, sender_id, fetch_events_from_all_sessions)
            rows = query.with_entities(self.SQLEvent.data).all()
        if not rows:
            return None
        events = read(json.loads(data) for (data,) in rows)
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write what of the conversation is not written yet, in one transaction.

        Whoever is cancelled meanwhile still waits for it: the conversation stays locked until it stands.
        """
        await self.stream_events(tracker)
        loop = asyncio.get_running_loop()
        writing = loop.run_in_executor(self._writer, self._write, tracker)
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            await asyncio.wait([writing])
            raise

    def _write(self, tracker: DialogueStateTracker) -> None:
        with self.session_scope() as session:
            rows = [
                self._row(tracker.sender_id, event.as_dict())
                for event in islice(tracker.events, self._stored(session, tracker.sender_id), None)
            ]
            if rows:
                session.execute(self.SQLEvent.__table__.insert(), rows)
            session.commit()

    async def empty_log(self) -> None:
        """Leave nothing in SQLite's write-ahead log, where what was deleted would stand for a while."""
        if self.engine.dialect.name == "sqlite":
            await asyncio.get_running_loop().run_in_executor(self._writer, self._empty_log)

    def _empty_log(self) -> None:
        with self.engine.connect() as connection:
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def _stored(self, session: Any, sender: str) -> int:
        """How many events of the session in hand are written."""
        row = self.SQLEvent
        begun = (
            sa.select(sa.func.max(row.timestamp))
            .where(row.sender_id == sender, row.type_name == SessionStarted.type_name)
            .scalar_subquery()
        )
        of_session = row.timestamp >= sa.func.coalesce(begun, 0.0)
        counted = sa.select(sa.func.count(row.id)).where(row.sender_id == sender, of_session)
        return int(session.execute(counted).scalar_one())

    @staticmethod
    def _row(sender: str, event: dict[str, Any]) -> dict[str, Any]:
        intent = (event.get("parse_data") or {}).get("intent") or {}
        return {
            "sender_id": sender,
            "type_name": event["event"],
            "timestamp": event["timestamp"],
            "intent_name": intent.get("name"),
            "action_name": event.get("name"),
            "data": json.dumps(event),
        }


def _durable(connection: Any, _: Any) -> None:
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
