"""What was sent to somebody waits at the top of their queue until there is a word about it."""

import pytest
from sqlalchemy import event

from mediation.dispatch import send, waiting
from tests.mediation.console.conftest import Desk, hire

PLACES = {
    "kong": ("mediator", "370404101"),
    "sun": ("mediator", "370404101"),
    "clerk": ("clerk", "370404101"),
    "leader": ("town_leader", "370404101"),
    "elsewhere": ("clerk", "370404103"),
    "wise": ("mediator", "370404103"),
    "hall": ("clerk", None),
    "watch": ("duty_officer", None),
}
HERE = {"clerk", "leader"}


@pytest.fixture
async def town(hall):
    for login, (role, organisation) in PLACES.items():
        await hire(hall.database, login, login, role, organisation)
    return hall


async def asked(town, no):
    found = set()
    for login in PLACES:
        async with town.database.reading() as session:
            mine = await waiting.of_person(session, await town.signed_in(login))
        assert mine.total == len(mine.cases)
        found |= {login for case in mine.cases if case.no == no}
    return found


@pytest.mark.parametrize(
    ("way", "desk", "mediator", "who"),
    [
        ("on_site", "370404101", "kong", HERE | {"kong"}),
        ("on_site", "370404101", "", HERE | {"kong", "sun"}),
        ("expert", "", "wise", {"wise"}),
        ("expert", "370404101", "wise", {"wise"}),
        ("transfer", "370404", "", {"hall"}),
    ],
)
async def test_it_waits_for_whom_it_was_sent_to_and_for_nobody_else(town, way, desk, mediator, who):
    no = await town.accepted()
    await town.send(no, way, desk, mediator)
    assert await asked(town, no) == who


@pytest.mark.parametrize("accept", [True, False])
async def test_it_waits_no_more_once_there_is_a_word(town, accept):
    no = await town.accepted()
    await town.send(no, "on_site", "370404101", "kong")
    kong = await town.signed_in("kong")
    by = await town.by(no, "kong", kong)
    await send.answer(town.database, by, kong, accept=accept, reason="不在家")
    assert await asked(town, no) == set()


async def test_the_queue_shows_it_the_most_urgent_first(town, aiohttp_client):
    calm = await town.accepted()
    red = await town.accepted(urgency={"level": "red", "signals": []})
    for no in (calm, red):
        await town.send(no, "on_site", "370404101", "kong")
    desk = await Desk(town.service, aiohttp_client).open()
    await desk.sign_in("kong")
    page = await desk.read("/")
    assert "等您接收：2 件" in page
    assert page.index(f"/cases/{red}#dispatch") < page.index(f"/cases/{calm}#dispatch")


async def test_it_is_found_by_its_index(town, on_postgres):
    asked = []
    engine, kong = town.database.engine, await town.signed_in("kong")

    def keep(_connection, _cursor, statement, parameters, *_):
        asked.append((statement, parameters))

    event.listen(engine.sync_engine, "before_cursor_execute", keep)
    async with town.database.reading() as session:
        await waiting.of_person(session, kong)
    event.remove(engine.sync_engine, "before_cursor_execute", keep)
    async with engine.connect() as connection:
        if on_postgres:  # which else would rather read the few rows there are
            await connection.exec_driver_sql("SET enable_seqscan = off")
        for statement, parameters in [one for one in asked if "dispatches" in one[0]]:
            how = "EXPLAIN " if on_postgres else "EXPLAIN QUERY PLAN "
            plan = await connection.exec_driver_sql(how + statement, parameters)
            assert "ix_dispatches_offered" in str(plan.all())
    assert len(asked) >= 2
