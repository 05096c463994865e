"""What the service does on SQLite it does on PostgreSQL, whatever time zone the server is in."""

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mediation import staff
from mediation.db import Database
from mediation.demo import seed
from mediation.models import Base
from tests.mediation.console.conftest import Desk, hire
from tests.mediation.samples import alert_body, case_body, record_form, visit_form
from tests.mediation.test_tables import OPTIONS


@pytest.fixture
async def desk(service, aiohttp_client):
    await hire(service.database, "li.na", "李娜")
    desk = await Desk(service, aiohttp_client).open()
    assert (await desk.sign_in()).status == 303
    return desk


async def test_migrations_make_what_the_models_say(service):
    def differences(connection):
        context = MigrationContext.configure(connection, opts=OPTIONS)
        return compare_metadata(context, Base.metadata)

    async with service.database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


@pytest.mark.parametrize("change", ["UPDATE audit_log SET who = 'nobody'", "DELETE FROM audit_log"])
async def test_the_log_of_changes_refuses(service, change):
    await service.has_case()
    with pytest.raises(DBAPIError, match="append-only"):
        async with service.database.writing() as session:
            await session.execute(text(change))


async def test_a_case_goes_its_whole_way(desk, service):
    await staff.create(service.database, "kong", "孔令梅", "mediator", organisation="370404101")
    no = (await service.has_case())["no"]
    await service.post("/alerts", alert_body(case_no=no), "a1")
    assert "让我走着瞧" in await desk.read("/")
    for action, fields in (
        ("accept", {"then": "stay"}),
        ("facts/amount_yuan", {"value": "2000-3000"}),
        ("dispatch", {"way": "on_site", "desk": "370404101", "mediator": "kong"}),
        ("answer", {"answer": "accept"}),
        ("ask", {"text": "借条还在吗？"}),
        ("status", {"status": "mediating"}),
        ("status", {"status": "agreed"}),
        ("unask", {}),
        ("records", record_form()),
        ("close", {"outcome": "agreed", "reason": "当场付清"}),
        ("visits/1", visit_form()),
    ):
        assert (await desk.act(no, action, **fields)).status == 303, action
    token = (await desk.hidden("/"))["csrf"]
    assert (await desk.post("/alerts/1/take", {"csrf": token})).status == 303
    shown = await (await service.get(f"/cases/{no}")).json()
    assert (shown["status"], shown["amount_yuan"]) == ("closed", [2000.0, 3000.0])
    assert len([row for row in await service.rows("notices") if no in row]) == 8
    assert "已办结" in await desk.read(f"/cases/{no}")


async def test_the_same_key_at_once_makes_one_case(service):
    body = case_body()
    answers = await asyncio.gather(*(service.post("/cases", body, "k1") for _ in range(8)))
    assert sorted(answer.status for answer in answers) == [200] * 7 + [201]
    assert len(await service.rows("cases")) == 1


async def test_many_at_once_get_each_a_number_of_their_own(service):
    bodies = [case_body() for _ in range(20)]
    answers = await asyncio.gather(
        *(service.post("/cases", body, body["draft_id"]) for body in bodies)
    )
    assert {answer.status for answer in answers} == {201}
    assert len({(await answer.json())["no"] for answer in answers}) == 20


async def test_every_page_stands_on_an_invented_district(service, desk):
    await seed.seed(service.database, 40)
    for path in ("/?status=all&q=村", "/overdue", "/statistics", "/questions", "/organisations"):
        assert await desk.read(path)
    assert "收到 40 件" in await desk.read("/statistics")


async def test_connections_that_broke_cost_one_answer_that_says_so(service, settings):
    body, other = case_body(), Database(settings.database, settings.keyring)
    await service.has_case()
    async with other.writing() as session:
        await session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    await other.close()
    answers = [(await service.post("/cases", body, "k1")).status for _ in range(2)]
    assert answers in ([503, 201], [201, 200])
    assert len(await service.rows("cases")) == 2


@pytest.mark.parametrize("path", ["/cases/%00", "/?q=%00", "/api/v1/cases/%00", "/login?next=%00"])
async def test_nul_is_refused_and_never_reaches_the_database(desk, path):
    assert (await desk.get(path)).status in {303, 400, 404}
