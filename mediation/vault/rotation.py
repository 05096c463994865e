"""Put everything under the newest key, in small steps, while the service runs.

A step is one transaction over some rows. Each row is changed only if it is still what was read, so
what the service writes meanwhile stays; a row that is under the newest key already is not looked at
again, so a run that was broken off goes on where it was, and a second one does nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    JSON,
    ColumnElement,
    Table,
    Text,
    and_,
    bindparam,
    cast,
    column,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy import table as lightweight
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.db import Database
from mediation.models import Base, case_index
from mediation.vault import append_only, known_keys
from mediation.vault.columns import LogJson, Sealed, SealedJson
from mediation.vault.keyring import FORM, Keyring

AT_ONCE: Final = 200
MOST_PASSES: Final = 3


class StillWritten(Exception):
    """Values keep coming under an older key; nothing is lost, the older key is still needed."""


@dataclass(frozen=True)
class _Columns:
    """A table's encrypted columns, its JSON in which a value is, and the hashes of columns."""

    table: Table
    whole: list[str]
    parts: list[str]
    hashes: dict[str, str]

    @property
    def raw(self) -> Any:
        """The table without types: what is read and written is what stands in the database."""
        names = ["id", *self.whole, *self.parts, *self.hashes]
        return lightweight(self.table.name, *(column(name) for name in names))


def tables() -> list[_Columns]:
    """Every table with something encrypted in it, as the models declare it."""
    found = []
    for one in Base.metadata.sorted_tables:
        whole = [c.name for c in one.columns if isinstance(c.type, (Sealed, SealedJson))]
        parts = [c.name for c in one.columns if isinstance(c.type, LogJson)]
        hashes = {c.name: c.info["hash_of"] for c in one.columns if "hash_of" in c.info}
        if whole or parts:
            found.append(_Columns(one, whole, parts, hashes))
    return found


async def rotate(
    database: Database, said: Callable[[str, int], None] = lambda table, number: None
) -> int:
    """Encrypt everything anew that is not under the newest key, then forget the older ones.

    Args:
        said: told after each step which table was worked on and how many of its rows are done.

    Returns:
        How many rows were changed.

    Raises:
        mediation.vault.keyring.CannotOpen: a value is under a key that is not here.
        StillWritten: somebody goes on writing under an older key.
    """
    changed = 0
    for _ in range(MOST_PASSES):
        for columns in tables():
            changed += await _table(database, columns, said)
        async with database.writing() as session:
            if not await _anything_left(session, database.keyring):
                await known_keys.keep_only_newest(session, database.keyring)
                return changed
    raise StillWritten(
        "还有进程在用旧密钥写入：新密钥放在最前面，重启服务，再运行一次。旧密钥先别去掉。"
    )


async def _table(database: Database, columns: _Columns, said: Callable[[str, int], None]) -> int:
    last = done = 0
    while True:
        async with database.writing() as session:
            rows = await _to_do(session, database.keyring, columns, last)
            if rows:
                done += await _renew(session, database.keyring, columns, rows)
        if not rows:
            return done
        last = rows[-1].id
        said(columns.table.name, done)


async def _to_do(
    session: AsyncSession, keyring: Keyring, columns: _Columns, last: int
) -> list[Row[Any]]:
    raw = columns.raw
    parts = [cast(raw.c[name], Text).label(name) for name in columns.parts]
    asked = select(raw.c.id, *(raw.c[name] for name in columns.whole), *parts)
    older = asked.where(raw.c.id > last, _older(raw, keyring, columns))
    return list(await session.execute(older.order_by(raw.c.id).limit(AT_ONCE)))


def _older(raw: Any, keyring: Keyring, columns: _Columns) -> ColumnElement[bool]:
    """Rows with a value under another key than the newest."""
    conditions = [not_(raw.c[name].startswith(keyring.mark)) for name in columns.whole]
    for name in columns.parts:
        said = cast(raw.c[name], Text)
        sealed = and_(said.contains(f'"{FORM}:'), not_(said.contains(f'"{keyring.mark}')))
        conditions.append(sealed)
    return or_(*conditions)


async def _renew(
    session: AsyncSession, keyring: Keyring, columns: _Columns, rows: list[Row[Any]]
) -> int:
    raw, log = columns.raw, columns.table.name == "audit_log"
    connection = await session.connection()
    on_sqlite = connection.dialect.name == "sqlite"
    names = [*columns.whole, *columns.parts]
    same = [
        cast(raw.c[name], Text).is_not_distinct_from(bindparam(f"was_{name}", type_=Text))
        for name in names
    ]
    new: dict[str, Any] = {name: bindparam(f"new_{name}", type_=Text) for name in columns.whole}
    for name in columns.parts:
        part = bindparam(f"new_{name}", type_=Text)
        new[name] = part if on_sqlite else cast(part, JSON)
    new |= {name: bindparam(f"new_{name}", type_=Text) for name in columns.hashes}
    statement = update(raw).where(raw.c.id == bindparam("row_id"), *same).values(new)
    if log:
        await connection.run_sync(append_only.lift)
    done = 0
    for row in rows:
        result = await connection.execute(statement, _renewed(keyring, columns, row))
        done += result.rowcount
    if log:
        await connection.run_sync(append_only.guard)
    return done


def _renewed(keyring: Keyring, columns: _Columns, row: Row[Any]) -> dict[str, Any]:
    values: dict[str, Any] = {"row_id": row.id}
    for name in (*columns.whole, *columns.parts):
        values[f"was_{name}"] = getattr(row, name)
    for name in columns.whole:
        before = getattr(row, name)
        values[f"new_{name}"] = None if before is None else keyring.seal(keyring.open(before))
    for name in columns.parts:
        values[f"new_{name}"] = _renewed_part(keyring, getattr(row, name))
    for name, of in columns.hashes.items():
        sealed = getattr(row, of)
        plain = None if sealed is None else keyring.open(sealed)
        values[f"new_{name}"] = case_index.digest(keyring, of, plain)
    return values


def _renewed_part(keyring: Keyring, said: str | None) -> str | None:
    value = json.loads(said) if said else None
    if isinstance(value, dict) and value.get("value") is not None:
        value["value"] = keyring.seal(keyring.open(value["value"]))
        return json.dumps(value)
    return said


async def _anything_left(session: AsyncSession, keyring: Keyring) -> bool:
    for columns in tables():
        raw = columns.raw
        left = select(raw.c.id).where(_older(raw, keyring, columns)).limit(1)
        if (await session.execute(left)).first() is not None:
            return True
    return False
