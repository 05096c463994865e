"""Staff accounts: make one, change or reset its password."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation import audit
from mediation.db import Database
from mediation.models import Organisation, Staff, StaffSession
from mediation.staff import passwords
from mediation.staff.roles import AT_THE_DISTRICT, ROLES

LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._-]{1,49}")
LONGEST_NAME: Final = 50
NO_PASSWORD: Final = ""
"""In place of a hash: nothing fits, until an administrator resets the password."""


class AccountError(ValueError):
    """The account cannot be made or changed; the message says why, in Chinese."""


def canonical(login: str) -> str:
    """A login as it is stored: without blanks around it, in lower case."""
    return login.strip().lower()


async def create(
    database: Database,
    login: str,
    name: str,
    role: str,
    *,
    who: str = "command line",
    password: str | None = None,
    organisation: str | None = None,
) -> str:
    """Make an account with a random password that must be changed at the first sign-in.

    Args:
        database: where.
        login: 2 to 50 of ``a-z 0-9 . _ -``.
        name: the person's name, 1 to 50 characters.
        role: one of :data:`mediation.staff.roles.ROLES`.
        who: who makes it, for the log.
        password: the first password; by default a random one.
        organisation: the code of the organisation the person belongs to; None for the district.

    Returns:
        The password; it is kept nowhere in clear.

    Raises:
        AccountError: the login exists, or login, name or role will not do.
    """
    login, name = canonical(login), name.strip()
    if not LOGIN.fullmatch(login):
        raise AccountError("账号用 2 到 50 个小写字母、数字或 . _ -。")
    if not 0 < len(name) <= LONGEST_NAME:
        raise AccountError("请写上姓名，最多 50 个字。")
    if role not in ROLES:
        raise AccountError(f"没有这个角色：{role}")
    password = password or passwords.make_random()
    password_hash = await passwords.hashed(password)
    async with database.writing() as session:
        if await session.scalar(select(Staff.id).where(Staff.login == login)):
            raise AccountError(f"账号 {login} 已经有了。")
        desk = await _desk(session, role, organisation)
        session.add(
            Staff(
                login=login,
                name=name,
                role=role,
                password_hash=password_hash,
                organisation_id=desk.id if desk else None,
            )
        )
        audit.record(
            session,
            who,
            "staff_created",
            after={"login": login, "role": role, "organisation": organisation},
        )
    return password


async def reset_password(database: Database, login: str, *, who: str = "command line") -> str:
    """Give an account a new random password, unlock it and end its sessions.

    Returns:
        The password; it must be changed at the next sign-in.

    Raises:
        AccountError: there is no such account.
    """
    password = passwords.make_random()
    await _set(database, canonical(login), password, who, "password_reset", must_change=True)
    return password


async def change_password(database: Database, login: str, current: str, new: str) -> None:
    """Change one's own password; all sessions of the account end.

    Raises:
        AccountError: the current password is wrong, or the new one will not do.
    """
    async with database.reading() as session:
        stored = await session.scalar(select(Staff.password_hash).where(Staff.login == login))
    if not await passwords.matches(current, stored):
        raise AccountError("现在的密码不对。")
    if new == current:
        raise AccountError("新密码要和现在的不一样。")
    if objection := passwords.objection(new, login):
        raise AccountError(objection)
    await _set(database, login, new, login, "password_changed", must_change=False)


async def stop(database: Database, login: str, *, who: str, stopped: bool = True) -> None:
    """Stop an account, which ends its sessions, or let it sign in again.

    Raises:
        AccountError: there is no such account, or it is one's own.
    """
    if canonical(login) == who:
        raise AccountError("不能停用自己的账号。")
    async with database.writing() as session:
        account = await session.scalar(select(Staff).where(Staff.login == canonical(login)))
        if account is None:
            raise AccountError(f"没有账号 {login}。")
        account.stopped = stopped
        await session.execute(delete(StaffSession).where(StaffSession.staff_id == account.id))
        audit.record(
            session, who, "staff_stopped" if stopped else "staff_restarted", after={"login": login}
        )


async def everybody(session: AsyncSession) -> list[tuple[Staff, Organisation | None]]:
    """All accounts with their organisations, as the tree has them."""
    rows = await session.execute(
        select(Staff, Organisation)
        .outerjoin(Organisation, Organisation.id == Staff.organisation_id)
        .order_by(Organisation.path, Staff.login)
    )
    return [(account, organisation) for account, organisation in rows]


async def _desk(session: AsyncSession, role: str, code: str | None) -> Organisation | None:
    if not code:
        if role == "town_leader":
            raise AccountError("镇街（部门）领导要写明属于哪个镇街或部门。")
        return None
    desk = await session.scalar(select(Organisation).where(Organisation.code == code))
    if desk is None:
        raise AccountError(f"没有这个机构：{code}")
    if role in AT_THE_DISTRICT and desk.kind != "district":
        raise AccountError(f"{ROLES[role]}属于区里，不能挂在镇街、村居或部门下面。")
    return desk


async def _set(
    database: Database, login: str, password: str, who: str, action: str, *, must_change: bool
) -> None:
    password_hash = await passwords.hashed(password)
    async with database.writing() as session:
        account = await session.scalar(select(Staff).where(Staff.login == login))
        if account is None:
            raise AccountError(f"没有账号 {login}。")
        account.password_hash = password_hash
        account.must_change = must_change
        account.failures = 0
        account.locked_until = None
        await session.execute(delete(StaffSession).where(StaffSession.staff_id == account.id))
        audit.record(session, who, action, after={"login": login})
