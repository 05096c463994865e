"""Sessions of signed-in browsers: a random token in the cookie, only its hash in the database."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select

from mediation.db import Database, aware, utc_now
from mediation.models import Staff, StaffSession


@dataclass(frozen=True)
class SignedIn:
    """Who asks.

    Attributes:
        csrf: the token that every form of this session carries.
        must_change: the password is still the first one: nothing else may be done before.
    """

    staff_id: int
    login: str
    name: str
    role: str
    must_change: bool
    csrf: str


async def open_session(database: Database, staff_id: int, hours: float) -> str:
    """Open a session with a token of its own, and clear away what has expired.

    Returns:
        The token for the cookie; it is never one that the browser brought.
    """
    token = secrets.token_urlsafe(32)
    now = utc_now()
    async with database.writing() as session:
        await session.execute(delete(StaffSession).where(StaffSession.expires_at <= now))
        session.add(
            StaffSession(
                token_hash=_hash(token),
                staff_id=staff_id,
                csrf=secrets.token_urlsafe(32),
                created_at=now,
                expires_at=now + timedelta(hours=hours),
            )
        )
    return token


async def find_session(database: Database, token: str) -> SignedIn | None:
    """Whose session a token belongs to; None when there is none or it has expired."""
    async with database.reading() as session:
        found = (
            await session.execute(
                select(StaffSession, Staff)
                .join(Staff, Staff.id == StaffSession.staff_id)
                .where(StaffSession.token_hash == _hash(token))
            )
        ).first()
    if found is None:
        return None
    opened, account = found
    if utc_now() >= aware(opened.expires_at):
        return None
    return SignedIn(
        account.id, account.login, account.name, account.role, account.must_change, opened.csrf
    )


async def end_session(database: Database, token: str) -> None:
    """End one session; an unknown token changes nothing."""
    async with database.writing() as session:
        await session.execute(delete(StaffSession).where(StaffSession.token_hash == _hash(token)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
