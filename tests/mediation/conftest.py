"""The real application on a real database, asked over real HTTP.

The database is a SQLite file; with ``TEST_DATABASE=postgres`` it is one of a temporary PostgreSQL
cluster.
"""

import asyncio
import os
import secrets
import shutil

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from mediation.app import make_app
from mediation.db import Database
from mediation.keys import DATABASE
from mediation.models import Base
from mediation.organisations import store as organisations
from mediation.settings import Settings
from mediation.staff import ensure_first_account, passwords
from tests.mediation.hall import Hall
from tests.mediation.postgres import cluster as postgres
from tests.mediation.samples import case_body

TOKEN = "a-token-for-tests-only"
DATA_KEY = "a-key-of-personal-data-for-tests-only"


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch):
    """The same algorithm with less work, so that tests take seconds."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=1024))


async def _start(settings):
    database = Database(settings.database, settings.keyring)
    await database.migrate()
    await organisations.ensure(database)
    await ensure_first_account(database, settings.var_dir)
    await database.close()


def made(folder, address=""):
    return Settings(
        mediation_api_token=TOKEN,
        mediation_data_keys=DATA_KEY,
        var_dir=folder,
        database_url=address,
    )


@pytest.fixture(scope="session")
def first_start(tmp_path_factory):
    """A folder as the first start leaves it, made once: migrating and hashing take their time."""
    folder = tmp_path_factory.mktemp("first_start")
    asyncio.run(_start(made(folder)))
    return folder


@pytest.fixture(scope="session")
def cluster():
    if not postgres.BINARIES:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    with postgres.running() as started:
        yield started


@pytest.fixture(scope="session")
def first_start_on_postgres(tmp_path_factory, cluster):
    """The same with its tables in the database ``first_start``."""
    folder, address = tmp_path_factory.mktemp("first_start"), cluster.make("first_start")
    asyncio.run(_start(made(folder, address)))
    return folder


@pytest.fixture
def on_postgres():
    return os.environ.get("TEST_DATABASE") == "postgres"


@pytest.fixture
def address(request, on_postgres):
    """The address of a database of the test's own, as the first start leaves it; "" for SQLite."""
    if not on_postgres:
        yield ""
        return
    request.getfixturevalue("first_start_on_postgres")
    cluster, name = request.getfixturevalue("cluster"), f"t{secrets.token_hex(8)}"
    yield cluster.make(name, template="first_start")
    cluster.drop(name)


@pytest.fixture
def settings(request, tmp_path, address):
    first = "first_start_on_postgres" if address else "first_start"
    shutil.copytree(request.getfixturevalue(first), tmp_path, dirs_exist_ok=True)
    return made(tmp_path, address)


@pytest.fixture
async def database(settings):
    """A migrated database of its own, without the application."""
    opened = Database(settings.database, settings.keyring)
    yield opened
    await opened.close()


class Service:
    """The running application, as a service with the token uses it."""

    def __init__(self, client):
        self.client = client
        self.database = client.app[DATABASE]

    async def post(self, path, body, key, **headers):
        headers = {"Authorization": f"Bearer {TOKEN}", "Idempotency-Key": key} | headers
        return await self.client.post(f"/api/v1{path}", json=body, headers=headers)

    async def get(self, path):
        headers = {"Authorization": f"Bearer {TOKEN}"}
        return await self.client.get(f"/api/v1{path}", headers=headers)

    async def has_case(self, **changes):
        """Hand a case over and return it as the API shows it."""
        body = case_body(**changes)
        answer = await self.post("/cases", body, body["draft_id"])
        assert answer.status == 201, await answer.text()
        return await answer.json()

    async def rows(self, table):
        """Every row of a table as the service reads it, that is decrypted, as tuples."""
        async with self.database.reading() as session:
            return [
                tuple(row) for row in await session.execute(select(Base.metadata.tables[table]))
            ]


@pytest.fixture
async def service(settings, aiohttp_client):
    return Service(await aiohttp_client(make_app(settings)))


@pytest.fixture
async def hall(service):
    return Hall(service)


@pytest.fixture
async def staffed(hall):
    """One account of each role that is warned."""
    for role in ("county_leader", "duty_officer", "district_reviewer"):
        await hall.hire(role)
    await hall.hire("town_leader", "370404101")
    await hall.hire("clerk", "370404101")
    return hall
