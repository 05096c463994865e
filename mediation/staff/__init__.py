"""The people who use the console: accounts, passwords, sign-in and sessions."""

from __future__ import annotations

from mediation.staff.accounts import (
    AccountError,
    change_password,
    create,
    everybody,
    reset_password,
    stop,
)
from mediation.staff.first_account import ensure_first_account, forget_first_account
from mediation.staff.roles import ROLES
from mediation.staff.sessions import (
    SignedIn,
    end_session,
    find_session,
    open_session,
    revoke,
    sessions_of,
)
from mediation.staff.sign_in import SignInRefused, sign_in

__all__ = [
    "ROLES",
    "AccountError",
    "SignInRefused",
    "SignedIn",
    "change_password",
    "create",
    "end_session",
    "ensure_first_account",
    "everybody",
    "find_session",
    "forget_first_account",
    "open_session",
    "reset_password",
    "revoke",
    "sessions_of",
    "sign_in",
    "stop",
]
