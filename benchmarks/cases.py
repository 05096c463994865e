"""A year of invented cases, as many as a benchmark wants, on SQLite or PostgreSQL; gone afterwards."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

from sqlalchemy import text

from mediation import staff
from mediation.db import Database, utc_now
from mediation.deadlines import watch
from mediation.demo import seed
from mediation.demo.stories import STORIES
from mediation.organisations import store
from mediation.settings import Settings
from tests.mediation.postgres import cluster as postgres

AT_ONCE: Final = 500
LATELY: Final = timedelta(days=45)
YOUNG: Final = {"submitted": 20, "accepted": 10, "assigned": 10, "mediating": 15, "closed": 45}
OLD: Final = {"closed": 97, "withdrawn": 3}
"""Shares of the statuses of cases of the last weeks, and of those before."""
PASSWORD: Final = "老石榴树下的石板凳"  # noqa: S105 - of invented staff


@contextmanager
def databases(name: str) -> Iterator[dict[str, Settings]]:
    """Name of a database → settings of a backend on it, for each database that there is here."""
    with tempfile.TemporaryDirectory() as folder:
        found = {"SQLite": _settings(Path(folder) / "sqlite", "")}
        if not postgres.BINARIES:
            yield found
            return
        with postgres.running() as cluster:
            yield found | {"PostgreSQL": _settings(Path(folder) / "postgres", cluster.make(name))}


@asynccontextmanager
async def filled(settings: Settings, number: int) -> AsyncIterator[tuple[Database, list[str]]]:
    """An open database with so many cases, and names, telephones and numbers that stand in it."""
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database, settings.keyring)
    await database.migrate()
    await store.ensure(database)
    began = time.monotonic()
    people = await _fill(database, number)
    print(f"{number} cases in {time.monotonic() - began:.0f} s", file=sys.stderr)
    await database.migrate()  # as a restart does: the planner learns what there is
    if settings.database_url:
        async with database.engine.connect() as connection:
            options = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await options.execute(text("VACUUM ANALYZE"))
    try:
        yield database, people
    finally:
        await database.close()


async def hire(database: Database, login: str, organisation: str | None) -> None:
    """A clerk who has a password of their own."""
    first = await staff.create(database, login, "受理员", "clerk", organisation=organisation)
    await staff.change_password(database, login, first, PASSWORD)


def _settings(folder: Path, address: str) -> Settings:
    return Settings(
        mediation_api_token="x" * 16,
        mediation_data_keys="k" * 32,
        var_dir=folder,
        database_url=address,
    )


async def _fill(database: Database, number: int) -> list[str]:
    chance, now, found = Random(7), utc_now(), []  # noqa: S311 - invented data
    async with database.reading() as session:
        desks = [one.id for one in await store.everything(session)]
    for first in range(1, number + 1, AT_ONCE):
        async with database.writing() as session:
            for place in range(first, min(first + AT_ONCE, number + 1)):
                moment = now - timedelta(minutes=chance.randrange(365 * 24 * 60))
                case, _ = seed.told(chance, moment)
                for one in chance.sample(list(STORIES.values()), 3):
                    case.narrative += chance.choice(one.tellings).format(
                        other="那人", place=case.village, yuan=chance.randrange(9999)
                    )
                case.no = f"YT{case.created_at.year}-{place:06d}"
                shares = YOUNG if now - case.created_at < LATELY else OLD
                case.status = chance.choices(list(shares), list(shares.values()))[0]
                case.organisation_id = case.first_receiver_id = chance.choice(desks)
                watch.restart(case, case.created_at)
                session.add(case)
                if place % max(1, number // 5) == 0:
                    found += [case.applicant_name or "", case.applicant_phone or "", case.no]
    return found


def share(seconds: list[float], part: float) -> str:
    """The seconds that so large a part of all stays under, in milliseconds."""
    return f"{sorted(seconds)[int(len(seconds) * part)] * 1000:.0f}"
