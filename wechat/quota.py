"""What may still be said to a citizen: the ledger of the customer-service allowances.

5 messages within 48 hours of a citizen's message; 3 within a minute of a tap (menu, subscription,
scan, msgmenu). https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html
The ledger errs on the careful side: a message opens the allowance anew, and Tencent's own word
(45015, 45047) closes it.
"""

from __future__ import annotations

import sqlite3
from typing import Final, Literal

WINDOW_SECONDS: Final = 48 * 3600 - 60
WINDOW_MESSAGES: Final = 5
TAP_SECONDS: Final = 55
TAP_MESSAGES: Final = 3
Allowance = Literal["window", "tap"]


def note(
    connection: sqlite3.Connection,
    citizen: str,
    openid: str,
    *,
    opens: str | None,
    follows: bool | None,
    now: float,
) -> None:
    """Write down that a citizen was there, and which allowance that opens.

    Args:
        opens: ``message``, ``tap`` or None.
        follows: False when the citizen left the account; True when they are known to follow it.
    """
    connection.execute(
        "INSERT INTO citizens (citizen, openid, seen_at) VALUES (?, ?, ?)"
        " ON CONFLICT (citizen) DO UPDATE SET seen_at = excluded.seen_at, forget = 0",
        (citizen, openid, now),
    )
    if opens == "message":
        connection.execute(
            "UPDATE citizens SET follows = 1, window_until = ?, window_left = ? WHERE citizen = ?",
            (now + WINDOW_SECONDS, WINDOW_MESSAGES, citizen),
        )
    elif opens == "tap":
        connection.execute(
            "UPDATE citizens SET follows = 1, tap_until = ?, tap_left = ? WHERE citizen = ?",
            (now + TAP_SECONDS, TAP_MESSAGES, citizen),
        )
    if follows is not None:
        connection.execute("UPDATE citizens SET follows = ? WHERE citizen = ?", (follows, citizen))


def spend(connection: sqlite3.Connection, citizen: str, now: float) -> tuple[str, Allowance] | None:
    """Take one message from an allowance, the one that ends first.

    Returns:
        The openid to send to and the allowance; None when nothing may be sent: unknown citizen,
        left the account, closed or used up.
    """
    row = connection.execute(
        "SELECT openid, follows, window_until, window_left, tap_until, tap_left"
        " FROM citizens WHERE citizen = ?",
        (citizen,),
    ).fetchone()
    if row is None or not row[1]:
        return None
    openid, _, window_until, window_left, tap_until, tap_left = row
    if tap_left > 0 and tap_until > now:
        connection.execute(
            "UPDATE citizens SET tap_left = tap_left - 1 WHERE citizen = ?", (citizen,)
        )
        return str(openid), "tap"
    if window_left > 0 and window_until > now:
        connection.execute(
            "UPDATE citizens SET window_left = window_left - 1 WHERE citizen = ?", (citizen,)
        )
        return str(openid), "window"
    return None


def give_back(connection: sqlite3.Connection, citizen: str, allowance: Allowance) -> None:
    """Undo a :func:`spend` whose message Tencent did not take."""
    column, most = (
        ("tap_left", TAP_MESSAGES) if allowance == "tap" else ("window_left", WINDOW_MESSAGES)
    )
    connection.execute(
        f"UPDATE citizens SET {column} = min({column} + 1, ?) WHERE citizen = ?",  # noqa: S608 - our own names
        (most, citizen),
    )


def close(connection: sqlite3.Connection, citizen: str) -> None:
    """Tencent says the allowance is closed or used up: believe it until the next contact."""
    connection.execute(
        "UPDATE citizens SET window_left = 0, tap_left = 0 WHERE citizen = ?", (citizen,)
    )


def left(connection: sqlite3.Connection, citizen: str) -> None:
    """Tencent says the citizen does not follow the account."""
    connection.execute("UPDATE citizens SET follows = 0 WHERE citizen = ?", (citizen,))
