"""The sender's steps in the store: what is due, taking it, and what became of it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final

from wechat import quota
from wechat.quota import Allowance

AT_ONCE: Final = 20

HEADS: Final = """
SELECT id, citizen, kind, text, discreet, attempts FROM outbox AS one
WHERE state = 'waiting' AND due_at <= ? AND NOT EXISTS (
    SELECT 1 FROM outbox AS before
    WHERE before.citizen = one.citizen AND before.id < one.id
        AND (before.state = 'sending' OR (before.state = 'waiting' AND before.kind = 'answer'))
)
ORDER BY due_at, id LIMIT ?
"""
"""The first waiting text of each citizen, so that answers arrive in order."""


@dataclass(frozen=True, slots=True)
class Due:
    """A text that is to be sent now."""

    id: int
    citizen: str
    kind: str
    text: str
    discreet: bool
    attempts: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A text that this process is sending: to whom, and from which allowance."""

    openid: str
    allowance: Allowance


def due(connection: sqlite3.Connection, now: float) -> list[Due]:
    """What may be sent now, at most one text for each citizen."""
    rows = connection.execute(HEADS, (now, AT_ONCE)).fetchall()
    seen: dict[str, Due] = {}
    for number, citizen, kind, text, discreet, attempts in rows:
        seen.setdefault(citizen, Due(number, citizen, kind, text, bool(discreet), attempts))
    return list(seen.values())


def next_due(connection: sqlite3.Connection) -> float | None:
    """When the next waiting text is due; None when nothing waits."""
    (moment,) = connection.execute(
        "SELECT min(due_at) FROM outbox WHERE state = 'waiting'"
    ).fetchone()
    return None if moment is None else float(moment)


def take(connection: sqlite3.Connection, text: Due, now: float) -> Taken | None:
    """Begin to send a text; None if it went another way or no allowance is left (it is kept then)."""
    spent = quota.spend(connection, text.citizen, now)
    taken = connection.execute(
        "UPDATE outbox SET state = ?, attempts = attempts + 1 WHERE id = ? AND state = 'waiting'",
        ("sending" if spent else "kept", text.id),
    )
    if spent is None:
        return None
    if taken.rowcount == 0:
        quota.give_back(connection, text.citizen, spent[1])
        return None
    return Taken(*spent)


def settle(connection: sqlite3.Connection, text: Due, state: str) -> None:
    """Write down what became of a text that was being sent."""
    connection.execute(
        "UPDATE outbox SET state = ? WHERE id = ? AND state = 'sending'", (state, text.id)
    )


def postpone(connection: sqlite3.Connection, text: Due, due_at: float) -> None:
    """Send it later; a citizen's next contact may still come first."""
    connection.execute(
        "UPDATE outbox SET state = 'waiting', due_at = ?, attempts = ? WHERE id = ?"
        " AND state IN ('waiting', 'sending')",
        (due_at, text.attempts + 1, text.id),
    )


def recover(connection: sqlite3.Connection) -> None:
    """After a restart: a text that was being sent may have arrived, so it is not sent again.

    Of a discreet notice only the hint was on its way: its words still wait.
    """
    connection.execute(
        "UPDATE outbox SET state = CASE WHEN discreet THEN 'kept' ELSE 'unsure' END"
        " WHERE state = 'sending'"
    )


def states(connection: sqlite3.Connection) -> dict[str, int]:
    """How many texts are in each open state."""
    return dict(
        connection.execute(
            "SELECT state, count(*) FROM outbox WHERE state IN ('waiting', 'kept', 'sending')"
            " GROUP BY state"
        ).fetchall()
    )
