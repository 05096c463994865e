"""The first account: made when there is none, told in a file, forgotten when it is changed.

:func:`launcher.readiness.first_account` reads the file for whoever starts the service.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from mediation.db import Database
from mediation.models import Staff
from mediation.staff import accounts, passwords

LOGIN: Final = "admin"
FILE: Final = "first-account.txt"


async def ensure_first_account(database: Database, folder: Path) -> None:
    """Make the account ``admin`` where there is no account, and write its password to a file.

    The file comes first: after a crash between the two there is still no account, and the next
    start writes both anew. ``python -m mediation reset-password admin`` helps when it is lost.
    """
    async with database.reading() as session:
        if await session.scalar(select(func.count()).select_from(Staff)):
            return
    password = passwords.make_random()
    await asyncio.to_thread(
        _write,
        folder / FILE,
        f"账号：{LOGIN}\n初始密码：{password}\n登录后请改密码，改完本文件自动删除。\n",
    )
    await accounts.create(
        database, LOGIN, "管理员", "administrator", who="first start", password=password
    )


def forget_first_account(folder: Path, login: str) -> None:
    """Remove the file when it was this account's password that changed."""
    if login == LOGIN:
        (folder / FILE).unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    """Write for the owner's eyes alone, and to disk before returning."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
