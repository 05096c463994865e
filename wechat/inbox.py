"""Messages on disk: written before they are acknowledged, each with the reply it was given."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from wechat import choices, consents, outbox, quota
from wechat.messages import Consents, Delivered
from wechat.replies import compose
from wechat.store import Store
from wechat.turn import Turn

JOINED: Final = "+"
"""Joins the first message's key with the number of the others in a turn that answers several."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message whose turn is to be done.

    Attributes:
        turn: the id of the turn it was given to before a restart, None if none was written.
    """

    key: str
    citizen: str
    text: str
    kind: str
    metadata: dict[str, Any]
    joins: bool
    turn: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A message that had come before: its state, and the reply given on the connection."""

    state: str
    reply: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is written of a message when it comes in.

    Attributes:
        key: the same for every repeat.
        turn: what the bot is to be asked; None: nothing, it is only noted.
        window: the allowance it opens, as :func:`wechat.turn.opens_window` says.
        follows: True for a subscription, False when the citizen leaves, None for all else.
        media: the id of a file to be fetched, or empty.
        told: what an event tells of the citizen's notices.
    """

    key: str
    citizen: str
    openid: str
    turn: Turn | None
    window: str | None
    follows: bool | None
    at: float
    media: str = ""
    told: Consents | Delivered | None = None


class Inbox:
    """The messages in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def accept(self, arrival: Arrival) -> asyncio.Future[Known | None]:
        """Write a message, whether or not anybody waits; None if it is new, else what is known of it.

        A repeat whose answer could not be sent yet takes that answer along now.
        """
        return self._store.give(lambda connection: _accept(connection, arrival))

    async def chosen(self, citizen: str, line: str, words: str) -> str:
        """What a tap on a line of a msgmenu says, see :func:`wechat.choices.chosen`."""
        return await self._store.do(
            lambda connection: choices.chosen(connection, citizen, line, words)
        )

    async def join(self, turn: str, keys: Sequence[str]) -> None:
        """Write down which messages one turn answers, before the bot is asked."""
        await self._store.do(
            lambda connection: connection.executemany(
                "UPDATE inbox SET turn = ? WHERE key = ?", [(turn, key) for key in keys]
            )
        )

    async def finish(
        self,
        citizen: str,
        keys: Sequence[str],
        said: Sequence[str],
        *,
        carrier: str | None,
        due_at: float,
        now: float,
    ) -> str:
        """Write a turn's answer, and in the same transaction how it goes to the citizen.

        Args:
            keys: the messages it answers.
            said: the bot's messages.
            carrier: the message whose connection still waits: it carries the answer and what was
                kept for the citizen. None: the answer goes through the outbox.
            due_at: not sent from the outbox before this.

        Returns:
            The passive reply of the carrier; empty where there is none.
        """
        return await self._store.do(
            lambda connection: _finish(
                connection, citizen, keys, said, carrier=carrier, due_at=due_at, now=now
            )
        )

    async def unfinished(self) -> list[Waiting]:
        """Messages whose turn was not done when the process ended, oldest first."""
        rows = await self._store.do(
            lambda connection: connection.execute(
                "SELECT key, citizen, text, kind, metadata, joins, turn FROM inbox"
                " WHERE state = 'waiting' ORDER BY seq"
            ).fetchall()
        )
        return [
            Waiting(key, citizen, text, kind, json.loads(metadata), bool(joins), turn)
            for key, citizen, text, kind, metadata, joins, turn in rows
        ]

    async def answers(self) -> bool:
        """Whether the store answers."""
        return await self._store.do(
            lambda connection: bool(connection.execute("SELECT 1").fetchone())
        )


def _accept(connection: sqlite3.Connection, arrival: Arrival) -> Known | None:
    turn = arrival.turn
    written = connection.execute(
        "INSERT INTO inbox (key, citizen, kind, text, metadata, joins, state, received_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
        (
            arrival.key,
            arrival.citizen,
            turn.kind if turn else "event",
            turn.text if turn else "",
            json.dumps(turn.metadata, ensure_ascii=False) if turn and turn.metadata else "{}",
            bool(turn and turn.joins),
            "waiting" if turn else "silent",
            arrival.at,
        ),
    )
    if written.rowcount == 0:
        return _known(connection, arrival.key)
    quota.note(
        connection,
        arrival.citizen,
        arrival.openid,
        opens=arrival.window,
        follows=arrival.follows,
        now=arrival.at,
    )
    if arrival.told is not None:
        consents.note(connection, arrival.citizen, arrival.told, arrival.at)
    if arrival.media and turn:
        connection.execute(
            "INSERT INTO media (media_id, message, citizen, kind, due_at, received_at)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (media_id) DO NOTHING",
            (arrival.media, arrival.key, arrival.citizen, turn.kind, arrival.at, arrival.at),
        )
    return None


def _known(connection: sqlite3.Connection, key: str) -> Known:
    state, reply = connection.execute(
        "SELECT state, reply FROM inbox WHERE key = ?", (key,)
    ).fetchone()
    if state == "late":
        claimed = outbox.claim_message(connection, key)
        if claimed:
            connection.execute(
                "UPDATE inbox SET state = 'passive', reply = ? WHERE key = ?", (claimed, key)
            )
            return Known("passive", claimed)
    return Known(state, reply or "")


def _finish(
    connection: sqlite3.Connection,
    citizen: str,
    keys: Sequence[str],
    said: Sequence[str],
    *,
    carrier: str | None,
    due_at: float,
    now: float,
) -> str:
    kept = outbox.claim_citizen(connection, citizen) if carrier else []
    texts = compose(kept, said)
    bearer = carrier or keys[0]
    reply = texts.pop(0) if carrier and texts else ""
    outbox.add(connection, citizen, bearer, texts, due_at=due_at, now=now)
    for key in keys:
        state = "silent"
        if key == bearer:
            state = "passive" if carrier else ("late" if texts else "silent")
        connection.execute(
            "UPDATE inbox SET state = ?, reply = ?, text = '', metadata = '{}' WHERE key = ?",
            (state, reply if key == bearer else "", key),
        )
    return reply
