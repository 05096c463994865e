"""Texts on their way to citizens, on disk: late answers, what did not fit, notices of the backend.

A text goes out exactly one way: the sender takes it (``waiting`` to ``sending``), or a citizen's next
contact does (``waiting`` or ``kept`` to ``passive``), each in one transaction, so never both.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from wechat.replies import LONGEST
from wechat.splitting import size


def add(
    connection: sqlite3.Connection,
    citizen: str,
    message: str,
    texts: Sequence[str],
    *,
    due_at: float,
    now: float,
) -> None:
    """Write the texts that answer a message and did not go with a passive reply."""
    connection.executemany(
        "INSERT INTO outbox (key, citizen, kind, message, text, due_at, written_at)"
        " VALUES (?, ?, 'answer', ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
        [
            (f"{message}:{number}", citizen, message, text, due_at, now)
            for number, text in enumerate(texts)
        ],
    )


def add_notice(
    connection: sqlite3.Connection,
    key: str,
    citizen: str,
    text: str,
    *,
    discreet: bool,
    due_at: float,
    now: float,
) -> bool:
    """Write a notice; False if one with this key had been written before."""
    written = connection.execute(
        "INSERT INTO outbox (key, citizen, kind, text, discreet, due_at, written_at)"
        " VALUES (?, ?, 'notice', ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
        (f"notice:{key}", citizen, text, discreet, due_at, now),
    )
    return written.rowcount == 1


def claim_citizen(connection: sqlite3.Connection, citizen: str) -> list[str]:
    """Take everything that waits for a citizen, oldest first: it goes with the passive reply."""
    rows = connection.execute(
        "SELECT id, text FROM outbox WHERE citizen = ? AND state IN ('waiting', 'kept') ORDER BY id",
        (citizen,),
    ).fetchall()
    _passive(connection, [number for number, _ in rows])
    return [text for _, text in rows]


def claim_message(connection: sqlite3.Connection, message: str) -> str:
    """Take the answer to one message, as far as it fits in a passive reply; empty if it is gone."""
    rows = connection.execute(
        "SELECT id, text, state FROM outbox WHERE message = ? ORDER BY id", (message,)
    ).fetchall()
    taken: list[int] = []
    texts: list[str] = []
    for number, text, state in rows:
        if state not in {"waiting", "kept"} or size("\n\n".join([*texts, text])) > LONGEST:
            break
        taken.append(number)
        texts.append(text)
    _passive(connection, taken)
    return "\n\n".join(texts)


def _passive(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    connection.executemany(
        "UPDATE outbox SET state = 'passive' WHERE id = ?", [(number,) for number in numbers]
    )
