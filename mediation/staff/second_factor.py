"""The second factor: time-based one-time passwords (RFC 6238), from an app on the person's phone."""

from __future__ import annotations

import time
from typing import Final

import pyotp
from sqlalchemy import delete, select, update

from mediation import audit
from mediation.db import Database, utc_now
from mediation.models import Staff, StaffSession
from mediation.staff.sign_in import LOCKED_FOR, MOST_FAILURES

STEP: Final = 30
EARLY_OR_LATE: Final = 1
ISSUER: Final = "峄调即和"


class WrongCode(Exception):
    """The code does not fit, or was used before; nothing was changed but the count of failures."""


def new_secret() -> str:
    """A secret of 160 bits in base 32."""
    return pyotp.random_base32()


def address(login: str, secret: str) -> str:
    """The ``otpauth://`` address that authenticator apps read from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def step_of(secret: str, code: str, now: float) -> int | None:
    """The 30 seconds whose code was typed, one step early or late allowed; None when none fits."""
    totp = pyotp.TOTP(secret)
    this = int(now) // STEP
    for step in range(this - EARLY_OR_LATE, this + EARLY_OR_LATE + 1):
        if totp.verify(code, for_time=step * STEP):
            return step
    return None


async def enrol(database: Database, login: str, secret: str, code: str) -> None:
    """Give an account its second factor, once the app has shown that it has the secret.

    Raises:
        WrongCode: it has not.
    """
    step = step_of(secret, code, time.time())
    if step is None:
        raise WrongCode
    async with database.writing() as session:
        await session.execute(
            update(Staff).where(Staff.login == login).values(totp_secret=secret, totp_step=step)
        )
        audit.record(session, login, "second_factor_set")


async def give(database: Database, login: str, session_name: str, code: str) -> None:
    """Open a half-open session with a code; five wrong ones lock the account and end the session.

    Raises:
        WrongCode: wrong, used before, or the account is locked.
    """
    async with database.writing() as session:
        account = await session.scalar(select(Staff).where(Staff.login == login).with_for_update())
        right = account is not None and _counts(account, code)
        if account is not None and right:
            await session.execute(
                update(StaffSession)
                .where(StaffSession.token_hash == session_name)
                .values(half_open=False)
            )
            audit.record(session, login, "second_factor_given")
        elif account is not None and account.failures >= MOST_FAILURES:
            account.locked_until = utc_now() + LOCKED_FOR
            await session.execute(
                delete(StaffSession).where(
                    StaffSession.staff_id == account.id, StaffSession.half_open.is_(True)
                )
            )
            audit.record(session, login, "account_locked")
    if not right:
        raise WrongCode


async def forget(database: Database, login: str, *, who: str) -> None:
    """Take an account's second factor away, for instance when the phone was lost."""
    async with database.writing() as session:
        await session.execute(
            update(Staff).where(Staff.login == login).values(totp_secret=None, totp_step=0)
        )
        audit.record(session, who, "second_factor_forgotten", after={"login": login})


def _counts(account: Staff, code: str) -> bool:
    step = step_of(account.totp_secret, code, time.time()) if account.totp_secret else None
    if step is None or step <= account.totp_step:
        account.failures += 1
        return False
    account.totp_step, account.failures = step, 0
    return True
