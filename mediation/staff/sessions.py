"""Sessions of signed-in browsers: a random token in the cookie, only its hash in the database."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import delete, select

from mediation import audit
from mediation.db import Database, aware, utc_now
from mediation.models import Organisation, Staff, StaffSession


@dataclass(frozen=True)
class SignedIn:
    """Who asks.

    Attributes:
        csrf: the token that every form of this session carries.
        must_change: the password is still the first one: nothing else may be done before.
        half_open: the second factor has not been given yet: nothing else may be done before.
        has_second_factor: the account has one.
        kind: of the person's organisation: district, town, village or department.
        path: of the organisation; a subtree is what begins with it.
        town: of a town or village.
        session: names the session in the list of one's sessions.
    """

    staff_id: int
    login: str
    name: str
    role: str
    must_change: bool
    csrf: str
    half_open: bool = False
    has_second_factor: bool = False
    organisation_id: int | None = None
    organisation: str = ""
    kind: str = "district"
    path: str = "/"
    town: str | None = None
    session: str = ""


async def open_session(
    database: Database, staff_id: int, hours: float, *, browser: str = "", code_given: bool = False
) -> str:
    """Open a session with a token of its own, and clear away what has expired.

    Args:
        browser: what the browser calls itself, for the list of sessions.
        code_given: the second factor was given in the session before; else an account that has one
            gets a half-open session.

    Returns:
        The token for the cookie; it is never one that the browser brought.
    """
    token = secrets.token_urlsafe(32)
    now = utc_now()
    async with database.writing() as session:
        await session.execute(delete(StaffSession).where(StaffSession.expires_at <= now))
        secret = await session.scalar(select(Staff.totp_secret).where(Staff.id == staff_id))
        session.add(
            StaffSession(
                token_hash=_hash(token),
                staff_id=staff_id,
                csrf=secrets.token_urlsafe(32),
                created_at=now,
                expires_at=now + timedelta(hours=hours),
                half_open=secret is not None and not code_given,
                browser=browser[:120],
            )
        )
    return token


async def find_session(database: Database, token: str) -> SignedIn | None:
    """Whose session a token belongs to; None when there is none or it has expired."""
    async with database.reading() as session:
        found = (
            await session.execute(
                select(StaffSession, Staff, Organisation)
                .join(Staff, Staff.id == StaffSession.staff_id)
                .outerjoin(Organisation, Organisation.id == Staff.organisation_id)
                .where(StaffSession.token_hash == _hash(token), Staff.stopped.is_(False))
            )
        ).first()
    if found is None:
        return None
    opened, account, organisation = found
    if utc_now() >= aware(opened.expires_at):
        return None
    return replace(
        seen_as(account, organisation),
        csrf=opened.csrf,
        half_open=opened.half_open,
        session=opened.token_hash,
    )


def seen_as(account: Staff, organisation: Organisation | None) -> SignedIn:
    """An account as access is decided for it, without a session."""
    return SignedIn(
        account.id,
        account.login,
        account.name,
        account.role,
        account.must_change,
        "",
        has_second_factor=account.totp_secret is not None,
        organisation_id=organisation.id if organisation else None,
        organisation=organisation.name if organisation else "",
        kind=organisation.kind if organisation else "district",
        path=organisation.path if organisation else "/",
        town=organisation.town if organisation else None,
    )


async def sessions_of(database: Database, staff_id: int) -> list[StaffSession]:
    """The open sessions of an account, the newest first."""
    async with database.reading() as session:
        rows = await session.scalars(
            select(StaffSession)
            .where(StaffSession.staff_id == staff_id, StaffSession.expires_at > utc_now())
            .order_by(StaffSession.created_at.desc())
        )
        return list(rows)


async def revoke(database: Database, staff_id: int, who: str, name: str | None = None) -> int:
    """End a session of an account by its name in the list, or all of them.

    Returns:
        How many ended.
    """
    ended = delete(StaffSession).where(StaffSession.staff_id == staff_id)
    if name is not None:
        ended = ended.where(StaffSession.token_hash == name)
    async with database.writing() as session:
        gone = list(await session.scalars(ended.returning(StaffSession.token_hash)))
        if gone:
            audit.record(
                session,
                who,
                "sessions_revoked",
                after={"staff": staff_id, "sessions": len(gone)},
            )
    return len(gone)


async def end_session(database: Database, token: str) -> None:
    """End one session; an unknown token changes nothing."""
    async with database.writing() as session:
        await session.execute(delete(StaffSession).where(StaffSession.token_hash == _hash(token)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
