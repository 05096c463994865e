"""The tree in the database: put data in, find, walk."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from intake import knowledge
from mediation import audit
from mediation.db import Database
from mediation.models import Organisation
from mediation.organisations.rows import Row, faults


async def ensure(database: Database) -> None:
    """Add what ``data/knowledge/organisations.yml`` has and the database has not.

    What is there already stays: the district may have renamed it.

    Raises:
        intake.knowledge.KnowledgeError: the file is missing, malformed or no tree.
    """
    rows = _own_rows()
    async with database.writing() as session:
        known = await _kinds(session)
        new = [row for row in rows if row.code not in known]
        await put(session, new)


async def put(session: AsyncSession, rows: Sequence[Row], who: str | None = None) -> int:
    """Write rows that make a tree with what is there; those whose code is there are renewed.

    Returns:
        How many were written.
    """
    there = {one.code: one for one in await session.scalars(select(Organisation))}
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if not row.parent or row.parent in there]
        for row in ready:
            above = there[row.parent] if row.parent else None
            one = there.get(row.code) or Organisation(code=row.code)
            one.name, one.kind, one.town = row.name, row.kind, row.town
            for field in ("types", "routes", "also"):
                if one.id is None or field in row.model_fields_set:
                    setattr(one, field, getattr(row, field))
            one.parent_id = above.id if above else None
            one.path = f"{above.path if above else '/'}{row.code}/"
            if row.kind == "village" and above:
                one.town = above.town
            session.add(one)
            await session.flush()
            there[row.code] = one
        waiting = [row for row in waiting if row not in ready]
    if rows and who:
        audit.record(
            session, who, "organisations_imported", after={"codes": [row.code for row in rows]}
        )
    return len(rows)


async def everything(session: AsyncSession) -> list[Organisation]:
    """All organisations, the tree from the top, each above what belongs to it."""
    return list(await session.scalars(select(Organisation).order_by(Organisation.path)))


async def by_code(session: AsyncSession, code: str) -> Organisation | None:
    """The organisation with this code."""
    return await session.scalar(select(Organisation).where(Organisation.code == code))


async def district(session: AsyncSession) -> Organisation:
    """The top of the tree."""
    return (
        await session.scalars(
            select(Organisation).where(Organisation.kind == "district").order_by(Organisation.id)
        )
    ).one()


async def named_in(session: AsyncSession, *texts: str | None) -> Organisation | None:
    """The organisation below the district whose name stands in one of the texts, the longest name.

    「村」 and towns count only with an organ behind them (榴园镇政府, 王庄村委): a party who lives in
    榴园镇 is not the town.
    """
    said = "\n".join(text for text in texts if text)
    best: tuple[int, Organisation] | None = None
    for one in await everything(session):
        names = [one.name, one.name.removeprefix("区"), *one.also]
        if one.kind in {"town", "village"}:
            names = [name + organ for name in names for organ in ORGANS]
        if one.kind == "district":
            continue
        long = max((len(name) for name in names if name in said), default=0)
        if long and (best is None or long > best[0]):
            best = (long, one)
    return best[1] if best else None


ORGANS = (
    "政府",
    "镇政府",
    "街道办",
    "街道办事处",
    "办事处",
    "党委",
    "村委",
    "村支部",
    "村支书",
    "书记",
    "镇长",
    "主任",
)


async def _kinds(session: AsyncSession) -> dict[str, str]:
    rows = await session.execute(select(Organisation.code, Organisation.kind))
    return dict(rows.all())


def _own_rows() -> list[Row]:
    content = knowledge.read_file(knowledge.FOLDER / "organisations.yml")
    try:
        rows = [Row.model_validate(row) for row in content["organisations"]]
    except (KeyError, TypeError, ValueError) as error:
        raise knowledge.KnowledgeError(f"organisations.yml: {error}") from error
    wrong = faults(enumerate(rows, 1), {})
    if wrong:
        lines = "\n".join(f"organisations.yml: {line}: {why}" for line, why in wrong)
        raise knowledge.KnowledgeError(lines)
    return rows
