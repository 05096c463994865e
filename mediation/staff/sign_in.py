"""Sign-in: the password is checked, and repeated failures lock the account, or the address, for a while.

Failures and lock stand in the database, so that a restart forgets nothing. Every refusal is
the same to whoever asks: it does not tell whether the account exists, is locked, or was nearly
right.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from mediation import audit
from mediation.db import Database, aware, utc_now
from mediation.models import Staff
from mediation.staff import addresses, passwords
from mediation.staff.accounts import LOGIN, canonical

MOST_FAILURES: Final = 5
LOCKED_FOR: Final = timedelta(minutes=15)


class SignInRefused(Exception):
    """Unknown account, wrong password, locked or stopped; or too many were wrong from there."""


async def sign_in(database: Database, login: str, password: str, address: str | None = None) -> int:
    """Check a login and a password.

    The password is verified before the row is locked for writing; of many guesses sent at once,
    only the first five can count, since the lock is looked at again inside the transaction.

    Args:
        address: where the browser is; None where that is not known: then only the account is locked.

    Returns:
        The account's id.

    Raises:
        SignInRefused: whatever the cause.
    """
    login = canonical(login)
    if not LOGIN.fullmatch(login):
        login = ""
    place = addresses.hashed(database, address)
    async with database.reading() as session:
        if await addresses.shut(session, place):
            raise SignInRefused
        stored = await session.scalar(select(Staff.password_hash).where(Staff.login == login))
    right = await passwords.matches(password[: passwords.LONGEST + 1], stored)
    renew = right and stored is not None and passwords.outdated(stored)
    fresh = await passwords.hashed(password) if renew else None
    async with database.writing() as session:
        account = await session.scalar(select(Staff).where(Staff.login == login).with_for_update())
        now, closed = utc_now(), await addresses.shut(session, place)
        admitted = account is not None and not closed and _admit(account, now, right=right)
        if not right:
            await addresses.failed(session, place)
        if account is not None and admitted:
            account.password_hash = fresh or account.password_hash
            audit.record(session, login, "signed_in")
        elif account is not None and account.failures == MOST_FAILURES and not right:
            audit.record(session, login, "account_locked")
    if account is None or not admitted:
        raise SignInRefused
    return account.id


def _admit(account: Staff, now: datetime, *, right: bool) -> bool:
    """Count a failure or clear the count; whether the person may come in.

    Where a second factor is to follow, only that clears the count: else whoever knows the password
    could guess codes for ever.
    """
    if account.stopped:
        return False
    locked_until = account.locked_until
    if locked_until is not None and now < aware(locked_until):
        return False
    if locked_until is not None:
        account.failures, account.locked_until = 0, None
    if right:
        if account.totp_secret is None:
            account.failures = 0
        return True
    account.failures += 1
    if account.failures >= MOST_FAILURES:
        account.locked_until = now + LOCKED_FOR
    return False
