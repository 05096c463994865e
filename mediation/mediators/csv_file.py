"""Import mediators from a CSV file, all or nothing, with a report of every fault."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation import audit, csv_import
from mediation.db import Database
from mediation.mediators import profiles
from mediation.mediators.rules import WEEKDAYS
from mediation.models import Organisation, Staff
from mediation.organisations.rows import Several
from mediation.staff.accounts import LOGIN, LONGEST_NAME, NO_PASSWORD

COLUMNS: Final = {
    "账号": "login",
    "姓名": "name",
    "机构编码": "organisation",
    "专长": "expertise",
    "服务镇街": "towns",
    "语言": "languages",
    "每周休息": "off",
    "介绍": "about",
}
"""Heading → field; a list in a cell stands with 、 between."""
NEEDED: Final = 3


class Row(BaseModel):
    """One mediator."""

    model_config = ConfigDict(extra="forbid")

    login: Annotated[str, BeforeValidator(str.lower)] = Field(pattern=rf"^{LOGIN.pattern}$")
    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    organisation: str
    expertise: Several = Field(default_factory=list)
    towns: Several = Field(default_factory=list)
    languages: Several = Field(default_factory=list)
    off: Several = Field(default_factory=list)
    about: str = ""

    @property
    def given(self) -> profiles.Given:
        """The profile; a weekday that there is none of becomes one that is refused."""
        days = [WEEKDAYS.index(one) if one in WEEKDAYS else len(WEEKDAYS) for one in self.off]
        return profiles.Given(
            tuple(self.expertise),
            tuple(self.towns),
            tuple(self.languages),
            tuple(days),
            self.about,
        )


async def import_file(database: Database, path: Path, who: str = "command line") -> int:
    """Make accounts of the role mediator, or renew those that are there; nobody is removed.

    A new account has no password: an administrator gives it one.

    Args:
        path: a CSV, see :func:`mediation.csv_import.rows`.

    Returns:
        How many rows were written.

    Raises:
        mediation.csv_import.CannotImport: nothing was written; every fault is told with its line.
    """
    rows = csv_import.rows(path, COLUMNS, Row, NEEDED)
    async with database.writing() as session:
        desks = {one.code: one for one in await session.scalars(select(Organisation))}
        accounts = {one.login: one for one in await session.scalars(select(Staff))}
        csv_import.refuse(_faults(rows, desks, accounts))
        for _, row in rows:
            await _put(session, row, accounts.get(row.login), desks[row.organisation].id)
        logins = [row.login for _, row in rows]
        audit.record(session, who, "mediators_imported", after={"logins": logins})
    return len(rows)


def _faults(
    rows: list[tuple[int, Row]], desks: dict[str, Organisation], accounts: dict[str, Staff]
) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    seen: set[str] = set()
    for line, row in rows:
        if row.login in seen:
            found.append((line, f"账号 {row.login} 写了两次"))
        seen.add(row.login)
        if row.organisation not in desks:
            found.append((line, f"没有这个机构：{row.organisation}"))
        if row.login in accounts and accounts[row.login].role != "mediator":
            found.append((line, f"账号 {row.login} 已经有了，不是调解员"))
        found += [(line, fault) for fault in profiles.faults(row.given)]
    return found


async def _put(session: AsyncSession, row: Row, account: Staff | None, desk: int) -> None:
    if account is None:
        account = Staff(login=row.login, role="mediator", password_hash=NO_PASSWORD)
        session.add(account)
    account.name, account.organisation_id = row.name, desk
    await session.flush()
    await profiles.put(session, account.id, row.given)
