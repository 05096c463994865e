"""Which notices outside the conversation a citizen wants, and what became of those that were sent.

Tencent tells both by events. A refusal holds until the citizen accepts anew; what Tencent answers to a
sending is believed over what was written down before.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from wechat.messages import Consents, Delivered

LATEST: Final = """
UPDATE outbox SET hint = ? WHERE id = (
    SELECT id FROM outbox WHERE citizen = ? AND hint IN ('taken', 'sent')
        AND (hint_number = ? OR hint_number IS NULL)
    ORDER BY hint_number IS NULL, id DESC LIMIT 1
)
"""
"""By the number; or the latest without one: the event may come before the answer to the sending."""


def note(
    connection: sqlite3.Connection, citizen: str, told: Consents | Delivered, now: float
) -> None:
    """Write down what an event tells of a citizen's notices."""
    if isinstance(told, Consents):
        for template, given in told.given:
            answer(connection, citizen, template, "accepted" if given else "refused", now)
        return
    for number, arrived in told.notices:
        connection.execute(LATEST, ("arrived" if arrived else "failed", citizen, number))


def answer(
    connection: sqlite3.Connection, citizen: str, template: str, given: str, now: float
) -> None:
    """Write down one answer: ``accepted``, ``refused``, or ``used`` when a consent is spent."""
    connection.execute(
        "INSERT INTO consents (citizen, template, answer, answered_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (citizen, template) DO UPDATE SET answer = excluded.answer,"
        " answered_at = excluded.answered_at",
        (citizen, template, given, now),
    )


def accepted(connection: sqlite3.Connection, citizen: str, template: str) -> bool:
    """Whether the citizen's last word is that notices of this template may come."""
    row = connection.execute(
        "SELECT 1 FROM consents WHERE citizen = ? AND template = ? AND answer = 'accepted'",
        (citizen, template),
    ).fetchone()
    return row is not None
